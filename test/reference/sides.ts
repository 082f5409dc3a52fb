// What the engine and the reference answer to one report, in the same words.
import { createJudge, type Judge, type JudgeOptions } from "./judge.js";
import type { Facts, Model, Report as ReferenceReport } from "./model.js";
import { runRelation } from "../../src/compiled/alphabet.js";
import { readChart } from "../../src/graph/chart.js";
import { compiledObserver } from "../../src/compiled/compiled.js";
import type { LifecycleDefinition } from "../../src/definition.js";
import { createSpace, observersOf, type Space } from "../../src/observer/estimate.js";
import { explain } from "../../src/explanation/explanation.js";
import { parsePolicy } from "../../src/policy/family.js";
import { foldReport, returnsToRun } from "../../src/record/fold.js";
import { inquiryOf } from "../../src/observer/inquiry.js";
import type { Folded, Report } from "../../src/observer/folded.js";
import { explainRefusal } from "../../src/explanation/refusal.js";
import { kindOf } from "../../src/compiled/step.js";

/** The engine and the reference under one policy. */
export interface Sides {
  readonly space: Space;
  readonly judge: Judge<unknown>;
  /** The reference's names for the machine's counters. */
  readonly counterNames: Readonly<Record<string, string>>;
  /** More missing reports than this are counted as this many. */
  readonly mostCounted: number;
}

export function sidesOf<Given, Policy>(
  definition: LifecycleDefinition,
  model: Model<Given, Policy>,
  given: Given,
  { subscribed, mostCounted = Infinity }: JudgeOptions = {},
): Sides {
  const chart = readChart(definition.machine);
  const observers = observersOf(definition, chart, subscribed);
  return {
    space: createSpace(definition, chart, parsePolicy(definition, given), observers),
    judge: createJudge(model, given, { subscribed, mostCounted }),
    counterNames: model.counterNames,
    mostCounted,
  };
}

export function engineAnswer(
  { space, mostCounted }: Sides,
  folded: Folded,
  report: Report,
): { readonly answer: string; readonly folded: Folded } {
  const observer = compiledObserver(space);
  const symbol = observer.symbolOf(report, runRelation(report.run, folded.latest));
  const kind = kindOf(observer.next(observer.into(folded.estimate, folded.latest), symbol));
  if (kind === "duplicate") return { answer: "repeat", folded };
  if (returnsToRun(folded, report)) return { answer: "illegal run", folded };
  const inquiry = inquiryOf(report, folded.latest);
  const next = foldReport(space, folded, report);
  const answered = space.ask(folded.estimate, inquiry);
  if (kind === "illegal" || next === undefined) {
    const { reason, guards } = explainRefusal(space, folded.estimate, inquiry, answered);
    const names = reason === "guard" ? guards.map(({ guard }) => guard).toSorted() : [];
    return { answer: `illegal ${reason} ${names.join("+")}`.trim(), folded };
  }
  if (kind === "gap") return { answer: `gap ${Math.min(next.missing - folded.missing, mostCounted)}`, folded: next };
  const { skipped } = explain(space, folded.estimate, inquiry, answered);
  return { answer: `${kind} ${skipped.length}`, folded: next };
}

type State = Judge<unknown>["start"];

/** Any one of the answers is right: it is not defined which of equally few guards are named. */
export function referenceAnswers(
  { judge, counterNames }: Sides,
  state: State,
  report: Report,
): { readonly answers: readonly string[]; readonly state: State } {
  const { judgement, state: next } = judge.step(state, referenceReport(report, counterNames));
  return { answers: answersOf(judgement), state: next };
}

function answersOf(judgement: ReturnType<Judge<unknown>["step"]>["judgement"]): readonly string[] {
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
  { channel, status, event, run, counters, policy }: Report,
  names: Readonly<Record<string, string>>,
): ReferenceReport {
  const renamed = Object.entries(counters ?? {}).map(([counter, count]) => [names[counter] ?? counter, count] as const);
  const facts: Facts = Object.fromEntries(
    Object.entries(policy ?? {}).flatMap(([field, value]) => (typeof value === "string" ? [[field, value]] : [])),
  );
  return {
    channel,
    status,
    event,
    run,
    ...(counters === undefined ? {} : { counters: Object.fromEntries(renamed) }),
    ...(policy === undefined ? {} : { facts }),
  };
}
