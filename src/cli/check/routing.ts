/** Which lifecycles a line concerns, and what each reads in it. */
import { entered, type LineRead } from "../../bulk/sheet-walk.js";
import type { Observation, Reading, Unjudged } from "../../observation.js";
import type { Bench } from "../bench.js";

export type Routed =
  | { readonly bench: Bench; readonly observation: Observation }
  /** Without a lifecycle where it is about none in particular. */
  | { readonly lifecycle: string | undefined; readonly unjudged: Unjudged };

/** What the lifecycles of the benches that a line concerns read in it. */
export function route(benches: readonly Bench[], readings: readonly Reading[]): readonly Routed[] {
  const unjudged = aboutNone(readings);
  if (unjudged !== undefined) return [{ lifecycle: undefined, unjudged }];
  return readings.flatMap((reading, nth) => {
    const bench = benches[nth];
    return bench === undefined || !concerns(reading, readings) ? [] : [routedTo(bench, reading)];
  });
}

/**
 * What is told of a line that is about none of several lifecycles in particular: to all it is irrelevant, or all read the
 * same in it, of which there is nothing to judge. Undefined for any other.
 */
export function aboutNone(readings: readonly LineRead[]): Unjudged | undefined {
  if (readings.length === 1) return undefined;
  const unjudged: Unjudged[] = [];
  for (const reading of readings) {
    if (reading === undefined || reading === entered || reading.kind === "observation") return undefined;
    unjudged.push(reading);
  }
  const isIrrelevant = unjudged.every(({ kind }) => kind === "irrelevant");
  const isSame = isIrrelevant || new Set(unjudged.map((reading) => JSON.stringify(reading))).size === 1;
  return isSame ? unjudged[0] : undefined;
}

/** Whether a line of which the lifecycles read all this, and which is about some of them, concerns the one that reads this in it. */
export function concerns(reading: LineRead, readings: readonly LineRead[]): boolean {
  return readings.length === 1 || reading === entered || reading?.kind !== "irrelevant";
}

function routedTo(bench: Bench, reading: Reading): Routed {
  return reading.kind === "observation"
    ? { bench, observation: reading.observation }
    : { lifecycle: bench.lifecycle.id, unjudged: reading };
}
