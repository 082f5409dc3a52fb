/** The counters of a lifecycle by an estimate: certain, or the bounds of what they may be. */
import type { LifecycleDefinition } from "../definition.js";
import type { Configuration } from "../graph/chart.js";

/** A number where all configurations agree; else its bounds, as `1 to 3`, or `any` where a limit may be missing. */
export function countsIn(
  { counters }: LifecycleDefinition,
  configurations: readonly Configuration[],
): Readonly<Record<string, number | string>> {
  return Object.fromEntries(
    Object.entries(counters).map(([counter, limit]) => [
      counter,
      // What nothing limits is not counted: the machine keeps it at 0.
      configurations.every(({ context }) => typeof context[limit] === "number")
        ? boundsOf(configurations.map(({ context }) => Number(context[counter])))
        : "any",
    ]),
  );
}

function boundsOf(counts: readonly number[]): number | string {
  const atLeast = Math.min(...counts);
  const atMost = Math.max(...counts);
  return atLeast === atMost ? atLeast : `${atLeast} to ${atMost}`;
}
