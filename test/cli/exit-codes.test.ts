import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { portOf } from "../../src/cli/serve/port-flag.js";
import { check, kycle } from "./kycle.js";
import { log, webhook } from "./messages.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kycle-"));
  await writeFile(join(folder, "clean.ndjson"), log(webhook("passed")));
});
afterAll(async () => rm(folder, { recursive: true }));

const clean = log(webhook("failed", { minute: 1 }), webhook("passed", { minute: 2 }));
const illegal = log(webhook("passed", { minute: 1 }), webhook("failed", { minute: 2 }));
const gap = log(...[1, 2].map((minute) => webhook("start", { minute })));

describe("the exit code of a check", () => {
  test.each([
    ["0 for a clean log", clean, [], 0],
    ["1 for an illegal report", illegal, [], 1],
    ["1 for a malformed line", `${clean}{`, [], 1],
    ["0 for a gap, which fails nothing by itself", gap, ["--policy", "maxErrors=1"], 0],
    ["1 for a gap that is to fail", gap, ["--policy", "maxErrors=1", "--fail-on", "gap"], 1],
    ["0 for an illegal report when only gaps fail", illegal, ["--fail-on", "gap,stale"], 0],
    ["0 for anything when none fails", `${illegal}{`, ["--fail-on", "none"], 0],
  ])("is %s", async (_, text, flags, code) => {
    expect(await check(text, ...flags)).toMatchObject({ code, stderr: "" });
  });
});

describe("what cannot be read", () => {
  test.each([
    ["a file that is not there", "absent.ndjson", "no such file"],
    ["a directory", ".", "is a directory"],
    ["a path through a file", "clean.ndjson/inner", "no such file"],
  ])("%s is exit code 2, named on standard error, before any output", async (_, name, problem) => {
    const file = join(folder, name);
    const ran = await kycle(["check", join(folder, "clean.ndjson"), file, "--lifecycle", "iinkedsign"]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(`kycle: ${file}: ${problem}`);
  });

  test("a name without a letter is told as such", async () => {
    const ran = await kycle(["check", "", "--lifecycle", "iinkedsign"]);
    expect(ran).toMatchObject({ code: 2, stdout: "", stderr: 'kycle: "": no such file\n' });
  });

  test("standard input that breaks off with an error is exit code 2", async () => {
    const stdin = (function* () {
      yield Buffer.from(clean);
      throw Object.assign(new Error("secret"), { code: "EIO" });
    })();
    const ran = await check(stdin, "--format", "ndjson");
    expect(ran).toMatchObject({ code: 2, stderr: "kycle: -: cannot be read (EIO)\n" });
  });

  test("a terminal as the only input is misuse that says how to go on", async () => {
    const ran = await kycle(["check", "--lifecycle", "iinkedsign"], { terminal: { stdin: true } });
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch("name a FILE, or pipe a log in");
  });

  test("no FILE is standard input when that is no terminal", async () => {
    const ran = await kycle(["check", "--lifecycle", "iinkedsign"], { stdin: clean });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch("1 subject, 2 reports: no findings");
  });

  test("an output that cannot be written is exit code 2", async () => {
    const argv = ["check", "-", "--lifecycle", "iinkedsign"];
    expect(await kycle(argv, { stdin: clean, stdoutError: "ENOSPC" })).toMatchObject({
      code: 2,
      stderr: "kycle: the output: cannot be written (ENOSPC)\n",
    });
  });
});

test("an error that nobody foresaw is exit code 2, and repeats nothing of what was read", async () => {
  const env = new Proxy({}, { get: () => raise(new TypeError("canary")) });
  expect(await kycle(["list"], { env, terminal: { stdout: true } })).toEqual({
    code: 2,
    stdout: "",
    stderr: "kycle: stopped by an error that should not be (TypeError)\n",
  });
  const odd = new Proxy({}, { get: () => raise("canary") });
  expect((await kycle(["list"], { env: odd, terminal: { stdout: true } })).stderr).toContain("(string)");
});

test("a file is read where standard input is a terminal, too", async () => {
  const ran = await kycle(["check", "samples/iinkedsign.ndjson", "--lifecycle", "iinkedsign"], {
    terminal: { stdin: true },
  });
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain("11 subjects");
});

test("a subscription may name statuses of several lifecycles", async () => {
  const argv = ["check", "-", "--lifecycle", "persona", "--subscribed", "approved, passed", "--fail-on", "none"];
  const stdin = readFileSync("samples/persona-webhooks.ndjson");
  expect(await kycle(argv, { stdin })).toMatchObject({ code: 0, stderr: "" });
});

test("flags may be at their limits, and words have blanks around them", async () => {
  for (const flags of ["--threads 1", "--threads 9", "--threads 16", "--threads 10"]) {
    expect((await kycle(["check", "-", "--lifecycle", "iinkedsign", ...flags.split(" ")], { stdin: clean })).code).toBe(
      0,
    );
  }
  const late = ["check", "-", "--lifecycle", "iinkedsign", "--fail-on", "illegal, advance"];
  expect((await kycle(late, { stdin: clean })).code).toBe(1);
  expect([portOf("0"), portOf("65535")]).toEqual([0, 65_535]);
});

test("help and version are no misuse", async () => {
  expect(await kycle(["--version"])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  const help = await kycle(["check", "--help"]);
  expect(help).toMatchObject({ code: 0, stderr: "" });
  expect(help.stdout).toMatch("--fail-on");
});

function raise(error: unknown): never {
  throw error;
}
