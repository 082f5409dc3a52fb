import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { judgedOutcome, unjudgedOutcome } from "../../src/cli/report/outcome.js";
import { report } from "../report.js";
import { tell } from "../unit/history.js";
import { check, kycle, objectsOf } from "./kycle.js";
import { log, poll, subjects, webhook } from "./messages.js";

const troubled = log(
  webhook("completed", { minute: 1 }),
  webhook("completed", { minute: 1 }),
  webhook("failed", { minute: 3 }),
  "{",
  webhook("failed", { signer: 1 }).replace(/"continue":\w+,/, ""),
  '{"action":"package_status"}',
  poll(undefined, { httpStatus: 404 }),
  webhook("expired", { signer: 1 }),
);

describe("ndjson", () => {
  test("is one object for each line, in the order of the lines", async () => {
    const ran = await check(troubled, "--format", "ndjson");
    expect(objectsOf(ran).map(({ line, verdict, reason }) => [line, verdict, reason].join(" ").trim())).toEqual([
      "1 advance",
      "2 duplicate delivery",
      "3 illegal final",
      "4 malformed",
      "5 malformed",
      "6 irrelevant",
      "7 no-information",
      "8 unknown status",
    ]);
  });

  test("has its keys in one order, and only those that mean something", async () => {
    const ran = await check(troubled, "--format", "ndjson");
    expect(objectsOf(ran).map((told) => Object.keys(told).join(" "))).toMatchInlineSnapshot(`
      [
        "line lifecycle subject run status verdict to skipped message reported at delivery sequence path evidence",
        "line lifecycle subject run status verdict reason to message reported at delivery sequence",
        "line lifecycle subject run status verdict reason from to message at delivery sequence evidence",
        "line lifecycle verdict message",
        "line lifecycle verdict message field",
        "line lifecycle verdict message reported",
        "line lifecycle subject verdict warnings message",
        "line lifecycle subject run verdict reason message reported at delivery sequence",
      ]
    `);
  });

  test("has no key that the page on logs does not tell of, and that page none that it cannot have", async () => {
    const page = readFileSync("docs/logs.md", "utf8");
    const [, table = ""] = /<!-- outcome -->([\s\S]*)<!-- \/outcome -->/.exec(page) ?? [];
    const told = table
      .split("\n")
      .flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)].map(([, key]) => key));
    const place = { line: 1, file: "log" };
    const { verdict } = tell(iinkedsign, {}, { status: "passed" });
    const keys = new Set([
      ...Object.keys(unjudgedOutcome(place, undefined, { kind: "malformed", path: "", message: "" })),
      ...(verdict === undefined ? [] : Object.keys(judgedOutcome(place, report(0, { status: "passed" }), verdict))),
    ]);
    expect(new Set(told)).toEqual(keys);
  });

  test("tells where a message is malformed, and the provider's word where it is not the status", async () => {
    const told = objectsOf(await check(troubled, "--format", "ndjson"));
    expect(told[0]).toMatchObject({ status: "passed", to: "passed", reported: "completed", subject: subjects[0] });
    expect(told[4]).toMatchObject({ field: "continue" });
    expect(told[5]).toMatchObject({ reported: "package_status" });
    expect(told[7]).toMatchObject({ reported: "expired" });
  });

  test("tells what is missing and what a late report fills", async () => {
    const steps = log(
      webhook("start", { minute: 1 }),
      webhook("start", { minute: 5 }),
      webhook("failed", { minute: 3 }),
    );
    const told = objectsOf(await check(steps, "--format", "ndjson", "--policy", "maxErrors=1"));
    expect(told[1]).toMatchObject({ verdict: "gap", from: "start", to: "start", missing: ["failed"] });
    expect(told[2]).toMatchObject({ verdict: "late", fills: ["failed"] });
  });

  test("explains a refusal by the guard, its numbers, and what it rests on", async () => {
    const failures = log(...[1, 2, 3].map((minute) => webhook("failed", { minute })));
    const policy = ["--policy", "maxAttempts=3,maxResets=0"];
    const told = objectsOf(await check(failures, "--format", "ndjson", ...policy));
    expect(told[2]).toMatchObject({
      verdict: "illegal",
      reason: "guard",
      guards: [{ guard: "attemptsLeft", numbers: "3 of 3 attempts are used" }],
      evidence: { level: "STATED" },
      fitting: expect.arrayContaining(["failed_locked"]),
    });
  });
});

