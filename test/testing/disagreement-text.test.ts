/** Disagreements in words, beyond those that the mistakes of the neighbouring file come to. */
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { describeDisagreement, type Told } from "../../src/testing/disagreement-text.js";
import type { Row } from "../../src/testing/trial.js";
import { trackSubjects } from "../../src/trace.js";
import { report, type Told as Reported } from "../report.js";

/** What was delivered, each with what a state may show after it and what it shows. */
function rowsOf(...delivered: readonly (readonly [Reported, Row["allowed"], Row["shown"]])[]): readonly Row[] {
  const tracker = trackSubjects(iinkedsign.under({}));
  return delivered.map(([reported, allowed, shown], index) => {
    const observation = report(index, reported);
    return { observation, verdict: tracker.observe(observation), allowed, shown };
  });
}

function described(rows: readonly Row[], problem: Told["problem"] = "shows", error?: unknown): string {
  return describeDisagreement(
    { lifecycle: "iinkedsign", policy: {}, rows, problem, seed: 7, runs: 3 },
    "status",
    error,
  );
}

const failed = { status: "failed", at: "2024-03-01T09:00:00Z", run: "a" };
const passed = { status: "passed", at: "2024-03-02T09:00:00.5Z", run: "a" };

describe("times", () => {
  test("have their days where those differ, and no more of a second than tells them apart", () => {
    expect(described(rowsOf([failed, ["failed"], "failed"], [passed, ["passed"], "failed"]))).toMatchInlineSnapshot(`
      "The reducer and iinkedsign disagree after 2 reports:

           happened             arrives            the lifecycle says  status  the reducer shows
        1  2024-03-01 09:00:00  failed by webhook  advance             failed  failed
        2  2024-03-02 09:00:00  passed by webhook  advance             passed  failed

      passed after failed fits, having passed start, consent, consent_processing, end unseen.
      So the status must now be passed; the reducer shows failed.
      Found in delivery 3; seed: 7 shows it again."
    `);
  });

  test("may be none, as a run may", () => {
    const untimed = { ...passed, at: undefined, run: undefined };
    expect(described(rowsOf([failed, ["failed"], "failed"], [untimed, ["passed", "failed"], null])))
      .toMatchInlineSnapshot(`
      "The reducer and iinkedsign disagree after 2 reports:

           happened  run    arrives            the lifecycle says  status            the reducer shows
        1  09:00:00  run 1  failed by webhook  advance             failed            failed
        2  no time          passed by webhook  advance             passed or failed  nothing

      passed after failed fits, having passed start, consent, consent_processing, end unseen.
      So the status must now be passed or failed; the reducer shows nothing.
      Found in delivery 3; seed: 7 shows it again."
    `);
  });
});

test("a state that may show one thing or another must be one of them now", () => {
  const [row] = rowsOf([failed, ["failed", null], "passed"]);
  if (row === undefined) throw new Error("no row");
  expect(described([{ ...row, shown: "failed" }, row])).toContain(
    "must now be failed or nothing; the reducer shows passed.",
  );
  expect(
    described([
      { ...row, shown: "failed" },
      { ...row, allowed: ["failed"] },
    ]),
  ).toContain("must still be failed;");
});

test("what a reducer keeps elsewhere is said to be outside its state", () => {
  expect(described(rowsOf([failed, ["failed"], "failed"]), "remembers")).toContain(
    `Begun anew and given the same, the reducer shows something else after the last of these:
it keeps something outside its state. If it changes its state in place, give initial as a function.
`,
  );
});

test.each([
  [new RangeError("of one line\nand another"), "RangeError: of one line\n"],
  ["a text", "string\n"],
])("what was thrown is told by its name: %s", (error, words) => {
  expect(described(rowsOf([failed, ["failed"], undefined]), "throws", error)).toContain(
    `The reducer threw ${words}No report`,
  );
});
