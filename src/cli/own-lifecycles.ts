/** Lifecycles of one's own: those that a module exports. */
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import * as z from "zod";
import type { LifecycleDefinition } from "../definition.js";
import { defineLifecycle, type Lifecycle } from "../lifecycle.js";
import { codeOf, unreadable } from "./file-errors.js";
import { Misuse, oneOf } from "./misuse.js";
import { printable } from "./text/printable.js";

/** Whether a word names a module: it begins as a path does, or ends as one. No lifecycle's id is like that. */
export const isModule = (word: string): boolean => /^\.{0,2}[\\/]|^[a-z]:[\\/]|\.[cm]?[jt]s(#.*)?$/i.test(word);

/** A machine has a definition with an id, too. */
const ownLifecycle = z.object({
  definition: z.custom<LifecycleDefinition>(
    (value) => z.object({ id: z.string(), machine: z.unknown(), statuses: z.unknown() }).safeParse(value).success,
  ),
});

/** A module's lifecycles, once each; of `path#id`, the one. @throws {Misuse} where there is none, or it cannot be one. */
export async function ownLifecycles(word: string): Promise<readonly Lifecycle[]> {
  const { path, id } = pathAndId(word);
  const definitions = await definitionsIn(path);
  const ids = new Set(definitions.map((definition) => definition.id));
  if (ids.size === 0) {
    throw new Misuse(`${printable(path)}: exports no lifecycle; what defineLifecycle answers is one`);
  }
  const different = [...new Set(definitions)];
  if (different.length > ids.size) throw new Misuse(`${printable(path)}: exports two lifecycles of one id`);
  const chosen = id === undefined ? undefined : oneOf(`a lifecycle of ${printable(path)}`, id, [...ids]);
  return different
    .filter((definition) => chosen === undefined || definition.id === chosen)
    .map((definition) => defined(path, definition));
}

/** A path may have the sign in it, too. */
function pathAndId(word: string): { readonly path: string; readonly id?: string } {
  const { path, id } = /^(?<path>.+)#(?<id>[^#]*)$/.exec(word)?.groups ?? {};
  return path === undefined || id === undefined || existsSync(word) ? { path: word } : { path, id };
}

/** Made anew by the engine of the command, so that all that it tells and refuses is of one make. */
function defined(path: string, definition: LifecycleDefinition): Lifecycle {
  try {
    return defineLifecycle(definition);
  } catch (error) {
    throw new Misuse(`${printable(path)}: ${printable(definition.id)} is no lifecycle: ${messageOf(error)}`);
  }
}

/** Those of the lifecycles among what a module exports, lists of theirs item by item. */
async function definitionsIn(path: string): Promise<readonly LifecycleDefinition[]> {
  const file = resolve(path);
  const found = await stat(file).catch((error: unknown) => {
    throw unreadable(path, codeOf(error));
  });
  if (found.isDirectory()) throw unreadable(path, "EISDIR");
  try {
    const module: object = await import(pathToFileURL(file).href);
    return Object.values(module)
      .flat()
      .flatMap((value) => {
        const read = ownLifecycle.safeParse(value);
        return read.success ? [read.data.definition] : [];
      });
  } catch (error) {
    throw new Misuse(`${printable(path)}: cannot be loaded: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  if (codeOf(error) !== "ERR_UNKNOWN_FILE_EXTENSION") return messageOf(error);
  return `Node ${process.versions.node} reads no such file; of TypeScript, name what it is compiled to`;
}

/** What an error of the author's own code says: XState tells in a further line what is wrong. */
function messageOf(error: unknown): string {
  const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return printable(stripVTControlCharacters(told).replaceAll(/\s*\n\s*/g, " "), 500);
}
