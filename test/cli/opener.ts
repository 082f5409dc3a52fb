/** What opens addresses on this computer, put in its place to tell which it was given. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "vitest";
import { serving } from "./serving.js";

/** Elsewhere another program opens them. */
export const noOpener = process.platform !== "linux";

/** The page of a command that serves one is opened at a terminal, and not elsewhere, nor with `--no-open`. */
export async function expectOpened(argv: readonly string[], given: Parameters<typeof serving>[1] = {}): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kycle-opener-"));
  const opened = join(folder, "opened");
  writeFileSync(opened, "");
  writeFileSync(join(folder, "xdg-open"), `#!/bin/sh\necho "$1" >> ${opened}\n`, { mode: 0o755 });
  const { PATH } = process.env;
  process.env["PATH"] = `${folder}${delimiter}${PATH}`;
  const served = async (words: readonly string[], isTerminal: boolean, isOpened: boolean): Promise<string> => {
    const terminal = { stdout: isTerminal };
    const { url, interrupt, ended } = await serving([...argv, ...words], { ...given, terminal });
    const turns = isOpened ? 500 : 0;
    for (let turn = 0; turn < turns && readFileSync(opened, "utf8") === ""; turn++) await setTimeout(10);
    await interrupt("SIGINT");
    await ended;
    return url;
  };
  try {
    await served(["--no-open"], true, false);
    await served([], false, false);
    const url = await served([], true, true);
    expect(readFileSync(opened, "utf8")).toBe(`${url}\n`);
  } finally {
    process.env["PATH"] = PATH;
    rmSync(folder, { recursive: true });
  }
}
