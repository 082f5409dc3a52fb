/**
 * Whether two graphs behave alike: the same status, phase, counters and delays, and the same events leading to places that
 * again behave alike. No event leads two ways from one configuration, so a walk through both in step decides bisimilarity.
 */
import type { Chart, Context } from "../../src/graph/chart.js";
import type { LifecycleDefinition } from "../../src/definition.js";
import type { Graph } from "../../src/graph/graph.js";
import { canonical } from "../../src/json.js";
import { phaseOf } from "../../src/view.js";

export interface Explored {
  readonly chart: Chart;
  readonly graph: Graph;
}

export function areBisimilar(definition: LifecycleDefinition, one: Explored, other: Explored): boolean {
  if (!one.graph.complete || !other.graph.complete) return false;
  const seen = new Set<string>();
  const queue: (readonly [number, number])[] = [[0, 0]];
  for (const [a, b] of queue) {
    if (labelOf(definition, one, a) !== labelOf(definition, other, b)) return false;
    const ways = waysFrom(one, a);
    const others = waysFrom(other, b);
    if (ways.size !== others.size) return false;
    for (const [event, to] of ways) {
      const too = others.get(event);
      if (too === undefined) return false;
      const key = `${to} ${too}`;
      if (!seen.has(key)) queue.push([to, too]);
      seen.add(key);
    }
  }
  return true;
}

/** What can be seen of a configuration: by status, by what it means, and by the counts that the provider tells. */
function labelOf(definition: LifecycleDefinition, { chart, graph }: Explored, node: number): string {
  const at = graph.configurations[node];
  if (at === undefined) throw new RangeError(`no configuration ${node}`);
  const counts = Object.keys(definition.counters).map((counter) => at.context[counter] ?? null);
  return `${at.status} ${phaseOf(definition, at)} ${chart.finals.has(at.status)} ${canonical(counts)}`;
}

/** Where each event leads; a delayed one together with how long it waits. */
function waysFrom({ chart, graph }: Explored, node: number): ReadonlyMap<string, number> {
  const context: Context = graph.configurations[node]?.context ?? {};
  return new Map(
    graph.transitions[node]?.map(({ to, candidate }) => [`${candidate.event} ${chart.delay(candidate, context)}`, to]),
  );
}
