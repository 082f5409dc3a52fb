/**
 * The engine and the reference side by side. Both are deterministic once a report is given, so it is enough to compare
 * every pair of states that some history leads to, once, on every report: a product of two automata. Where the product is
 * walked to its end, they agree on histories of every length.
 */
import { createJudge, type Judge } from "./judge.js";
import type { Model, Report as ReferenceReport } from "./model.js";
import { readChart } from "../../src/chart.js";
import type { LifecycleDefinition } from "../../src/definition.js";
import { createSpace, observersOf, type Space } from "../../src/estimate.js";
import { explain } from "../../src/explanation.js";
import { explainRefusal } from "../../src/refusal.js";
import { parsePolicy } from "../../src/family.js";
import { type Folded, foldReport, inquiryOf, repeats, type Report, startFold } from "../../src/fold.js";

export interface Walk {
  readonly pairs: number;
  readonly compared: number;
  /** Whether no pair was left when the walk ended: agreement on histories of any length. */
  readonly isWhole: boolean;
  readonly disagreements: readonly string[];
}

export interface Sides<Policy> {
  readonly space: Space;
  readonly judge: Judge<Policy>;
  /** The reference's names for the machine's counters. */
  readonly counterNames: Readonly<Record<string, string>>;
}

export function sidesOf<Given, Policy>(
  definition: LifecycleDefinition,
  model: Model<Given, Policy>,
  given: Given,
  subscribed?: readonly string[],
): Sides<Policy> {
  const chart = readChart(definition.machine);
  const space = createSpace(
    definition,
    chart,
    parsePolicy(definition, given),
    observersOf(definition, chart, subscribed),
  );
  return { space, judge: createJudge(model, given, { subscribed }), counterNames: model.counterNames };
}

/** Compares both sides on every history of up to `length` of the reports. */
export function compareAll<Policy>(
  { space, judge, counterNames }: Sides<Policy>,
  reports: readonly Report[],
  length: number,
): Walk {
  type Pair = { readonly folded: Folded; readonly state: Judge<Policy>["start"]; readonly told: readonly string[] };
  const seen = new Set<string>();
  const disagreements: string[] = [];
  let compared = 0;
  let level: Pair[] = [{ folded: startFold(space.origin, undefined), state: judge.start, told: [] }];
  for (let depth = 0; depth < length && level.length > 0 && disagreements.length < 5; depth++) {
    const next: Pair[] = [];
    for (const { folded, state, told } of level) {
      for (const report of reports) {
        compared += 1;
        const ours = engineAnswer(space, folded, report);
        const theirs = judge.step(state, referenceReport(report, counterNames));
        const expected = referenceAnswer(theirs.judgement);
        const history = [
          ...told,
          `${report.channel} ${report.status} ${report.run ?? ""} ${JSON.stringify(report.counters ?? "")}`,
        ];
        if (!agree(ours.answer, expected)) {
          disagreements.push(`${history.join(" | ")}: engine ${ours.answer}, reference ${expected.join(" or ")}`);
          continue;
        }
        const { estimate, latest } = ours.folded;
        const key = `${estimate.likely.join()}|${estimate.fitting.join()}|${latest?.status} ${latest?.run} ${latest?.channel}|${theirs.state.key}`;
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ folded: ours.folded, state: theirs.state, told: history });
      }
    }
    level = next;
  }
  return { pairs: seen.size, compared, isWhole: level.length === 0, disagreements };
}

function agree(answer: string, expected: readonly string[]): boolean {
  return expected.includes(answer);
}

export function engineAnswer(
  space: Space,
  folded: Folded,
  report: Report,
): { readonly answer: string; readonly folded: Folded } {
  if (repeats(space, folded, report)) return { answer: "repeat", folded };
  const inquiry = inquiryOf(report, folded.latest);
  const next = foldReport(space, folded, report);
  const answered = space.ask(folded.estimate, inquiry);
  if (next === undefined) {
    const { reason, guards } = explainRefusal(space, folded.estimate, inquiry, answered);
    const names = guards.map(({ guard }) => guard).toSorted();
    return { answer: `illegal ${reason} ${names.join("+")}`.trim(), folded };
  }
  if (answered.kind === "gap") return { answer: `gap ${next.missing - folded.missing}`, folded: next };
  const { skipped } = explain(space, folded.estimate, inquiry, answered);
  return { answer: `advance ${skipped.length}`, folded: next };
}

function referenceAnswer(judgement: ReturnType<Judge<unknown>["step"]>["judgement"]): readonly string[] {
  switch (judgement.kind) {
    case "repeat":
      return ["repeat"];
    case "advance":
      return [`advance ${judgement.skippedLength}`];
    case "gap":
      return [`gap ${judgement.missingCount}`];
    case "illegal":
      return judgement.reason === "guard"
        ? judgement.guards.map((guards) => `illegal guard ${guards.toSorted().join("+")}`)
        : [`illegal ${judgement.reason}`];
  }
}

function referenceReport(
  { channel, status = "", run, counters }: Report,
  names: Readonly<Record<string, string>>,
): ReferenceReport {
  const renamed = Object.entries(counters ?? {}).map(([counter, count]) => [names[counter] ?? counter, count] as const);
  return { channel, status, run, counters: counters === undefined ? undefined : Object.fromEntries(renamed) };
}
