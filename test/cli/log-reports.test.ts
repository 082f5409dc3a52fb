/** What `kycle check` tells of outcomes of every kind, as text and as JSON; made up here, so that all of it is seen. */
import { describe, expect, test } from "vitest";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry, personaVerification } from "../../machines/persona/lifecycle.js";
import { type Bench, benchesOf } from "../../src/cli/bench.js";
import type { Outcome } from "../../src/cli/report/outcome.js";
import type { LineKind } from "../../src/line-kind.js";
import type { ReportOptions } from "../../src/cli/report/report.js";
import { type reportFormats, reportOf } from "../../src/cli/report/report-format.js";
import { unplacedText } from "../../src/cli/report/unplaced-text.js";
import { weightOf } from "../../src/cli/report/verdict-words.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { tagged } from "./tagged.js";

const benchesFor = (lifecycles: readonly Lifecycle[], ...policy: readonly string[]): readonly Bench[] =>
  benchesOf(lifecycles, { policy });

function told(
  format: (typeof reportFormats)[number],
  outcomes: readonly Outcome[],
  options: Partial<ReportOptions> = {},
): string {
  const parts: string[] = [];
  const report = reportOf(format, {
    write: (text) => parts.push(text),
    benches: benchesFor([iinkedsign], "maxAttempts=3"),
    failOn: new Set<LineKind>(["illegal", "malformed"]),
    order: "delivered",
    files: ["-"],
    isColoured: false,
    ...options,
  });
  for (const outcome of outcomes) report.take(outcome);
  report.finish();
  return parts.join("");
}

const about = (line: number, subject: string, verdict: LineKind, more: Partial<Outcome> = {}): Outcome => ({
  line,
  lifecycle: "iinkedsign",
  subject,
  verdict,
  message: `It is ${verdict}.`,
  sequence: line,
  ...more,
});

const everything: readonly Outcome[] = [
  ...[1, 2, 3, 4, 5].map((line) =>
    about(line, "anna", "advance", { status: "start", at: `2026-03-02T10:0${line}:00Z` }),
  ),
  about(6, "anna", "illegal", {
    reason: "guard",
    status: "failed",
    run: "12345678-1234",
    at: "2026-03-02T10:06:00.0000001Z",
    message:
      "The third failure is one too many, as the policy has it, and so it goes on in words until there is no room left.",
    evidence: { level: "ASSUMED", source: "a page", note: "a note that explains it" },
    fitting: ["failed_reset", "failed_locked"],
    warnings: ["it is odd", "in two ways"],
  }),
  about(7, "anna", "duplicate", { reported: "completed", run: "123456789012", warnings: ["odd, too"] }),
  ...[8, 9, 10, 11, 12].map((line) => about(line, "anna", "advance", { event: "signer.opened" })),
  about(13, "anna", "gap", {
    missing: ["start", "end"],
    status: "passed",
    evidence: { level: "STATED", source: "not told of what is no refusal" },
  }),
  about(14, "anna", "late", { fills: ["start", "end"] }),
  about(15, "b\u001Bert", "unknown", { reason: "status", reported: "expired" }),
  about(16, "b\u001Bert", "stale", { status: "failed" }),
  about(17, "b\u001Bert", "superseded", { status: "failed" }),
  about(18, "carl", "no-information", { sequence: undefined }),
  { line: 19, verdict: "malformed", message: "not JSON" },
  { line: 20, verdict: "malformed", message: "missing, expected text", field: "body.state", lifecycle: "iinkedsign" },
  { line: 21, verdict: "irrelevant", message: "another message", lifecycle: "iinkedsign" },
];

