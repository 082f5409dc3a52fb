import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { kycle } from "./kycle.js";

const folder = mkdtempSync(join(tmpdir(), "kycle-recheck-"));
afterAll(() => rmSync(folder, { recursive: true }));

const name = join(folder, "traces.json");

function fileOf(...traces: readonly object[]): string {
  writeFileSync(name, JSON.stringify({ lifecycle: "iinkedsign", traces }));
  return name;
}

const locked = {
  description: "three attempts, all failed",
  source: "note on 3 attempts",
  policy: { maxAttempts: 3, maxResets: 0 },
  reports: [{ status: "failed" }, { status: "failed" }, { status: "failed" }],
};

test("histories that are judged as recorded are told in a line", async () => {
  const file = fileOf({ ...locked, verdicts: ["advance", "advance", "illegal.guard"] });
  expect(await kycle(["recheck", file])).toEqual({
    code: 0,
    stdout: `${file}: 1 trace, 3 reports: judged as recorded\n`,
    stderr: "",
  });
});

test("a verdict that is not what was recorded fails, and is explained", async () => {
  const file = fileOf(
    { ...locked, verdicts: ["advance", "advance", "advance"] },
    { ...locked, verdicts: ["advance", "advance", "illegal.guard"] },
  );
  const { code, stdout } = await kycle(["recheck", file]);
  expect(code).toBe(1);
  expect(stdout.replace(file, "FILE")).toMatchInlineSnapshot(`
    "FILE: 1 of 2 traces with 6 reports: judged otherwise than recorded

    three attempts, all failed
    note on 3 attempts
            report             recorded  now
         1  failed by webhook  advance   advance
         2  failed by webhook  advance   advance
      →  3  failed by webhook  advance   illegal.guard
      3: failed after failed cannot be: it needs an attempt left after this failure, and 3 of 3 attempts
         are used (guard attemptsLeft).

    Where that is meant, kycle recheck --update records it.
    "
  `);
});

test("--update records the verdicts, and then nothing is to be told", async () => {
  const file = fileOf({ ...locked, verdicts: ["advance"] }, locked);
  const { code, stdout } = await kycle(["recheck", file, "--update"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(`${file}: recorded\n`);
  const recorded = readFileSync(file, "utf8");
  expect(JSON.parse(recorded).traces.map(({ verdicts }: { verdicts: unknown }) => verdicts)).toEqual([
    ["advance", "advance", "illegal.guard"],
    ["advance", "advance", "illegal.guard"],
  ]);
  expect((await kycle(["recheck", file])).code).toBe(0);
  await kycle(["recheck", file, "--update"]);
  expect(readFileSync(file, "utf8")).toBe(recorded);
});

test("another reason for the same kind of verdict is a change, too", async () => {
  const file = fileOf({ ...locked, verdicts: ["advance", "advance", "illegal.final"] });
  expect((await kycle(["recheck", file])).code).toBe(1);
});

test("a recorded verdict without a report is a change, too, and a report without a verdict", async () => {
  const file = fileOf(
    { ...locked, reports: [], verdicts: ["advance"] },
    { ...locked, reports: [{ status: "failed" }] },
    { description: "a message", source: "ours", messages: [{ action: "package_status" }] },
  );
  const { code, stdout } = await kycle(["recheck", file]);
  expect(code).toBe(1);
  expect(stdout.replace(file, "FILE")).toMatchInlineSnapshot(`
    "FILE: 3 of 3 traces with 3 reports: judged otherwise than recorded

    three attempts, all failed
    note on 3 attempts
            report  recorded  now
      →  1          advance   no report
      1: A verdict is recorded, and there is no such report.

    three attempts, all failed
    note on 3 attempts
            report             recorded  now
      →  1  failed by webhook  nothing   advance
      1: failed as the first report fits, having passed not_started, start, consent, consent_processing,
         end unseen.

    a message
    ours
            report     recorded  now
      →  1  a message  nothing   irrelevant
      1: package_status is not about this lifecycle.

    Where that is meant, kycle recheck --update records it.
    "
  `);
  await kycle(["recheck", file, "--update"]);
  const { traces } = JSON.parse(readFileSync(file, "utf8"));
  expect(traces.map(({ verdicts }: { verdicts: unknown }) => verdicts)).toEqual([[], ["advance"], ["irrelevant"]]);
});

test("a file that is as it would be written is left alone", async () => {
  const file = fileOf({ ...locked, verdicts: ["advance", "advance", "illegal.guard"] });
  await kycle(["recheck", file, "--update"]);
  expect((await kycle(["recheck", file, "--update"])).stdout).toBe(`${file}: 1 trace, 3 reports: judged as recorded\n`);
});

test("messages stand for reports as the provider sent them; what they hold is not repeated", async () => {
  const message = { action: "verification_status", verificationId: "canary-name" };
  const file = fileOf({ description: "broken", source: "ours", messages: [message], verdicts: ["advance"] });
  const { code, stdout } = await kycle(["recheck", file]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/advance +malformed/);
  expect(stdout).not.toContain("canary");
});

test("several files are all told, and one that changed fails", async () => {
  const good = "test/traces/iinkedsign.json";
  const { code, stdout } = await kycle(["recheck", good, fileOf({ ...locked, verdicts: [] })]);
  expect(code).toBe(1);
  expect(stdout).toContain(`${good}: `);
});

test.each([
  ["{", "not JSON"],
  ["{}", "lifecycle: "],
  [`{"lifecycle":"iinkedsing","traces":[]}`, "did you mean iinkedsign"],
  [
    `{"lifecycle":"iinkedsign","traces":[{"description":"d","source":"s"}]}`,
    "traces[0]: expected either reports or messages",
  ],
  [
    `{"lifecycle":"iinkedsign","traces":[{"description":"d","source":"s","reports":[{"at":"now"}]}]}`,
    "traces[0].reports[0].at: ",
  ],
  [
    `{"lifecycle":"iinkedsign","traces":[{"description":"d","source":"s","reports":[],"policy":{"maxAttempts":0}}]}`,
    "d: policy maxAttempts",
  ],
])("%s is misuse", async (text, words) => {
  writeFileSync(name, text);
  const { code, stdout, stderr } = await kycle(["recheck", name]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(words);
});

test("a file that is not there is misuse", async () => {
  const { code, stderr } = await kycle(["recheck", join(folder, "none.json")]);
  expect(code).toBe(2);
  expect(stderr).toContain("none.json: no such file");
});
