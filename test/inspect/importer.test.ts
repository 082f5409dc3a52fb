/**
 * Every machine file as a static importer reads it: what pasting it into Stately shows is the running machine.
 *
 * The importer asks for XState 4's action creators, with which it would extract actions that are written inline in a
 * machine. None of ours are, so the creators handed to it here refuse.
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { lifecycles } from "../../machines/index.js";
import type { Lifecycle } from "../../src/lifecycle.js";

/** A name, as it is written or as the importer wraps it. */
const name = z.union([
  z.string(),
  z.object({ kind: z.literal("named"), type: z.string() }).transform(({ type }) => type),
  z.object({ kind: z.literal("named"), action: z.object({ type: z.string() }) }).transform(({ action }) => action.type),
]);

/** XState 4 says `cond` where XState 5 says `guard`. */
const transition = z
  .strictObject({
    target: z.string().optional(),
    cond: name.optional(),
    guard: name.optional(),
    actions: name.optional(),
    description: z.string().optional(),
  })
  .transform(({ cond, guard = cond, ...rest }) => ({ ...rest, guard }));

const transitions = z.record(z.string(), z.union([transition, z.array(transition)])).optional();

const state = z.strictObject({
  id: z.string().optional(),
  type: z.string().optional(),
  context: z.unknown().optional(),
  initial: z.string().optional(),
  description: z.string().optional(),
  tags: z.union([z.string(), z.tuple([z.string()]).transform(([tag]) => tag)]).optional(),
  on: transitions,
  after: transitions,
  get states() {
    return z.record(z.string(), state).optional();
  },
});

const extracted = z.object({ machines: z.array(z.object({ toConfig: z.custom<() => unknown>() }).loose()) });
const importer = z.object({ extractMachinesFromFile: z.custom<(text: string) => unknown>() });

const folder = fileURLToPath(new URL("../../node_modules/.cache/importer/", import.meta.url));
let extract: (text: string) => unknown;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  const outfile = `${folder}importer.cjs`;
  await build({
    entryPoints: ["@xstate/machine-extractor"],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    mainFields: ["main"],
    conditions: ["default"],
    logLevel: "error",
    plugins: [
      {
        name: "the creators of XState 4",
        setup(bundler) {
          bundler.onResolve({ filter: /^xstate\/lib\// }, ({ path }) => ({ path, namespace: "xstate4" }));
          bundler.onLoad({ filter: /.*/, namespace: "xstate4" }, () => ({
            contents: `const refuse = (_, name) => () => { throw new Error(name + " is written inline"); };
              module.exports = new Proxy({}, { get: refuse });`,
          }));
        },
      },
    ],
  });
  extract = importer.parse(createRequire(import.meta.url)(outfile)).extractMachinesFromFile;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All that a config says besides the function that makes its context, in one form; it says nothing that is not named here. */
function formOf(config: unknown): unknown {
  const { context: _, ...rest } = state.parse(JSON.parse(JSON.stringify(config)));
  return rest;
}

function importedFrom(text: string): unknown {
  const { machines } = extracted.parse(extract(text));
  expect(machines.length).toBe(1);
  return formOf(machines[0]?.toConfig());
}

const every: readonly Lifecycle[] = lifecycles;

describe("the machine file that a static importer reads", () => {
  test.each(every.map((lifecycle) => ({ id: lifecycle.id, lifecycle })))(
    "is the machine of $id",
    ({ id, lifecycle }) => {
      const file = new URL(`../../machines/${id}/machine.ts`, import.meta.url);
      expect(importedFrom(readFileSync(file, "utf8"))).toEqual(formOf(lifecycle.machine.config));
    },
  );

  test("loses what is not a literal, and the comparison sees it", () => {
    const file = new URL("../../machines/iinkedsign/machine.ts", import.meta.url);
    const text = readFileSync(file, "utf8");
    const computed = text.replace("consent: {\n", '["consent"]: {\n').replace('"signer.retried": {', "[retried]: {");
    expect(computed).not.toBe(text);
    expect(importedFrom(computed)).not.toEqual(formOf(every[0]?.machine.config));
  });
});
