/**
 * Estimates: what may be the case after the reports so far, under every policy that fits.
 *
 * One observer per concrete policy, side by side: `likely` and `fitting` are one set of configurations for each. A policy
 * without a fitting configuration has been ruled out.
 */
import { type Chart, type Configuration, keyOf } from "./chart.js";
import type { LifecycleDefinition } from "./definition.js";
import { agrees, type GivenPolicy, policiesOf } from "./family.js";
import { exploreChart } from "./graph.js";
import { canonical, type Json } from "./json.js";
import { remembered } from "./memo.js";
import { type Channels, createObserver, type Observer, originSet, type Question, type SetNumber } from "./observer.js";

export interface Estimate {
  /** Its number in its space, from 0. */
  readonly number: number;
  /** By policy: the configurations if nothing that is always announced was lost since the last gap. */
  readonly likely: readonly SetNumber[];
  /** By policy: the configurations whatever was lost. */
  readonly fitting: readonly SetNumber[];
  /** The answers given so far, by the report's key. */
  readonly answers: Map<string, Answer>;
}

/** A report as a question to an estimate. */
export interface Inquiry {
  readonly key: string;
  readonly expected: Question;
  readonly possible: Question;
  /** Whether always announced transitions on the way count as missing reports: a poll may miss any. */
  readonly countsMissing: boolean;
  readonly facts: Readonly<Record<string, Json>> | undefined;
  readonly counters: Readonly<Record<string, number>> | undefined;
}

export interface Answer {
  readonly kind: "advance" | "gap" | "refused";
  /** The estimate after the report; unchanged when refused. */
  readonly next: Estimate;
  /** What the report said besides that no fitting configuration has, and that was therefore not believed. */
  readonly disbelieved: readonly ("policy" | "counters")[];
}

/** The estimates of a lifecycle under a policy, known or not. */
export interface Space {
  readonly definition: LifecycleDefinition;
  readonly chart: Chart;
  readonly given: GivenPolicy;
  readonly policies: readonly GivenPolicy[];
  readonly origin: Estimate;
  /** The fields of the machine's context that transitions change, sorted. */
  readonly variables: readonly string[];
  /** The node of a configuration in a policy's observer, told by its status and its variables; undefined when unreachable. */
  nodeOf(policy: number, configuration: Configuration): number | undefined;
  readonly observer: (policy: number) => Observer;
  ask(estimate: Estimate, inquiry: Inquiry): Answer;
  /** The estimate without what disagrees with a report's facts and counts; the same one when nothing does. */
  narrow(estimate: Estimate, told: Pick<Inquiry, "facts" | "counters">): Estimate;
  estimate(likely: readonly SetNumber[], fitting: readonly SetNumber[]): Estimate;
}

export type ObserverSource = (policy: GivenPolicy) => Observer;

/** Observers of a lifecycle by policy, each explored when first asked for. */
export function observersOf(
  definition: LifecycleDefinition,
  chart: Chart,
  subscribed: readonly string[] | undefined,
): ObserverSource {
  const observers = new Map<string, Observer>();
  const vary = variablesOf(definition, chart);
  const channels = new Map<string, Channels>();
  return (policy) => {
    const key = canonical(policy);
    const known = observers.get(key);
    if (known !== undefined) return known;
    const graph = exploreChart(chart, policy, { vary });
    if (!graph.complete) throw new RangeError(`${definition.id}: too many configurations under ${key}`);
    const runStarts = runStartsUnder(definition, policy);
    const { announced, opening } = definition;
    const observer = createObserver(
      chart,
      graph,
      remembered(channels, runStarts.join(), () => ({ announced, opening, subscribed, runStarts })),
    );
    observers.set(key, observer);
    return observer;
  };
}

/** The fields of the context that are not the policy's, sorted. */
export function variablesOf({ policy }: LifecycleDefinition, chart: Chart): readonly string[] {
  const { context } = chart.initial(policy.defaults);
  return Object.keys(context)
    .filter((field) => !(field in policy.schema.shape))
    .toSorted();
}

/** The events that begin a run under a policy. */
function runStartsUnder({ runs }: LifecycleDefinition, policy: GivenPolicy): readonly string[] {
  const startsRuns = runs !== undefined && (runs.unless === undefined || policy[runs.unless] !== true);
  return startsRuns ? runs.startedBy : [];
}

