/** The candidates of a chart numbered, leaf by leaf: what a transition is, its context aside. */
import type { Candidate } from "./candidates.js";
import type { Chart } from "./chart.js";

export interface Way {
  readonly number: number;
  /** The status left. */
  readonly source: string;
  readonly candidate: Candidate;
  /** Ways with the same guard, or with the same actions, share the number. */
  readonly guardNumber: number;
  readonly actionsNumber: number;
  /** The leaf entered, by its place in the chart. */
  readonly target: number;
}

interface Ways {
  readonly all: readonly Way[];
  /** By leaf and event: the ways in the order in which they are tried. */
  readonly choices: readonly (readonly (readonly Way[])[])[];
  /** The places of the leaves by name. */
  readonly places: ReadonlyMap<string, number>;
}

const known = new WeakMap<Chart, Ways>();

export function waysOf(chart: Chart): Ways {
  const ways = known.get(chart) ?? numbered(chart);
  known.set(chart, ways);
  return ways;
}

function numbered(chart: Chart): Ways {
  const places = new Map(chart.leaves.map((leaf, place) => [leaf, place]));
  const guards = new Map<string, number>();
  const actions = new Map<string, number>();
  const all: Way[] = [];
  const choices = chart.leaves.map((source) =>
    [...(chart.candidates.get(source)?.values() ?? [])].map((candidates) =>
      candidates.map((candidate) => {
        const way = {
          number: all.length,
          source,
          candidate,
          guardNumber: numberOf(guards, candidate.guard ?? ""),
          actionsNumber: numberOf(actions, candidate.assigns.join()),
          target: places.get(candidate.target) ?? 0,
        };
        all.push(way);
        return way;
      }),
    ),
  );
  return { all, choices, places };
}

function numberOf(numbers: Map<string, number>, name: string): number {
  const number = numbers.get(name) ?? numbers.size;
  numbers.set(name, number);
  return number;
}
