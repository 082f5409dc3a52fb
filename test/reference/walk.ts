// From several nodes of one graph to all that can be reached, with what each way costs. A place is a node together with
// whether a transition that starts a run was crossed on the way.
import type { Edge, Graph } from "./graph.js";

export interface Walk {
  /** node → least cost over the ways that cross no transition that starts a run. */
  readonly staying: ReadonlyMap<number, number>;
  /** node → least cost over the ways that cross at least one. */
  readonly crossing: ReadonlyMap<number, number>;
}

export type Costs = ReadonlyMap<number, number>;

/** The least cost of every place, by Dijkstra's algorithm over whole numbers; an edge of cost undefined is not taken. */
export function walk(graph: Graph, sources: Costs, costOf: (edge: Edge) => number | undefined): Walk {
  const staying = new Map<number, number>();
  const crossing = new Map<number, number>();
  const queues: { readonly node: number; readonly crossed: boolean }[][] = [];
  const offer = (node: number, crossed: boolean, cost: number): void => {
    const best = crossed ? crossing : staying;
    if ((best.get(node) ?? Infinity) <= cost) return;
    best.set(node, cost);
    (queues[cost] ??= []).push({ node, crossed });
  };
  for (const [node, cost] of sources) offer(node, false, cost);
  for (let cost = 0; cost < queues.length; cost += 1) {
    const queue = queues[cost] ?? [];
    for (const { node, crossed } of queue) {
      if ((crossed ? crossing : staying).get(node) !== cost) continue;
      for (const edge of graph.edges(node)) {
        const price = costOf(edge);
        if (price !== undefined) offer(edge.to, crossed || edge.startsRun, cost + price);
      }
    }
  }
  return { staying, crossing };
}

/** One more edge after a walk: the last transition, the one that a webhook announces itself. */
export function thenOne(graph: Graph, before: Walk, costOf: (edge: Edge) => number | undefined): Walk {
  const staying = new Map<number, number>();
  const crossing = new Map<number, number>();
  for (const crossed of [false, true])
    for (const [node, cost] of crossed ? before.crossing : before.staying)
      for (const edge of graph.edges(node)) {
        const price = costOf(edge);
        if (price !== undefined) keepLess(crossed || edge.startsRun ? crossing : staying, edge.to, cost + price);
      }
  return { staying, crossing };
}

function keepLess(costs: Map<number, number>, node: number, cost: number): void {
  if ((costs.get(node) ?? Infinity) > cost) costs.set(node, cost);
}
