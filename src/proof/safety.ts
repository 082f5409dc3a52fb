/** The shortest history that breaks a property: breadth-first search in the product of the graph and the monitor. */
import type { Behaviour } from "./behaviour.js";
import type { PlainMoment } from "./moment.js";
import { broken, type Monitor } from "./monitor.js";

/** The moments of a shortest history that the monitor finds broken, from the start; undefined when there is none. */
export function shortestBreach(
  { start, ways }: Behaviour,
  { states, next }: Monitor,
): readonly PlainMoment[] | undefined {
  const first = next(0, start);
  if (first === broken) return [start];
  const cameBy = new Map<number, { readonly from: number; readonly moment: PlainMoment } | undefined>([
    [first, undefined],
  ]);
  for (const place of cameBy.keys()) {
    const state = place % states;
    for (const { to, moment } of ways[(place - state) / states] ?? []) {
      const after = next(state, moment);
      if (after === broken) return [start, ...historyTo(place, cameBy), moment];
      const reached = to * states + after;
      if (!cameBy.has(reached)) cameBy.set(reached, { from: place, moment });
    }
  }
  return undefined;
}

/** The moments after the start on the way to a place, by how each place was first come to. */
export function historyTo(
  place: number,
  cameBy: ReadonlyMap<number, { readonly from: number; readonly moment: PlainMoment } | undefined>,
): readonly PlainMoment[] {
  const moments: PlainMoment[] = [];
  for (let step = cameBy.get(place); step !== undefined; step = cameBy.get(step.from)) moments.push(step.moment);
  return moments.toReversed();
}
