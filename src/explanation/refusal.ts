/** Why a report fits nowhere: the first rule that refuses it, in numbers, and what would have fitted instead. */
import { type Evidence, evidenceAlone, weakest } from "../evidence.js";
import type { Condition, Context } from "../graph/chart.js";
import type { Answer, Estimate, Inquiry, Space } from "../observer/estimate.js";
import { type Question, question } from "../observer/observer.js";
import { detours } from "./detours.js";

/** A guard whose answer stands in the way. */
export interface UnmetGuard {
  readonly guard: string;
  /** What would have been needed: "an attempt left". */
  readonly needs: string;
  /** The numbers that decided: "3 of 3 attempts used". */
  readonly numbers: string;
  readonly evidence: Evidence;
}

export interface Refusal {
  readonly reason: "run" | "guard" | "final" | "unreachable";
  /** The fewest guards that would have to answer otherwise; with reason run, while the runs are as reported. */
  readonly guards: readonly UnmetGuard[];
  /** What the rule that refused rests on. */
  readonly evidence: Evidence;
  /** The statuses that could have been reported instead, in the vocabulary's order. */
  readonly fitting: readonly string[];
}

const refusals = new WeakMap<Answer, Refusal>();

/** Explains an answer that is a refusal. */
export function explainRefusal(space: Space, before: Estimate, inquiry: Inquiry, answer: Answer): Refusal {
  const known = refusals.get(answer);
  if (known !== undefined) return known;
  const agreed = space.narrow(before, { facts: inquiry.facts, counters: undefined });
  const believed = agreed.fitting === 0 ? before : agreed;
  const refusal = { ...firstReason(space, believed, inquiry), fitting: fittingStatuses(space, believed, inquiry) };
  refusals.set(answer, refusal);
  return refusal;
}

function firstReason(space: Space, before: Estimate, { possible }: Inquiry): Omit<Refusal, "fitting"> {
  const { runs, evidence } = space.definition;
  if (runs !== undefined && possible.run !== "any" && isReachable(space, before, { ...possible, run: "any" })) {
    // The rule of runs refuses; what else stands in the way of the report as it names its run is told beside it.
    return { reason: "run", guards: fewestGuards(space, before, possible), evidence: runs.evidence };
  }
  // Nothing leaves a final state of the machine, whatever its guards answer.
  if (isAtEnd(space, before)) return { reason: "final", guards: [], evidence: evidence.finality };
  const guards = fewestGuards(space, before, possible);
  if (guards.length > 0) {
    return { reason: "guard", guards, evidence: weakest(guards.map((unmet) => unmet.evidence)) ?? evidence.order };
  }
  return isFinal(space, before)
    ? { reason: "final", guards: [], evidence: evidence.finality }
    : { reason: "unreachable", guards: [], evidence: neverEvidence(space, before, possible) ?? evidence.order };
}

/** What is said of exactly this step, where something is. */
function neverEvidence(
  { definition, observer }: Space,
  { fitting }: Estimate,
  { target }: Question,
): Evidence | undefined {
  if (!("status" in target)) return undefined;
  const known = new Set(observer.members(fitting).map(({ node }) => observer.graph.statusOf(node)));
  const row = definition.evidence.never?.find(
    ({ from, to }) =>
      to === target.status && [...known].every((status) => status !== undefined && from.includes(status)),
  );
  return row === undefined ? undefined : evidenceAlone(row);
}

function isReachable({ observer }: Space, { fitting }: Estimate, asked: Question): boolean {
  return observer.step(fitting, question(asked)) !== 0;
}

function isAtEnd({ chart, observer: { members, graph } }: Space, { fitting }: Estimate): boolean {
  return members(fitting).every(({ node }) => chart.finals.has(graph.statusOf(node) ?? ""));
}

/** Whether nothing can follow, under any policy that fits. */
export function isFinal({ observer: { members, isEnd } }: Space, { fitting }: Estimate): boolean {
  return members(fitting).every(isEnd);
}

/** What could have been reported instead; by a webhook, only what webhooks tell of. */
function fittingStatuses(space: Space, before: Estimate, { possible, countsMissing }: Inquiry): readonly string[] {
  if (isAtEnd(space, before)) return [];
  const fitting = space.definition.statuses.filter((status) =>
    isReachable(space, before, { ...possible, target: { status }, stay: false }),
  );
  const told = fitting.filter((status) => !countsMissing || isAnnounced(space, before, status));
  return told.length === 0 ? fitting : told;
}

function isAnnounced({ observer: { announces, policiesIn } }: Space, { fitting }: Estimate, status: string): boolean {
  return announces(status, policiesIn(fitting));
}

/** The smallest set of guards without which the report would be reachable; of equal sizes the one with the shortest detour. */
function fewestGuards(space: Space, before: Estimate, asked: Question): readonly UnmetGuard[] {
  const { guards } = space.chart;
  const shortestAround = detours(space, before, asked);
  for (let size = 1; size <= guards.length; size++) {
    const shortest = shortestAround(subsets(guards, size));
    if (shortest !== undefined) {
      return eachOnce(shortest.asked.map(({ condition, at }) => unmetGuard(space, condition, at.context)));
    }
  }
  return [];
}

/** A guard's answer in words: what would have been needed, and the numbers in the context in which it was asked. */
export function unmetGuard({ definition }: Space, { guard, met }: Condition, context: Context): UnmetGuard {
  const words = definition.guards[guard];
  return {
    guard,
    needs: (met ? words?.needsNot : words?.needs) ?? guard,
    numbers: words?.numbers(context) ?? "",
    evidence: words?.evidence ?? definition.evidence.order,
  };
}

/** Guards in a sentence: what they need, and what they found. */
export function guardClauses(guards: readonly UnmetGuard[]): string {
  return guards.map(({ guard, needs, numbers }) => `it needs ${needs}, and ${numbers} (guard ${guard})`).join("; ");
}

/** Unmet guards, each told once, as it was asked last. */
export function eachOnce(guards: readonly UnmetGuard[]): readonly UnmetGuard[] {
  return [...new Map(guards.map((unmet) => [unmet.guard, unmet])).values()];
}

function subsets<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  if (size === 0) return [[]];
  return items.flatMap((first, index) => subsets(items.slice(index + 1), size - 1).map((rest) => [first, ...rest]));
}
