import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kycle, objectsOf } from "./kycle.js";
import { log, webhook } from "./messages.js";

let folder = "";
const path = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kycle-"));
  await writeFile(path("first.ndjson"), `\n${webhook("passed", { minute: 1 })}`);
  await writeFile(path("second.ndjson"), log("{", webhook("failed", { minute: 2 })));
  const padded = `${'{"action":"package_status"}'.padEnd(4480)}\n`;
  await writeFile(path("long.ndjson"), `${padded.repeat(1000)}${webhook("passed")}\n`);
});
afterAll(async () => rm(folder, { recursive: true }));

const check = async (files: readonly string[], flags: readonly string[], given = {}): ReturnType<typeof kycle> =>
  kycle(["check", ...files, "--lifecycle", "iinkedsign", ...flags], given);

describe("several files", () => {
  test("are one history, and each line names its file", async () => {
    const ran = await check([path("first.ndjson"), path("second.ndjson")], ["--format", "ndjson"]);
    expect(objectsOf(ran)).toMatchObject([
      { line: 2, file: path("first.ndjson"), verdict: "advance" },
      { line: 1, file: path("second.ndjson"), verdict: "malformed" },
      { line: 2, file: path("second.ndjson"), verdict: "illegal", reason: "final" },
    ]);
    expect(ran.stdout).toMatch(/^\{"line":2,"file":/);
  });

  test("may have standard input among them", async () => {
    const stdin = log(webhook("failed", { minute: 3 }));
    const ran = await check([path("first.ndjson"), "-"], ["--format", "ndjson"], { stdin });
    expect(objectsOf(ran)[1]).toMatchObject({ line: 1, file: "-", verdict: "illegal" });
  });

  test("are named in the text", async () => {
    const { stdout } = await check([path("first.ndjson"), path("second.ndjson")], []);
    expect(stdout).toContain(`▸ ${path("second.ndjson")}:2 `);
    expect(stdout).toContain(`${path("second.ndjson")}:1  malformed`);
  });
});

test("one file is not named in its lines", async () => {
  const ran = await check([path("first.ndjson")], ["--format", "ndjson"]);
  expect(objectsOf(ran)[0]).not.toHaveProperty("file");
});

describe("a progress bar", () => {
  const terminal = { stderr: true };
  test("is shown on standard error for a long file, where that is a terminal", async () => {
    const ran = await check([path("long.ndjson")], ["--format", "json"], { terminal });
    expect(ran.stderr).toMatch(/checking \S+ \d+%, [\d.]+ \w+ of 4.48 MB at [\d.]+ \w?B\/s, \d+s left/);
    expect(JSON.parse(ran.stdout)).toMatchObject({ messages: 1001 });
  });

  test("is full when what was read is judged, where that comes after", async () => {
    const flags = ["--format", "json", "--order", "happened"];
    const { stderr } = await check([path("long.ndjson")], flags, { terminal });
    expect(stderr.split("checking ").at(-1)).toMatch(/^\S+ 100%, 4.48 MB of 4.48 MB/);
  });

  test("is taken away before a complaint", async () => {
    const given = { terminal, stdoutError: "ENOSPC" };
    const { stderr } = await check([path("long.ndjson")], ["--format", "json", "--fail-on", "irrelevant"], given);
    expect(stderr.split("checking ").at(-1)).toContain("\u001B[2Kkycle: the output: cannot be written (ENOSPC)\n");
  });

  test.each([
    ["a short file", "first.ndjson", "json", terminal],
    ["no terminal", "long.ndjson", "json", {}],
    ["objects that run over the same terminal", "long.ndjson", "json", { stderr: true, stdout: true }],
  ])("is not shown for %s", async (_, file, format, terminals) => {
    expect((await check([path(file)], ["--format", format], { terminal: terminals })).stderr).toBe("");
  });
});
