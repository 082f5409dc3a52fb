// Judges reports in the order in which they happened, by the definitions: every history of every policy is followed.
import { fitting, likely, lossless, possible, possibleIgnoring, type Arrival, type Estimate } from "./estimate.js";
import { graphOf, type Graph } from "./graph.js";
import type { Configuration, Facts, Model, Report, ReportedCounters } from "./model.js";
import type { Costs } from "./walk.js";

export type Reason = "run" | "guard" | "final" | "unreachable";

export type Judgement =
  /** `skippedLength`: statuses strictly between on the shortest lossless path; from the origin the initial status counts. */
  | { readonly kind: "advance"; readonly skippedLength: number; readonly countersIgnored: boolean }
  /** `missingCount`: the fewest always announced transitions missing since the last gap on any whole history. */
  | { readonly kind: "gap"; readonly missingCount: number; readonly countersIgnored: boolean }
  | { readonly kind: "repeat" }
  | { readonly kind: "illegal"; readonly reason: "guard"; readonly guards: readonly (readonly string[])[] }
  | { readonly kind: "illegal"; readonly reason: Exclude<Reason, "guard"> };

interface Pair<Policy> {
  readonly policy: Policy;
  readonly configuration: Configuration | "origin";
}

interface State {
  readonly estimates: readonly Estimate[];
  /** The last report that left a trace; where it named an event, with the status that is then known. */
  readonly last: Report | undefined;
  /** The runs named so far, the current one last: one that was replaced does not come back. */
  readonly runs: readonly string[];
  readonly key: string;
}

export interface Judge<Policy> {
  readonly start: State;
  step(state: State, report: Report): { readonly judgement: Judgement; readonly state: State };
  judge(reports: readonly Report[]): readonly Judgement[];
  after(reports: readonly Report[]): State;
  likely(state: State): readonly Pair<Policy>[];
  fitting(state: State): readonly Pair<Policy>[];
}

export interface JudgeOptions {
  /** The statuses a consumer subscribed to; transitions to others are never announced to them. */
  readonly subscribed?: readonly string[] | undefined;
  /** More missing reports than this are counted as this many: the states of the judge are then finitely many. */
  readonly mostCounted?: number | undefined;
}