export function createSpace(
  definition: LifecycleDefinition,
  chart: Chart,
  given: GivenPolicy,
  observerOf: ObserverSource,
): Space {
  const policies = policiesOf(definition, given);
  const observers: Observer[] = [];
  const variables = variablesOf(definition, chart);
  const estimates = new Map<string, Estimate>();
  const nodes = new Map<number, ReadonlyMap<string, number>>();

  /** Explored when a report first needs it. */
  function observer(policy: number): Observer {
    const known = observers[policy];
    if (known !== undefined) return known;
    const concrete = policies[policy];
    if (concrete === undefined) throw new RangeError(`${definition.id}: no policy number ${policy}`);
    return (observers[policy] = observerOf(concrete));
  }

  const estimate: Space["estimate"] = (likely, fitting) => {
    const key = `${likely.join()}|${fitting.join()}`;
    const interned = estimates.get(key) ?? { number: estimates.size, likely, fitting, answers: new Map() };
    estimates.set(key, interned);
    return interned;
  };

  const step = (sets: readonly SetNumber[], asked: Question): readonly SetNumber[] =>
    sets.map((set, policy) => (set === 0 ? 0 : observer(policy).step(set, asked)));

  const matching = (sets: readonly SetNumber[], counters: Inquiry["counters"]): readonly SetNumber[] => {
    if (counters === undefined) return sets;
    return sets.map((set, policy) => {
      if (set === 0) return 0;
      const { graph, intern, members } = observer(policy);
      const context = (node: number): Readonly<Record<string, Json>> => graph.configurations[node - 1]?.context ?? {};
      return intern(members(set).filter((node) => countsFit(definition, context(node), counters)));
    });
  };

  const agreeing = (sets: readonly SetNumber[], facts: Inquiry["facts"]): readonly SetNumber[] =>
    facts === undefined
      ? sets
      : sets.map((set, policy) => (agrees(definition, given, policies[policy] ?? {}, facts) ? set : 0));

  function answer(from: Estimate, { expected, possible, facts, counters }: Inquiry): Answer {
    const believesFacts = agreeing(from.fitting, facts).some(isPeopled);
    const told = believesFacts ? facts : undefined;
    const reachable = step(agreeing(from.fitting, told), possible);
    const believesCounts = matching(reachable, counters).some(isPeopled);
    const counts = believesCounts ? counters : undefined;
    const disbelieved = [
      ...(believesFacts ? [] : ["policy" as const]),
      ...(believesCounts ? [] : ["counters" as const]),
    ];
    if (!reachable.some(isPeopled)) return { kind: "refused", next: from, disbelieved: [] };
    const fitting = matching(reachable, counts);
    const likely = matching(step(agreeing(from.likely, told), expected), counts);
    return likely.some(isPeopled)
      ? { kind: "advance", next: estimate(likely, fitting), disbelieved }
      : { kind: "gap", next: estimate(fitting, fitting), disbelieved };
  }

  const origins = policies.map(() => originSet);
  return {
    definition,
    chart,
    given,
    policies,
    origin: estimate(origins, origins),
    estimate,
    variables,
    nodeOf(policy, configuration) {
      if (policies[policy] === undefined) return undefined;
      const byKey =
        nodes.get(policy) ??
        new Map(
          observer(policy).graph.configurations.map((reached, number) => [keyOf(reached, variables), number + 1]),
        );
      nodes.set(policy, byKey);
      return byKey.get(keyOf(configuration, variables));
    },
    narrow({ likely, fitting }, { facts, counters }) {
      const narrowed = (sets: readonly SetNumber[]): readonly SetNumber[] => matching(agreeing(sets, facts), counters);
      return estimate(narrowed(likely), narrowed(fitting));
    },
    observer,
    ask: (from, inquiry) => remembered(from.answers, inquiry.key, () => answer(from, inquiry)),
  };
}

const isPeopled = (set: SetNumber): boolean => set !== 0;

/** Whether a configuration can have the counts reported: an unlimited counter any, one at its limit any at or above it. */
export function countsFit(
  { counters }: LifecycleDefinition,
  context: Readonly<Record<string, Json>>,
  reported: Readonly<Record<string, number>>,
): boolean {
  return Object.entries(reported).every(([counter, count]) => {
    const limit = context[counters[counter] ?? ""];
    const held = context[counter];
    if (typeof limit !== "number" || typeof held !== "number") return true;
    return held >= limit ? count >= limit : count === held;
  });
}
