/**
 * Estimates: what may be the case after the reports so far, under every policy that fits.
 *
 * `likely` and `fitting` are each one set of configurations under policies. A policy without a fitting configuration has
 * been ruled out.
 */
import type { LifecycleDefinition } from "../definition.js";
import { type Chart, type Configuration, keyOf } from "../graph/chart.js";
import { exploreFamily, type FamilyGraph, origin } from "../graph/family-graph.js";
import { noPolicy } from "../graph/policy-sets.js";
import type { Json } from "../json.js";
import { memoized } from "../memo.js";
import { agrees, policiesOf } from "../policy/family.js";
import type { GivenPolicy } from "../policy/given-policy.js";
import {
  type Channels,
  createObserver,
  type Member,
  type Observer,
  originSet,
  type Question,
  type SetNumber,
} from "./observer.js";

export interface Estimate {
  /** Its number in its space, from 0. */
  readonly number: number;
  /** The configurations if nothing that is always announced was lost since the last gap. */
  readonly likely: SetNumber;
  /** The configurations whatever was lost. */
  readonly fitting: SetNumber;
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
  /** The node of a configuration, told by its status and its variables; undefined when unreachable under a policy. */
  nodeOf(policy: number, configuration: Configuration): number | undefined;
  /** Explored when first asked for. */
  readonly observer: Observer;
  ask(estimate: Estimate, inquiry: Inquiry): Answer;
  /** The estimate without what disagrees with a report's facts and counts; the same one when nothing does. */
  narrow(estimate: Estimate, told: Pick<Inquiry, "facts" | "counters">): Estimate;
  estimate(likely: SetNumber, fitting: SetNumber): Estimate;
}

export type ObserverSource = (policies: readonly GivenPolicy[]) => Observer;

/** More configurations than this, those that differ by policy alone counted once, are too many to observe. */
const mostConfigurations = 1_000_000;

/** Observers of a lifecycle under the policies of a family. */
export function observersOf(
  definition: LifecycleDefinition,
  chart: Chart,
  subscribed: readonly string[] | undefined,
): ObserverSource {
  const { id, announced, opening, runs } = definition;
  const vary = variablesOf(definition, chart);
  const channels: Channels = { announced, opening, subscribed, runStarts: runs?.startedBy ?? [] };
  return (policies) => {
    const graph = exploreFamily(chart, policies, { vary, limit: mostConfigurations });
    if (graph.explored < graph.size) throw new RangeError(`${id}: too many configurations`);
    const withRuns = [...policies.keys()].filter((policy) => policies[policy]?.[runs?.unless ?? ""] !== true);
    return createObserver(chart, graph, channels, graph.sets.of(withRuns));
  };
}

/** The fields of the context that are not the policy's, sorted. */
export function variablesOf({ policy }: LifecycleDefinition, chart: Chart): readonly string[] {
  const { context } = chart.initial(policy.defaults);
  return Object.keys(context)
    .filter((field) => !(field in policy.schema.shape))
    .toSorted();
}

export function createSpace(
  definition: LifecycleDefinition,
  chart: Chart,
  given: GivenPolicy,
  observersOfPolicies: ObserverSource,
): Space {
  const policies = policiesOf(definition, given);
  const variables = variablesOf(definition, chart);
  const estimates = new Map<string, Estimate>();
  let observed: Observer | undefined;
  let nodes: ReadonlyMap<string, number> | undefined;

  const observer = (): Observer => (observed ??= observersOfPolicies(policies));

  const estimate: Space["estimate"] = (likely, fitting) => {
    const key = `${likely} ${fitting}`;
    const interned = estimates.get(key) ?? { number: estimates.size, likely, fitting, answers: new Map() };
    estimates.set(key, interned);
    return interned;
  };

  /** The configurations of a set that can have the counts reported. */
  function matching(set: SetNumber, counters: Inquiry["counters"]): SetNumber {
    if (counters === undefined) return set;
    const { graph, intern, members } = observer();
    return intern(
      members(set).flatMap(({ node, policies: held }) => {
        const fits = (policy: number): boolean => countsFit(definition, graph.contextOf(node, policy), counters);
        return present({ node, policies: graph.sets.of(graph.sets.list(held).filter(fits)) });
      }),
    );
  }

  /** The configurations of a set under policies that agree with what a report shows. */
  function agreeing(set: SetNumber, facts: Inquiry["facts"]): SetNumber {
    if (facts === undefined) return set;
    const { graph, intern, members } = observer();
    const agreed = graph.sets.of(
      [...policies.keys()].filter((policy) => agrees(definition, given, policies[policy] ?? {}, facts)),
    );
    return intern(
      members(set).flatMap(({ node, policies: held }) => present({ node, policies: graph.sets.both(held, agreed) })),
    );
  }

  function answer(from: Estimate, { expected, possible, facts, counters }: Inquiry): Answer {
    const agreed = agreeing(from.fitting, facts);
    const believesFacts = isPeopled(agreed);
    const reachable = observer().step(believesFacts ? agreed : from.fitting, possible);
    if (!isPeopled(reachable)) return { kind: "refused", next: from, disbelieved: [] };
    const matched = matching(reachable, counters);
    const believesCounts = isPeopled(matched);
    const disbelieved = [
      ...(believesFacts ? [] : ["policy" as const]),
      ...(believesCounts ? [] : ["counters" as const]),
    ];
    const fitting = believesCounts ? matched : reachable;
    const expectedFrom = believesFacts ? agreeing(from.likely, facts) : from.likely;
    const expectedTo = observer().step(expectedFrom, expected);
    const likely = believesCounts ? matching(expectedTo, counters) : expectedTo;
    return isPeopled(likely)
      ? { kind: "advance", next: estimate(likely, fitting), disbelieved }
      : { kind: "gap", next: estimate(fitting, fitting), disbelieved };
  }

  return {
    definition,
    chart,
    given,
    policies,
    origin: estimate(originSet, originSet),
    estimate,
    variables,
    nodeOf(policy, configuration) {
      const { graph } = observer();
      nodes ??= nodesByKey(graph, variables);
      const node = nodes.get(keyOf(configuration, variables));
      return node !== undefined && graph.sets.has(graph.reached[node] ?? noPolicy, policy) ? node : undefined;
    },
    narrow({ likely, fitting }, { facts, counters }) {
      const narrowed = (set: SetNumber): SetNumber => matching(agreeing(set, facts), counters);
      return estimate(narrowed(likely), narrowed(fitting));
    },
    get observer() {
      return observer();
    },
    ask: (from, inquiry) => memoized(from.answers, inquiry.key, () => answer(from, inquiry)),
  };
}

const isPeopled = (set: SetNumber): boolean => set !== 0;

const present = (member: Member): readonly Member[] => (member.policies === noPolicy ? [] : [member]);

/** The nodes of a graph by what they are apart from the policy. */
function nodesByKey(
  { size, statusOf, contextOf }: FamilyGraph,
  variables: readonly string[],
): ReadonlyMap<string, number> {
  const nodes = new Map<string, number>();
  for (let node = origin + 1; node < size; node++) {
    nodes.set(keyOf({ status: statusOf(node) ?? "", context: contextOf(node, 0) }, variables), node);
  }
  return nodes;
}

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