export function createJudge<Given, Policy>(
  model: Model<Given, Policy>,
  given: Given,
  { subscribed, mostCounted = Infinity }: JudgeOptions = {},
): Judge<Policy> {
  const policies = model.policies(given);
  const graphs = policies.map((policy) => graphOf(model, policy, subscribed));
  const estimates = new Map<string, Estimate>();
  const keys = new Map<string, string>();
  const outcomes = new Map<string, { readonly judgement: Judgement; readonly estimates: readonly Estimate[] }>();

  const short = (key: string): string => {
    const known = keys.get(key) ?? String(keys.size);
    keys.set(key, known);
    return known;
  };
  const estimateOf = (graph: Graph, costs: Costs): Estimate => {
    const missing =
      mostCounted === Infinity ? costs : new Map([...costs].map(([node, cost]) => [node, Math.min(cost, mostCounted)]));
    const content = [...missing].toSorted(([a], [b]) => a - b).join(" ");
    const key = short(`${graphs.indexOf(graph)}: ${content}`);
    const estimate = estimates.get(key) ?? { graph, missing, key, cache: new Map() };
    estimates.set(key, estimate);
    return estimate;
  };
  const stateOf = (held: readonly Estimate[], last: Report | undefined, runs: readonly string[]): State => ({
    estimates: held,
    last,
    runs,
    key: short(`${held.map(({ key }) => key).join()} ${last?.channel} ${last?.status} ${runs.join()}`),
  });
  const start = stateOf(
    graphs.map((graph) => estimateOf(graph, new Map([[graph.origin, 0]]))),
    undefined,
    [],
  );

  const fits = (index: number, node: number, counters: ReportedCounters): boolean => {
    const policy = policies[index];
    const configuration = graphs[index]?.configuration(node);
    return policy !== undefined && configuration !== undefined && model.fits(policy, configuration, counters);
  };
  const narrowed = (all: readonly Costs[], counters: ReportedCounters): readonly Costs[] =>
    all.map((costs, index) => new Map([...costs].filter(([node]) => fits(index, node, counters))));

  /** Nothing is left under policies that show other facts; facts that no policy left has are not believed. */
  const agreeing = (held: readonly Estimate[], facts: Facts | undefined): readonly Estimate[] => {
    if (facts === undefined) return held;
    const agreed = held.map((estimate, index) => {
      const policy = policies[index];
      return policy !== undefined && model.agrees(policy, facts) ? estimate : estimateOf(estimate.graph, new Map());
    });
    return isEmpty(agreed.map(({ missing }) => missing)) ? held : agreed;
  };

  function reasonAgainst(held: readonly Estimate[], arrival: Arrival): Judgement {
    const free: Arrival = { ...arrival, rule: "free" };
    if (arrival.rule !== "free" && held.some((estimate) => possible(estimate, free).size > 0))
      return { kind: "illegal", reason: "run" };
    const opens = (ignored: readonly string[]): boolean =>
      held.some((estimate) => possibleIgnoring(estimate, arrival, ignored).size > 0);
    if (opens(model.guards))
      for (let size = 1; size <= model.guards.length; size += 1) {
        const guards = choose(model.guards, size).filter(opens);
        if (guards.length > 0) return { kind: "illegal", reason: "guard", guards };
      }
    return { kind: "illegal", reason: held.every(isFinal) ? "final" : "unreachable" };
  }

  function outcomeOf(
    state: State,
    report: Report,
    arrival: Arrival,
  ): { judgement: Judgement; estimates: readonly Estimate[] } {
    const held = agreeing(state.estimates, report.facts);
    const counters = report.counters ?? {};
    const unfiltered = held.map((estimate) => possible(estimate, arrival));
    const filtered = narrowed(unfiltered, counters);
    const countersIgnored = isEmpty(filtered);
    const reached = countersIgnored ? unfiltered : filtered;
    if (isEmpty(reached)) return { judgement: reasonAgainst(held, arrival), estimates: state.estimates };

    if (repeatsLast(state, report)) {
      const told = narrowed(
        held.map(({ missing }) => missing),
        countersIgnored ? {} : counters,
      );
      const narrows = told.some((costs, index) => costs.size < (state.estimates[index]?.missing.size ?? 0));
      if (!narrows) return { judgement: { kind: "repeat" }, estimates: state.estimates };
    }

    const missingCount = Math.min(least(reached), mostCounted);
    if (missingCount === 0) {
      const lengths = held.map((estimate) => lossless(estimate, arrival));
      const length = least(countersIgnored ? lengths : narrowed(lengths, counters));
      const judgement = { kind: "advance", skippedLength: Math.max(0, length - 1), countersIgnored } as const;
      return { judgement, estimates: reached.map((costs, index) => estimateOf(graphAt(index), costs)) };
    }
    const judgement = { kind: "gap", missingCount, countersIgnored } as const;
    const forgiven = reached.map((costs) => new Map([...costs.keys()].map((node) => [node, 0])));
    return { judgement, estimates: forgiven.map((costs, index) => estimateOf(graphAt(index), costs)) };
  }

  function graphAt(index: number): Graph {
    const graph = graphs[index];
    if (graph === undefined) throw new Error(`no policy ${index}`);
    return graph;
  }

  function step(state: State, report: Report): { readonly judgement: Judgement; readonly state: State } {
    const arrival = arrivalOf(state.last, report);
    const { runs } = state;
    const isCurrent = report.run === undefined || report.run === runs.at(-1);
    if (report.run !== undefined && !isCurrent && runs.includes(report.run)) {
      return { judgement: { kind: "illegal", reason: "run" }, state };
    }
    const key = [
      state.key,
      ...Object.values(arrival),
      repeatsLast(state, report),
      JSON.stringify([report.counters, report.facts]),
    ].join(" ");
    const outcome = outcomes.get(key) ?? outcomeOf(state, report, arrival);
    outcomes.set(key, outcome);
    const leavesTrace = outcome.judgement.kind === "advance" || outcome.judgement.kind === "gap";
    if (!leavesTrace) return { judgement: outcome.judgement, state };
    const status = report.status ?? statusOfAll(outcome.estimates);
    return {
      judgement: outcome.judgement,
      state: stateOf(
        outcome.estimates,
        { ...report, status },
        report.run === undefined || isCurrent ? runs : [...runs, report.run],
      ),
    };
  }

  const pairs = (state: State, nodesOf: (estimate: Estimate) => readonly number[]): readonly Pair<Policy>[] =>
    policies.flatMap((policy, index) => {
      const estimate = state.estimates[index];
      if (estimate === undefined) return [];
      return nodesOf(estimate).map((node) => ({
        policy,
        configuration: estimate.graph.configuration(node) ?? ("origin" as const),
      }));
    });

  return {
    start,
    step,
    judge(reports) {
      let state = start;
      return reports.map((report) => {
        const stepped = step(state, report);
        state = stepped.state;
        return stepped.judgement;
      });
    },
    after: (reports) => reports.reduce((state, report) => step(state, report).state, start),
    likely: (state) => pairs(state, likely),
    fitting: (state) => pairs(state, fitting),
  };
}

/** One call for a single history; keep a judge from `createJudge` where there are many. */
export function judge<Given, Policy>(
  model: Model<Given, Policy>,
  given: Given,
  reports: readonly Report[],
  options: JudgeOptions = {},
): readonly Judgement[] {
  return createJudge(model, given, options).judge(reports);
}

function arrivalOf(last: Report | undefined, { channel, status, event, run }: Report): Arrival {
  const rule = run === undefined || last?.run === undefined ? "free" : run === last.run ? "same" : "different";
  return {
    channel,
    status,
    event: status === undefined ? event : undefined,
    rule,
    mayStay: channel === "webhook" && status !== undefined && last?.channel === "poll" && last.status === status,
  };
}

/** Counters apart: a poll of the last known status, of the same run or naming none. */
function repeatsLast({ last }: State, { channel, status, run }: Report): boolean {
  return (
    channel === "poll" && status !== undefined && last?.status === status && (run === undefined || run === last.run)
  );
}

/** The status that all configurations share; undefined when they do not. */
function statusOfAll(held: readonly Estimate[]): string | undefined {
  const found = new Set(
    held.flatMap(({ graph, missing }) => [...missing.keys()].map((node) => graph.configuration(node)?.status)),
  );
  return found.size === 1 ? [...found][0] : undefined;
}

const isFinal = ({ graph, missing }: Estimate): boolean =>
  [...missing.keys()].every((node) => graph.edges(node).every((edge) => edge.guards.length > 0));

const isEmpty = (all: readonly Costs[]): boolean => all.every((costs) => costs.size === 0);

const least = (all: readonly Costs[]): number => Math.min(...all.map((costs) => Math.min(...costs.values())));

function choose(from: readonly string[], size: number): readonly (readonly string[])[] {
  if (size === 0) return [[]];
  return from.flatMap((first, index) => choose(from.slice(index + 1), size - 1).map((rest) => [first, ...rest]));
}
