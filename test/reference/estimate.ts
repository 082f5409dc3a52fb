// The estimates under one policy, as one map: configuration → the fewest always announced transitions that went missing
// since the last gap on any history that ends there and contains the reports in order.
//   fitting = its keys, likely = those with none missing.
import type { Edge, Graph } from "./graph.js";
import { thenOne, walk, type Costs, type Walk } from "./walk.js";

export interface Estimate {
  readonly graph: Graph;
  readonly missing: Costs;
  readonly key: string;
  readonly cache: Map<string, Walk>;
}

/** How the run of a report relates to that of the report before it; `free` where one of the two names none. */
type RunRule = "same" | "different" | "free";

export interface Arrival {
  readonly channel: "webhook" | "poll";
  readonly status: string;
  readonly rule: RunRule;
  /** A webhook directly after a poll of its own status may announce that stay. */
  readonly mayStay: boolean;
}

export const likely = (estimate: Estimate): readonly number[] => nodesWithNone(estimate.missing);
export const fitting = (estimate: Estimate): readonly number[] => [...estimate.missing.keys()];

/** All configurations of the report's status that some path reaches, with the fewest missing. */
export function possible(estimate: Estimate, arrival: Arrival): Costs {
  return landing(
    estimate,
    arrival,
    estimate.missing,
    cached(estimate, arrival.channel, () => ways(estimate, arrival.channel)),
  );
}

/** The same when the conditions named in `ignored` are ignored. */
export function possibleIgnoring(estimate: Estimate, arrival: Arrival, ignored: readonly string[]): Costs {
  const isOpen = (edge: Edge): boolean => edge.guards.every((guard) => ignored.includes(guard));
  const free = (edge: Edge): number | undefined => (isOpen(edge) ? 0 : undefined);
  const reached = cached(estimate, `${arrival.channel} ignoring ${ignored.join()}`, () => {
    const all = walk(estimate.graph, estimate.missing, free);
    return arrival.channel === "poll" ? all : thenOne(estimate.graph, all, free);
  });
  return landing(estimate, arrival, estimate.missing, reached);
}

/** The lengths of the shortest paths on which nothing is lost, for every expected configuration. */
export function lossless(estimate: Estimate, arrival: Arrival): Costs {
  const { graph } = estimate;
  const sources = new Map(likely(estimate).map((node) => [node, 0]));
  const lengths = cached(estimate, `${arrival.channel} lengths`, () =>
    arrival.channel === "poll"
      ? walk(graph, sources, (edge) => (isEnabled(edge) ? 1 : undefined))
      : thenOne(
          graph,
          walk(graph, sources, (edge) => (isEnabled(edge) && !edge.always ? 1 : undefined)),
          (edge) => (isEnabled(edge) ? 1 : undefined),
        ),
  );
  return landing(estimate, arrival, sources, lengths);
}

function ways({ graph, missing }: Estimate, channel: "webhook" | "poll"): Walk {
  if (channel === "poll") return walk(graph, missing, atNoCost);
  return thenOne(
    graph,
    walk(graph, missing, (edge) => (isEnabled(edge) ? Number(edge.always) : undefined)),
    atNoCost,
  );
}

function landing(estimate: Estimate, arrival: Arrival, sources: Costs, reached: Walk): Costs {
  const costs = new Map<number, number>();
  const land = (from: Costs): void => {
    for (const [node, cost] of from)
      if (estimate.graph.configuration(node)?.status === arrival.status && cost < (costs.get(node) ?? Infinity))
        costs.set(node, cost);
  };
  if (arrival.rule !== "different") land(reached.staying);
  if (arrival.rule !== "same") land(reached.crossing);
  if (arrival.mayStay && arrival.rule !== "different") land(sources);
  return costs;
}

function cached(estimate: Estimate, name: string, make: () => Walk): Walk {
  const walked = estimate.cache.get(name) ?? make();
  estimate.cache.set(name, walked);
  return walked;
}

const isEnabled = (edge: Edge): boolean => edge.guards.length === 0;

const atNoCost = (edge: Edge): number | undefined => (isEnabled(edge) ? 0 : undefined);

const nodesWithNone = (costs: Costs): readonly number[] =>
  [...costs].filter(([, cost]) => cost === 0).map(([node]) => node);