describe("json", () => {
  test("counts what came and lists the findings that fail the check", async () => {
    const { code, stdout } = await check(troubled, "--format", "json", "--policy", "maxAttempts=3");
    expect(code).toBe(1);
    const told: unknown = JSON.parse(stdout);
    expect(told).toMatchObject({
      lifecycle: "iinkedsign",
      policy: { maxAttempts: 3 },
      messages: 8,
      subjects: 2,
      verdicts: {
        advance: 1,
        duplicate: 1,
        illegal: 1,
        malformed: 2,
        irrelevant: 1,
        "no-information": 1,
        unknown: 1,
      },
      findings: [{ line: 3 }, { line: 4 }, { line: 5 }],
    });
  });

  test("lists the kinds that were asked for, or none", async () => {
    const linesFor = async (kinds: string): Promise<unknown> => {
      const { stdout } = await check(troubled, "--format", "json", "--fail-on", kinds);
      return JSON.parse(stdout).findings.map(({ line }: { line: number }) => line);
    };
    expect(await linesFor("unknown,duplicate")).toEqual([2, 8]);
    expect(await linesFor("none")).toEqual([]);
  });
});

describe("text", () => {
  test("sums up, shows each finding in its history, and ends with one line", async () => {
    const { stdout } = await check(troubled, "--policy", "maxAttempts=3");
    expect(stdout).toMatchInlineSnapshot(`
      "iinkedsign  standard input, judged as delivered
      policy maxAttempts 3; unknown: maxResets, maxErrors

       verdict          lines   which means
       advance              1   fits, with nothing lost
       duplicate            1   said before; counted once
       no-information       1   says nothing of the status
       irrelevant           1   another message of the provider
       unknown              1   a word, or a subject, of which the lifecycle knows nothing
       illegal              1   no history of the lifecycle contains it, whatever was lost
       malformed            2   no message of the provider, or a broken one

      Findings, in the history of each subject: line, time (UTC), verificationId, status, verdict

      2dcb8021-c3fe-465c-bd6a-dcca3a43a2e9/57af6e67-d9d6-4ac9-9744-17d1c895eb89
          1  2026-03-02 10:01:00.0000001  a688e7c1…  passed (completed)  advance
          2  2026-03-02 10:01:00.0000001  a688e7c1…  passed (completed)  duplicate (delivery)
        ▸ 3  2026-03-02 10:03:00.0000001  a688e7c1…  failed              illegal (final)
              failed after passed cannot be: nothing follows passed.
              rests on   STATED (Verification status: Verification states): passed, failed_locked,
                         error_locked, cancelled and invalid name no way on
          7                                                              no-information
              warning    the vendor answered 404

      2dcb8021-c3fe-465c-bd6a-dcca3a43a2e9/0c2f1f0a-5a3e-4b58-9a63-0f6a8f0b7f11
        ▸ 8  2026-03-02 10:00:00.0000001  a688e7c1…  expired  unknown (status)
              The provider's word expired is none that this lifecycle knows; the record stays as it is.

      Lines about no subject
        4  malformed  not JSON
        5  malformed  continue: missing, expected boolean

      2 subjects, 8 reports: 4 findings, of which 3 fail the check (1 illegal, 2 malformed)
      "
    `);
  });

  test("marks every kind that fails the check, and explains it", async () => {
    const { stdout } = await check(troubled, "--fail-on", "duplicate");
    expect(stdout).toMatch(/▸ 2 .* duplicate \(delivery\)\n +This delivery of passed was already taken in\./);
    expect(stdout).toMatch("of which 1 fails the check (1 duplicate)");
  });

  test("shows the late report that closes a gap, however much later", async () => {
    const steps = log(
      webhook("start", { minute: 1 }),
      webhook("start", { minute: 5 }),
      webhook("identity", { minute: 6 }),
      webhook("kba", { minute: 7 }),
      webhook("document", { minute: 8 }),
      webhook("end", { minute: 9 }),
      webhook("failed", { minute: 3 }),
    );
    const { stdout } = await check(steps, "--policy", "maxErrors=1");
    expect(stdout).toMatch(/▸ 2 .* gap \(missing failed\)/);
    expect(stdout).toMatch(/ 7 .* late \(fills failed\)/);
  });

  test("stays bounded, and says what it leaves out", async () => {
    const lines = Array.from({ length: 100 }, (_, index) =>
      webhook("failed", { minute: 10 }).replaceAll("57af6e67", `57af6e${(16 + index).toString(16)}`),
    );
    const finals = lines.map((line) =>
      line
        .replace('"failed"', '"passed"')
        .replace("10:10", "10:01")
        .replace(/"eventId":"./, '"eventId":"0'),
    );
    const { stdout } = await check(log(...finals, ...lines, ...Array.from({ length: 30 }, () => "{")));
    expect(stdout.match(/▸/g)).toHaveLength(20);
    expect(stdout).toMatch("and 80 more subjects with findings; --format ndjson lists all");
    expect(stdout).toMatch("and 10 more; --format ndjson lists all");
    expect(stdout).toMatch(
      "100 subjects, 230 reports: 130 findings, of which 130 fail the check (100 illegal, 30 malformed)",
    );
  });

  test("writes large numbers alike wherever they stand", async () => {
    const { stdout } = await check(log(...Array.from({ length: 1200 }, () => "{")));
    expect(stdout).toMatch(/malformed {2,}1,200 /);
    expect(stdout).toMatch(
      "0 subjects, 1,200 reports: 1,200 findings, of which 1,200 fail the check (1,200 malformed)",
    );
  });

  test("stays bounded for one subject with a thousand findings", async () => {
    const passed = webhook("passed", { minute: 1 });
    const failures = Array.from({ length: 1000 }, (_, index) =>
      webhook("failed", { minute: 2 + (index % 50) }).replace(
        /"eventId":"........../,
        `"eventId":"${String(index).padStart(8, "0")}-0`,
      ),
    );
    const { stdout } = await check(log(passed, ...failures));
    expect(stdout.split("\n").length).toBeLessThan(120);
    expect(stdout).toMatch(/… \d+ later, \d+ of them findings/);
  });

  test("is at most 100 columns wide", async () => {
    const { stdout } = await check(troubled);
    expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });

  test("is coloured on a terminal and where FORCE_COLOR says so, and never where NO_COLOR is set", async () => {
    const argv = ["check", "-", "--lifecycle", "iinkedsign"];
    const given = { stdin: troubled, terminal: { stdout: true } };
    expect((await kycle(argv, { stdin: troubled })).stdout).not.toMatch("\u001B");
    expect((await kycle(argv, given)).stdout).toMatch("\u001B[31m");
    expect((await kycle(argv, { ...given, env: { NO_COLOR: "1" } })).stdout).not.toMatch("\u001B");
    const inAPipe = async (env: Readonly<Record<string, string>>) =>
      (await kycle(argv, { stdin: troubled, env })).stdout;
    expect(await inAPipe({ FORCE_COLOR: "1" })).toMatch("\u001B[31m");
    expect(await inAPipe({ FORCE_COLOR: "true", NO_COLOR: "" })).toMatch("\u001B[31m");
    expect(await inAPipe({ FORCE_COLOR: "1", NO_COLOR: "1" })).not.toMatch("\u001B");
    expect(await inAPipe({ FORCE_COLOR: "0" })).not.toMatch("\u001B");
    expect(await inAPipe({ FORCE_COLOR: "" })).not.toMatch("\u001B");
    expect((await kycle(argv, { ...given, env: { FORCE_COLOR: "0" } })).stdout).not.toMatch("\u001B");
  });
});
