/** Which lifecycles a line concerns, and what each reads in it. */
import type { Observation, Reading } from "../observation.js";
import type { Bench } from "./bench.js";
import type { Unjudged } from "./outcome.js";

export type Routed =
  | { readonly bench: Bench; readonly observation: Observation }
  /** Without a lifecycle where several read the same in it: it is about none in particular. */
  | { readonly lifecycle: string | undefined; readonly unjudged: Unjudged };

/** What the lifecycles of the benches read in a line, without those to which it is irrelevant while others make something of it. */
export function route(benches: readonly Bench[], readings: readonly Reading[]): readonly Routed[] {
  const routed = readings.flatMap((reading, nth) => {
    const bench = benches[nth];
    return bench === undefined ? [] : [routedTo(bench, reading)];
  });
  if (routed.length === 1) return routed;
  const [first, ...others] = routed.map(wordsOf);
  const isSame = first !== undefined && others.every((words) => words === first);
  const concerned = isSame ? [] : routed.filter((to) => !isIrrelevant(to));
  return concerned.length > 0 ? concerned : routed.slice(0, 1).map(aboutNone);
}

function routedTo(bench: Bench, reading: Reading): Routed {
  return reading.kind === "observation"
    ? { bench, observation: reading.observation }
    : { lifecycle: bench.lifecycle.id, unjudged: reading };
}

const aboutNone = (routed: Routed): Routed =>
  "bench" in routed ? routed : { lifecycle: undefined, unjudged: routed.unjudged };

const isIrrelevant = (routed: Routed): boolean => "unjudged" in routed && routed.unjudged.kind === "irrelevant";

/** All that a reading says; undefined for an observation, which is always about its lifecycle. */
const wordsOf = (routed: Routed): string | undefined =>
  "bench" in routed ? undefined : JSON.stringify(routed.unjudged);