describe("as text", () => {
  test("outcomes of every kind, in colours", async () => {
    const text = told("text", everything, { isColoured: true }).replaceAll("\u001B", "␛");
    await expect(text).toMatchFileSnapshot("told/log.txt");
  });

  test("the provider's own word beside the status that it stands for, unless it is an event's name", () => {
    const rows = told("text", [
      about(1, "a", "advance", { status: "passed", reported: "completed" }),
      about(2, "a", "advance", { status: "failed", reported: "signer.failed", event: "signer.failed" }),
      about(3, "a", "advance", { status: "error" }),
      about(4, "a", "unknown", { reported: "completed_late" }),
      about(5, "a", "illegal", { event: "signer.opened" }),
    ]);
    expect(rows.split("\n").filter((row) => /^ +▸? +\d /.test(row))).toEqual([
      "    1  passed (completed)  advance",
      "    2  failed              advance",
      "    3  error               advance",
      "  ▸ 4  completed_late      unknown",
      "  ▸ 5  signer.opened       illegal",
    ]);
  });

  test.each([
    ["Passed", "status", "did you mean passed?"],
    ["faild_reset", "status", "did you mean failed_reset?"],
    ["nothing-like-it", "status", undefined],
    ["Passed", "session", undefined],
  ] as const)("what the word %s may mean, unknown by its %s", (reported, reason, meant) => {
    const text = told("text", [about(1, "a", "unknown", { reason, reported })]);
    expect(text).toContain(
      `${" ".repeat(8)}It is unknown.\n${meant === undefined ? "" : `${" ".repeat(8)}${meant}\n`}\n`,
    );
    expect(text.includes("did you mean")).toBe(meant !== undefined);
  });

  test("what a word may mean by the statuses of its own lifecycle", () => {
    const benches = benchesFor([iinkedsign, personaInquiry]);
    const meant = (lifecycle: string): boolean =>
      told("text", [about(1, "a", "unknown", { lifecycle, reason: "status", reported: "Needs_Review" })], {
        benches,
      }).includes("did you mean needs_review?");
    expect(["iinkedsign", "persona/inquiry"].map(meant)).toEqual([false, true]);
  });

  test("several lifecycles side by side, from several files, as they happened", async () => {
    const benches = benchesFor([iinkedsign, personaInquiry], "maxAttempts=3,steps=identity+kba,passToSign=true");
    const files = ["one.ndjson", "two.ndjson", "-", "four.ndjson"];
    const placed = everything.map((outcome) => ({ ...outcome, file: "two.ndjson" }));
    const other = { lifecycle: "persona/inquiry", run: undefined, file: "one.ndjson" };
    const outcomes = [...placed, about(1, "anna", "gap", other), about(22, "dora", "advance", other)];
    const text = told("text", outcomes, { benches, files, order: "happened", failOn: new Set() });
    await expect(text).toMatchFileSnapshot("told/logs.txt");
  });

  test.each([
    ["nothing", [], [fortid], []],
    ["one that is clean", [about(1, "a", "advance")], [iinkedsign], ["maxAttempts=3,steps="]],
    ["a finding that does not fail", [about(1, "a", "gap")], [personaVerification], []],
    ["one that fails", [about(1, "a", "illegal")], [iinkedsign], []],
    ["two that fail, of two kinds", [about(1, "a", "illegal"), about(2, "a", "malformed")], [iinkedsign], []],
  ] as const)("in full: %s", async (name, outcomes, lifecycles, policy) => {
    const text = told("text", outcomes, { benches: benchesFor(lifecycles, ...policy), files: ["a", "b", "c"] });
    await expect(text).toMatchFileSnapshot(`told/log-of-${name.replaceAll(/\W+/g, "-")}.txt`);
  });

  test("with how many subjects there is no room for", () => {
    const subjects = (count: number): readonly Outcome[] =>
      Array.from({ length: count }, (_, index) => about(index + 1, `subject ${index}`, "gap"));
    expect(told("text", subjects(20))).not.toContain(" more subject");
    expect(told("text", subjects(21))).toContain("\nand 1 more subject with findings; --format ndjson lists all\n");
    expect(told("text", subjects(22))).toContain("\nand 2 more subjects with findings; --format ndjson lists all\n");
  });

  test("with what more there is among rows, and how many of it are findings", () => {
    const findings = Array.from({ length: 26 }, (_, index) => about(index + 1, "a", "gap"));
    expect(told("text", findings)).toContain("\n    … 2 later, 2 of them findings\n");
    const before = Array.from({ length: 5 }, (_, index) => about(index, "a", "advance"));
    const both = told("text", [...before, ...findings]);
    expect(both).toContain("\n    … 2 earlier\n");
    expect(both).toContain("\n    … 6 later, 6 of them findings\n");
    const calm = [about(1, "a", "gap"), ...[2, 3, 4, 5, 6, 7, 8].map((line) => about(line, "a", "advance"))];
    expect(told("text", calm)).toContain("\n    … 6 later\n");
    expect(told("text", [...calm, about(9, "a", "gap")])).toContain("\n    … 3 between\n");
    expect(told("text", calm.toReversed())).toContain("\n    … 4 earlier\n");
  });

  test("with twenty findings that are about no subject, and how many more there are", () => {
    const broken = (count: number): readonly Outcome[] =>
      Array.from({ length: count }, (_, index) => ({ line: index + 1, verdict: "malformed", message: "not JSON" }));
    expect(told("text", broken(20))).not.toContain(" more; ");
    expect(told("text", broken(22))).toContain(
      "  20  malformed  not JSON\n  and 2 more; --format ndjson lists all\n\n",
    );
    expect(unplacedText([], 3, tagged)).toBe("");
  });

  test("with findings that are about no subject below each other, to the right and to the left", () => {
    const outcomes: readonly Outcome[] = [
      { line: 9, verdict: "irrelevant", message: "another message" },
      { line: 1000, verdict: "malformed", message: "not JSON" },
      { line: 10, verdict: "irrelevant", message: "another message" },
    ];
    expect(unplacedText(outcomes, 3, tagged)).toBe(
      [
        "<bold>Lines about no subject</bold>",
        "     9  <dim>irrelevant</dim>  another message",
        "  1000  <red>malformed </red>  not JSON",
        "    10  <dim>irrelevant</dim>  another message",
        "",
        "",
      ].join("\n"),
    );
  });
});

