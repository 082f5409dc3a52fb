/** The exported table against the engine's front door: the same verdict, path, evidence and sentence for every report. */
import { beforeAll, describe, expect, test } from "vitest";
import { createMachine } from "xstate";
import { iinkedsign } from "../../../machines/iinkedsign/lifecycle.js";
import type { LifecycleDefinition } from "../../../src/definition.js";
import { ExportError } from "../../../src/export/index.js";
import { type StepTable, stepTable, type TabledRun } from "../../../src/export/step-table.js";
import type { Channel, Observation } from "../../../src/observation.js";
import { badge } from "../../unit/badge.js";
import { cases, nameOf } from "./cases.js";
import { pathsOf } from "./paths.js";

describe.each(cases.map((given) => ({ name: nameOf(given), ...given })))("$name", ({ lifecycle, policy, channel }) => {
  let table: StepTable;
  beforeAll(() => {
    table = stepTable(lifecycle.definition, { policy, channel });
  });
  const hasRuns = lifecycle.definition.runs !== undefined;

  const observation = (report: string, run: string | undefined, number: number): Observation => ({
    ...(lifecycle.statuses.includes(report) ? { status: report } : { event: report }),
    subject: "subject",
    reported: report,
    channel,
    delivery: `delivery ${number}`,
    at: new Date(Date.UTC(2026, 0, 1, 0, 0, number)).toISOString(),
    ...(run === undefined ? {} : { run }),
    breaches: [],
    warnings: [],
  });

  /** The names of runs that relate to the latest as the table says; the latest has none where nothing was reported. */
  const runAfter = (latest: string | undefined, relation: TabledRun, number: number): string | undefined => {
    if (relation === "same") return latest;
    return relation === "next" ? `run ${number}` : latest === undefined && hasRuns ? `run ${number}` : undefined;
  };

  test("says of every report in every estimate what the engine says", () => {
    let compared = 0;
    const paths = pathsOf(table);
    const reached = paths.map((path) => {
      let latest: string | undefined;
      let record = lifecycle.open({ subject: "subject", policy });
      for (const [number, { report, run }] of path.entries()) {
        latest = runAfter(latest, run, number);
        record = lifecycle.observe(record, observation(report, latest, number)).record;
      }
      return { record, latest };
    });
    for (const [from, path] of paths.entries()) {
      const { record, latest } = reached[from] ?? reached[0] ?? never();
      const told = [...table.steps, ...table.refusals].filter((row) => row.from === from);
      for (const row of told) {
        const run = runAfter(latest, row.run, 99);
        // A relation to a run that was never named cannot be shown to the engine.
        if (row.run === "same" && latest === undefined) continue;
        if (row.run === "next" && latest === undefined) continue;
        const { verdict, record: next } = lifecycle.observe(record, observation(row.report, run, 59));
        compared += 1;
        if ("to" in row) {
          const history = [...path.map((step) => step.report), row.report];
          // A poll that repeats what is known and leaves its run out is known, too; the table has the one that names a run.
          const isUntold = hasRuns && run === undefined && verdict.reason === "repeat";
          expect([history, isUntold ? "duplicate" : row.verdict]).toEqual([history, verdict.kind]);
          // The same estimate as by the shortest way: whatever comes next is answered alike.
          if (!isUntold)
            expect(lifecycle.estimates(next)).toEqual(lifecycle.estimates((reached[row.to] ?? never()).record));
          if (row.verdict !== "duplicate" && !isUntold) expect(row.evidence).toEqual(verdict.evidence);
          if (row.verdict === "advance" && !isUntold) expect(row.via).toEqual(verdict.skipped);
          if (row.verdict === "duplicate") expect([row.via, row.evidence]).toEqual([[], undefined]);
        } else {
          expect({ rule: row.rule, message: row.message }).toEqual({ rule: verdict.rule, message: verdict.message });
        }
      }
    }
    expect(compared).toBeGreaterThan(paths.length);
  });

  test("answers every report in every estimate, once", () => {
    const runs = hasRuns ? ["any", "same", "next"] : ["any"];
    for (const [from] of table.estimates.entries()) {
      for (const report of table.reports) {
        for (const run of from === 0 ? ["any"] : runs) {
          const answers = [
            ...table.steps.filter((row) => row.from === from && row.report === report && row.run === run),
            ...table.refusals.filter(
              (row) => row.from === from && row.report === report && (row.run === run || row.run === "any"),
            ),
          ];
          expect([from, report, run, answers.length]).toEqual([from, report, run, 1]);
        }
      }
    }
  });
});

function never(): never {
  throw new Error("an estimate that nothing leads to");
}

describe("a machine of two statuses", () => {
  const touched = [{ target: "created", guard: "triesLeft" }, { target: "declined" }];
  const machine = createMachine(
    {
      id: "odd",
      context: {},
      initial: "created",
      states: { created: { on: { "badge.touched": touched } }, declined: { type: "final" } },
    },
    { guards: { triesLeft: () => true } },
  );
  const tableOf = (definition: LifecycleDefinition, channel: Channel): StepTable =>
    stepTable(definition, { policy: {}, channel });
  const odd = { ...badge.definition, machine, counters: {} };

  test("has no event that stands for a status, where it may change it", () => {
    expect(tableOf(badge.definition, "webhook").reports).toContain("badge.touched");
    expect(tableOf(odd, "webhook").reports).not.toContain("badge.touched");
  });

  test("refuses all others as the first report, too", () => {
    expect(
      tableOf(odd, "poll").refusals.find(({ from, report }) => from === 0 && report === "expired")?.message,
    ).toMatch(/^expired as the first report cannot be: /);
  });
});

describe("counters", () => {
  test("are those that some policy limits", () => {
    const countersUnder = (policy: object): readonly string[] =>
      stepTable(iinkedsign.definition, { policy: { steps: [], maxAttempts: 1, ...policy }, channel: "webhook" })
        .counters;
    expect(countersUnder({ maxResets: 0 })).toEqual(["failures", "errors", "resets"]);
    expect(countersUnder({ maxErrors: 1, maxResets: "unlimited" })).toEqual(["failures", "errors"]);
  });

  test("have the least and the most that fits", () => {
    const { estimates } = stepTable(badge.definition, { policy: {}, channel: "webhook" });
    expect(estimates.map(({ status, counts }) => [status, ...counts])).toEqual([
      [null, [0, 0]],
      ["created", [0, 2]],
      ["approved", [0, 2]],
      ["declined", [1, 3]],
      ["expired", [0, 2]],
      ["created", [0, 2]],
    ]);
  });
});

test("a table of more estimates than its limit is refused, with what to say more of", () => {
  const policy = { maxAttempts: 3, maxErrors: 1, maxResets: 0 };
  const under = (given: object, limit: number): StepTable =>
    stepTable(iinkedsign.definition, { policy: given, channel: "webhook", limit });
  const { length } = under(policy, 2000).estimates;
  expect(under(policy, length).estimates).toHaveLength(length);
  expect(() => under(policy, length - 1)).toThrow(ExportError);
  expect(() => under({ maxAttempts: 3 }, 30)).toThrow(
    "iinkedsign: more than 30 estimates; say more of the policy (steps, maxResets, maxErrors",
  );
  expect(() => under({ ...iinkedsign.definition.policy.defaults, maxAttempts: 2 }, 3)).toThrow(
    "iinkedsign: more than 3 estimates; lower its limits",
  );
});
