/**
 * The configuration graph: every configuration that a machine can reach under one concrete policy, by declared events
 * and by delayed transitions alike. Plain breadth-first search, so a configuration's number grows with its distance.
 */
import { type Candidate, type Chart, type Configuration, keyOf } from "./chart.js";

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
  const initial = chart.initial(input);
  const configurations = [initial];
  const numbers = new Map([[keyOf(initial, vary), 0]]);
  const transitions: Transition[][] = [];
  let complete = true;
  for (let from = 0; from < configurations.length && complete; from++) {
    const out: Transition[] = [];
    for (const { candidate, to } of chart.moves(configurations[from] ?? initial)) {
      const key = keyOf(to, vary);
      const number = numbers.get(key) ?? configurations.length;
      if (number === configurations.length) {
        if (number >= limit) {
          complete = false;
          break;
        }
        numbers.set(key, number);
        configurations.push(to);
      }
      out.push({ from, to: number, candidate });
    }
    if (complete) transitions.push(out);
  }
  return { configurations, transitions, complete, frontier: configurations.slice(transitions.length) };
}
