/**
 * The configuration graph: every configuration that a machine can reach under one concrete policy, by declared events
 * and by delayed transitions alike. Plain breadth-first search, so a configuration's number grows with its distance.
 */
import type { Candidate, Chart, Configuration } from "./chart.js";
import { createSituations, type Situation } from "./situation.js";
import { waysOf } from "./ways.js";

export interface Transition {
  readonly from: number;
  readonly to: number;
  readonly candidate: Candidate;
}

/** Transitions as a sparse matrix by rows: those out of `n` stand from `offsets[n]` up to `offsets[n + 1]`. */
export interface Arcs {
  readonly offsets: readonly number[];
  /** The configurations that they lead to. */
  readonly targets: readonly number[];
  /** The ways of the chart that they are. */
  readonly ways: readonly number[];
}

export interface Graph {
  /** How many configurations it has. */
  readonly size: number;
  readonly statusAt: (number: number) => string;
  /** By number; 0 is the initial configuration. */
  readonly configurations: readonly Configuration[];
  /** The transitions out of each configuration, by its number. */
  readonly transitions: readonly (readonly Transition[])[];
  /** The same transitions in numbers. */
  readonly arcs: Arcs;
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
  const initial = chart.initial(input);
  const { choices, places } = waysOf(chart);
  const situations = createSituations(chart, vary);
  const situationOf: Situation[] = [];
  const leafOf: number[] = [];
  /** One more than the configuration's number, a row for each situation and a column for each leaf. */
  const numbers: number[] = [];
  const offsets = [0];
  const targets: number[] = [];
  const ways: number[] = [];

  /** The number of a configuration; undefined for a new one when there are as many as `most`. */
  function reach(leaf: number, situation: Situation, most: number): number | undefined {
    const place = situation * choices.length + leaf;
    while (numbers.length <= place) numbers.push(0);
    const known = numbers[place] ?? 0;
    if (known !== 0) return known - 1;
    if (leafOf.length >= most) return undefined;
    situationOf.push(situation);
    return (numbers[place] = leafOf.push(leaf)) - 1;
  }

  /** Whether all ways out of a configuration were taken before the limit. */
  function expand(situation: Situation, leaf: number): boolean {
    for (const tried of choices[leaf] ?? []) {
      for (const way of tried) {
        if (!situations.holds(situation, way)) continue;
        const target = reach(way.target, situations.after(situation, way), limit);
        if (target === undefined) return false;
        targets.push(target);
        ways.push(way.number);
        break;
      }
    }
    offsets.push(targets.length);
    return true;
  }

  reach(places.get(initial.status) ?? 0, situations.of(initial.context), 1);
  let explored = 0;
  while (explored < leafOf.length && expand(situationOf[explored] ?? 0, leafOf[explored] ?? 0)) explored += 1;

  const arcs = { offsets, targets, ways };
  const statusAt = (number: number): string => chart.leaves[leafOf[number] ?? -1] ?? "";
  // Most graphs are only ever walked by number: of a hundred policies, few are looked at in full.
  const configurations = once(() =>
    situationOf.map((situation, number) => ({
      status: statusAt(number),
      context: situations.contexts[situation] ?? {},
    })),
  );
  const transitions = once(() => transitionsOf(chart, arcs));
  return {
    size: leafOf.length,
    statusAt,
    arcs,
    get configurations() {
      return configurations();
    },
    get transitions() {
      return transitions();
    },
    complete: explored === leafOf.length,
    get frontier() {
      return configurations().slice(explored);
    },
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

function transitionsOf(chart: Chart, { offsets, targets, ways }: Arcs): Graph["transitions"] {
  const { all } = waysOf(chart);
  return offsets.slice(0, -1).map((first, from) =>
    targets.slice(first, offsets[from + 1]).flatMap((to, index) => {
      const way = all[ways[first + index] ?? -1];
      return way === undefined ? [] : [{ from, to, candidate: way.candidate }];
    }),
  );
}
