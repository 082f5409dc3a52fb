/**
 * The configuration graph: every configuration that a machine can reach under one concrete policy, by declared events
 * and by delayed transitions alike. Plain breadth-first search, so a configuration's number grows with its distance.
 */
import type { Candidate } from "./candidates.js";
import type { Chart, Configuration } from "./chart.js";
import { exploreFamily, type FamilyGraph, noArc } from "./family-graph.js";
import { waysOf } from "./ways.js";

export interface Transition {
  readonly from: number;
  readonly to: number;
  readonly candidate: Candidate;
}

export interface Graph {
  /** By number; 0 is the initial configuration. */
  readonly configurations: readonly Configuration[];
  /** The transitions out of each configuration, by its number. */
  readonly transitions: readonly (readonly Transition[])[];
  /** False when the bound was met first; nothing may be called proved on such a graph. */
  readonly complete: boolean;
  /** Configurations that were reached and not explored; empty when complete. */
  readonly frontier: readonly Configuration[];
}

export interface ExploreOptions {
  /** The largest number of configurations to hold; 1,000,000 when not given. */
  readonly limit?: number | undefined;
  /** The context's fields that transitions change; all fields when not given. */
  readonly vary?: readonly string[] | undefined;
}

/** Explores a chart from its initial configuration under `input`, the machine's input: a concrete policy. */
export function exploreChart(chart: Chart, input: unknown, { limit = 1_000_000, vary }: ExploreOptions = {}): Graph {
  const graph = exploreFamily(chart, [input], { limit, vary });
  const configurations = Array.from({ length: graph.size - 1 }, (_, number) => ({
    status: graph.statusOf(number + 1) ?? "",
    context: graph.contextOf(number + 1, 0),
  }));
  const explored = graph.explored - 1;
  return {
    configurations,
    transitions: Array.from({ length: explored }, (_, number) => transitionsFrom(chart, graph, number)),
    complete: explored === configurations.length,
    frontier: configurations.slice(explored),
  };
}

function transitionsFrom(chart: Chart, { arcs }: FamilyGraph, from: number): readonly Transition[] {
  const { all } = waysOf(chart);
  const found: Transition[] = [];
  for (let arc = arcs.first[from + 1] ?? noArc; arc !== noArc; arc = arcs.next[arc] ?? noArc) {
    const way = all[arcs.ways[arc] ?? -1];
    if (way !== undefined) found.push({ from, to: (arcs.targets[arc] ?? 0) - 1, candidate: way.candidate });
  }
  return found;
}
