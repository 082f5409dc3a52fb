/** `kycle atlas`: the page to look at lifecycles and logs with, as a file or on this computer alone. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createLogReader, type Log } from "../../atlas/log-reader.js";
import type { Observation } from "../../observation.js";
import { codeOf, unwritable } from "../file-errors.js";
import { lifecycles } from "../lifecycle-choice.js";
import { Misuse } from "../misuse.js";
import type { Output } from "../output.js";
import { sourcesOf } from "../reading/sources.js";
import { interruption, type Surroundings } from "../surroundings.js";
import { counted } from "../text/counted.js";
import { startLocalServer } from "./local-server.js";
import { openInBrowser } from "./open-in-browser.js";
import { pageNamed } from "./pages.js";
import { portOf } from "./port-flag.js";

export interface AtlasFlags {
  readonly output?: string;
  readonly port: string;
  readonly open: boolean;
}

/** Writes the page into a folder, or serves it until Ctrl-C. The logs' observations go with it, and nothing else of them. */
export async function showAtlas(
  files: readonly string[],
  flags: AtlasFlags,
  surroundings: Surroundings,
  output: Output,
): Promise<void> {
  const port = portOf(flags.port);
  if (flags.output !== undefined) await orMisuse(flags.output, mkdir(flags.output, { recursive: true }));
  const log = files.length === 0 ? undefined : await readLogs(files, surroundings);
  const page = await pageNamed("atlas");
  const text = page.replace("<!-- kycle:log -->", () => (log === undefined ? "" : carriedAs("log", log)));
  if (flags.output !== undefined) {
    const path = join(flags.output, "index.html");
    await orMisuse(flags.output, writeFile(path, text));
    output.write(`${path}\n`);
    return;
  }
  const server = await startLocalServer({ port, page: () => text });
  try {
    output.write(`The atlas: open ${server.url}/\nEnds with Ctrl-C. To keep it as a file: --output FOLDER\n`);
    await output.flush();
    if (flags.open && surroundings.stdout.isTTY === true) openInBrowser(server.url);
    await interruption(surroundings);
  } finally {
    await server.close();
  }
}

async function orMisuse(folder: string, writing: Promise<unknown>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    throw unwritable(folder, codeOf(error));
  }
}

/** JSON that no markup ends early. */
function carriedAs(id: string, value: unknown): string {
  return `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll("<", "\\u003c")}</script>`;
}

interface CarriedLog {
  /** By lifecycle, subject by subject. */
  readonly histories: Readonly<Record<string, readonly Observation[]>>;
  readonly unread: Log["unread"];
  readonly lines: number;
}

async function readLogs(files: readonly string[], surroundings: Surroundings): Promise<CarriedLog> {
  const reader = createLogReader(lifecycles);
  for (const { chunks } of await sourcesOf(files, surroundings)) {
    const decoder = new TextDecoder();
    for await (const chunk of chunks()) reader.push(decoder.decode(chunk, { stream: true }));
    reader.push(`${decoder.decode()}\n`);
  }
  const { byLifecycle, unread, lines } = reader.end();
  if (byLifecycle.size === 0) throw new Misuse(`${counted(lines, "line")} read, and no report of any lifecycle`);
  const histories = [...byLifecycle].map(([id, subjects]) => [id, [...subjects.values()].flat()] as const);
  return { histories: Object.fromEntries(histories), unread, lines };
}
