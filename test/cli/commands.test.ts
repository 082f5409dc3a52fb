import { describe, expect, test } from "vitest";
import samples from "../../samples/samples.json" with { type: "json" };
import { lifecycles } from "../../machines/index.js";
import { outcomeKinds } from "../../src/cli/outcome.js";
import { kycle, objectsOf } from "./kycle.js";

describe("kycle list", () => {
  test("names every lifecycle with its counts and its final statuses", async () => {
    const { code, stdout } = await kycle(["list"]);
    expect(code).toBe(0);
    for (const { id } of lifecycles) expect(stdout).toMatch(new RegExp(`^ ${id} `, "m"));
    expect(stdout).toMatch(/iinkedsign .* 21 +\d+ +STATED +\d+ +passed/);
    expect(stdout.split("\n").filter((line) => line.length > 110)).toEqual([]);
  });
});

describe("kycle explain", () => {
  test("shows the way from one status to another and what it rests on", async () => {
    const { code, stdout } = await kycle(["explain", "iinkedsign", "failed", "start"]);
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "failed → start  direct
      start may follow failed.
        path      failed → start
        rests on  STATED (Verification status: Verification states): that the signer may retry is stated,
                  that it begins at start is assumed
      "
    `);
  });

  test("shows which guard refuses, with its numbers", async () => {
    const { code, stdout } = await kycle(["explain", "iinkedsign", "end", "failed", "--policy", "maxAttempts=1"]);
    expect(code).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "end → failed  illegal (guard)
      failed cannot follow end: it needs an attempt left after this failure, and 1 of 1 attempts are used
      (guard attemptsLeft).
        rests on  STATED (Verification status: note on 3 attempts): 3 attempts, all failed, send failed,
                  failed, failed_reset or failed_locked
      "
    `);
  });

  test("answers in json, too", async () => {
    const { code, stdout } = await kycle(["explain", "iinkedsign", "passed", "failed", "--format", "json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ lifecycle: "iinkedsign", kind: "illegal", reason: "final" });
  });

  test("holds the same status for possible", async () => {
    expect(await kycle(["explain", "iinkedsign", "failed", "failed"])).toMatchObject({ code: 0 });
  });

  test("names a word that is not known, and the nearest that is", async () => {
    const ran = await kycle(["explain", "iinkedsign", "fialed", "passed"]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch('"fialed" is not known; did you mean failed?');
  });
});

test("kycle draw writes a diagram with every status", async () => {
  const { code, stdout } = await kycle(["draw", "iinkedsign"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^---\ntitle: .*\n---\nstateDiagram-v2\n/);
  for (const status of lifecycles[0].statuses) expect(stdout).toMatch(new RegExp(`^ +${status}$`, "m"));
});

describe("the sample logs", () => {
  const argvOf = ({ log, lifecycle, policy }: (typeof samples)[number]): string[] => [
    "check",
    `samples/${log}`,
    "--lifecycle",
    lifecycle,
    "--policy",
    policy,
    "--fail-on",
    "none",
  ];

  test("hold every kind of outcome, and every reason for which a report is refused", async () => {
    const told = await Promise.all(
      samples.map(async (sample) => objectsOf(await kycle([...argvOf(sample), "--format", "ndjson"]))),
    );
    expect(new Set(told.flat().map(({ verdict }) => verdict))).toEqual(new Set(outcomeKinds));
    const illegal = told.flat().filter(({ verdict }) => verdict === "illegal");
    const reasons = ["run", "guard", "final", "unreachable", "contradiction", "mistimed"];
    expect(new Set(illegal.map(({ reason }) => reason))).toEqual(new Set(reasons));
  });

  test.each(samples)("$log is judged by npm start, and describes nobody", async (sample) => {
    const { code, stdout } = await kycle(argvOf(sample));
    expect(code).toBe(0);
    expect(stdout).toMatch(/\d+ subjects, \d+ reports: \d+ findings\n$/);
    const identity = /"(first|last)Name"|name-(first|last)|birth|phone/i;
    expect(stdout).not.toMatch(identity);
  });
});