describe("as JSON", () => {
  const [first, , , , , illegal] = everything;
  const none = { findings: [], messages: 0, subjects: 0, verdicts: {} };

  test.each([
    ["nothing", [], '  "findings": [],\n  "messages": 0,\n'],
    ["what is no finding", everything.slice(0, 1), '  "findings": [],\n  "messages": 1,\n'],
    ["a finding", everything.slice(5, 6), `  "findings": [\n    ${JSON.stringify(illegal)}\n  ],\n  "messages": 1,\n`],
  ])("of one lifecycle, laid out to be read: %s", (_, outcomes, part) => {
    const text = told("json", outcomes);
    expect(text).toContain(part);
    expect(text).toMatch(/^\{\n {2}"lifecycle": "iinkedsign",\n {2}"policy": \{"maxAttempts":3\},\n/);
    expect(text).toMatch(/\n\}\n$/);
  });

  test("of several, in a list; a line about none of them belongs to each", () => {
    const benches = benchesFor([iinkedsign, fortid]);
    const unclear: Outcome = { line: 9, verdict: "malformed", message: "not JSON" };
    const other = about(8, "x", "illegal", { lifecycle: "fortid" });
    const text = told(
      "json",
      [first, unclear, other, illegal].flatMap((one) => one ?? []),
      { benches },
    );
    expect(text).toMatch(/^\[\n\{\n[^]*\n\},\n\{\n[^]*\n\}\n\]\n$/);
    expect(JSON.parse(text)).toEqual(
      JSON.parse(
        JSON.stringify([
          {
            ...none,
            lifecycle: "iinkedsign",
            policy: {},
            messages: 3,
            subjects: 1,
            verdicts: { advance: 1, illegal: 1, malformed: 1 },
            findings: [unclear, illegal],
          },
          {
            ...none,
            lifecycle: "fortid",
            policy: {},
            messages: 2,
            subjects: 1,
            verdicts: { illegal: 1, malformed: 1 },
            findings: [unclear, other],
          },
        ]),
      ),
    );
  });
});

test.each(["duplicate", "late", "advance", "irrelevant", "no-information"] as const)(
  "%s is nothing to look at",
  (kind) => {
    expect(weightOf(kind, new Set())).toBe("ordinary");
    expect(weightOf(kind, new Set([kind]))).toBe("fails");
  },
);

test.each(["unknown", "superseded", "stale", "gap", "illegal", "malformed"] as const)(
  "%s is something to look at",
  (kind) => {
    expect(weightOf(kind, new Set())).toBe("notable");
    expect(weightOf(kind, new Set([kind]))).toBe("fails");
  },
);
