// The estimates under one policy, as one map: configuration → the fewest always announced transitions that went missing
// since the last gap on any history that ends there and contains the reports in order.
//   fitting = its keys, likely = those with none missing.
import type { Edge, Graph } from "./graph.js";
import { thenOne, walk, type Costs, type Walk } from "./walk.js";

export interface Estimate {
  readonly graph: Graph;
  readonly missing: Costs;
  readonly key: string;
  /** What was walked to so far, by the way of walking and then by status. */
  readonly cache: Map<string, Map<string, Walk>>;
}

/** How the run of a report relates to that of the report before it; `free` where one of the two names none. */
type RunRule = "same" | "different" | "free";

export interface Arrival {
  readonly channel: "webhook" | "poll";
  /** The status reached or, where the report names none, the event of the last transition. */
  readonly status: string | undefined;
  readonly event: string | undefined;
  readonly rule: RunRule;
  /** A webhook directly after a poll of its own status may announce that stay. */
  readonly mayStay: boolean;
}

export const likely = (estimate: Estimate): readonly number[] => nodesWithNone(estimate.missing);
export const fitting = (estimate: Estimate): readonly number[] => [...estimate.missing.keys()];

/** All configurations that the report names and some path reaches, with the fewest missing. */
export function possible(estimate: Estimate, arrival: Arrival): Costs {
  const { graph, missing } = estimate;
  const reached = walked(estimate, arrival, "", () =>
    arrival.channel === "poll"
      ? walk(graph, missing, along(0))
      : thenOne(
          graph,
          walk(graph, missing, (edge) => (isEnabled(edge) ? Number(edge.always) : undefined)),
          lastOf(arrival, along(0)),
        ),
  );
  return landing(estimate, arrival, missing, reached);
}

/** The same when the conditions named in `ignored` are ignored. */
export function possibleIgnoring(estimate: Estimate, arrival: Arrival, ignored: readonly string[]): Costs {
  const { graph, missing } = estimate;
  const isOpen = (edge: Edge): boolean => edge.guards.every((guard) => ignored.includes(guard));
  const free = (edge: Edge): number | undefined => (isOpen(edge) ? 0 : undefined);
  const reached = walked(estimate, arrival, `ignoring ${ignored.join()}`, () => {
    const all = walk(graph, missing, free);
    return arrival.channel === "poll" ? all : thenOne(graph, all, lastOf(arrival, free));
  });
  return landing(estimate, arrival, missing, reached);
}

/** The lengths of the shortest paths on which nothing is lost, for every expected configuration. */
export function lossless(estimate: Estimate, arrival: Arrival): Costs {
  const { graph } = estimate;
  const sources = new Map(likely(estimate).map((node) => [node, 0]));
  const lengths = walked(estimate, arrival, "lengths", () =>
    arrival.channel === "poll"
      ? walk(graph, sources, along(1))
      : thenOne(
          graph,
          walk(graph, sources, (edge) => (isEnabled(edge) && !edge.always ? 1 : undefined)),
          lastOf(arrival, along(1)),
        ),
  );
  return landing(estimate, arrival, sources, lengths);
}

/** The configurations reached, as far as the runs of the report and of the one before it allow. */
function landing({ graph }: Estimate, arrival: Arrival, sources: Costs, { staying, crossing }: Walk): Costs {
  const costs = new Map<number, number>();
  const land = (from: Costs): void => {
    for (const [node, cost] of from) if (cost < (costs.get(node) ?? Infinity)) costs.set(node, cost);
  };
  if (arrival.rule !== "different") land(staying);
  if (arrival.rule !== "same") land(crossing);
  if (arrival.mayStay && arrival.rule !== "different")
    land(new Map([...sources].filter(([node]) => graph.configuration(node)?.status === arrival.status)));
  return costs;
}

/** What `make` walks to, of the status that the report names; all of it where the report names an event. */
function walked({ graph, cache }: Estimate, { channel, status, event }: Arrival, way: string, make: () => Walk): Walk {
  const name = `${channel} ${event} ${way}`;
  const known = cache.get(name) ?? (status === undefined ? new Map([["", make()]]) : byStatus(graph, make()));
  cache.set(name, known);
  return known.get(status ?? "") ?? { staying: new Map(), crossing: new Map() };
}

function byStatus(graph: Graph, { staying, crossing }: Walk): Map<string, Walk> {
  const parts = new Map<string, { readonly staying: Map<number, number>; readonly crossing: Map<number, number> }>();
  const partOf = (node: number) => {
    const status = graph.configuration(node)?.status ?? "origin";
    const part = parts.get(status) ?? { staying: new Map(), crossing: new Map() };
    parts.set(status, part);
    return part;
  };
  for (const [node, cost] of staying) partOf(node).staying.set(node, cost);
  for (const [node, cost] of crossing) partOf(node).crossing.set(node, cost);
  return parts;
}

const isEnabled = (edge: Edge): boolean => edge.guards.length === 0;

type CostOf = (edge: Edge) => number | undefined;

const along =
  (cost: number): CostOf =>
  (edge) =>
    isEnabled(edge) ? cost : undefined;

/** The last transition of a report that names an event is that event. */
const lastOf =
  ({ event }: Arrival, costOf: CostOf): CostOf =>
  (edge) =>
    event === undefined || edge.event === event ? costOf(edge) : undefined;

const nodesWithNone = (costs: Costs): readonly number[] =>
  [...costs].filter(([, cost]) => cost === 0).map(([node]) => node);
