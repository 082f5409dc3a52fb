/** What of a picture can be under a policy; the rest is drawn faded. */
import { definitionOf } from "../argument.js";
import type { Candidate } from "../graph/candidates.js";
import { readChart } from "../graph/chart.js";
import { parsePolicy } from "../policy/family.js";
import { exploreAll } from "./explorations.js";
import { type Drawable, type Picture, type PictureArrow, refuseOtherThanPicture } from "./picture.js";

/**
 * The ids of the picture's states and arrows that no history can show under a policy. Fields that are not given may have
 * any value. Computed from the explored graphs.
 *
 * @throws {PolicyError} for settings that no policy can have.
 * @throws {TypeError} for what is no lifecycle, or no picture.
 */
export function unreachable(lifecycle: Drawable, picture: Picture, policy?: unknown): readonly string[] {
  const definition = definitionOf(lifecycle);
  refuseOtherThanPicture(picture);
  const chart = readChart(definition.machine);
  const arrowOf = arrowFinder(picture);
  const reached = new Set<string>();
  for (const { configurations, transitions } of exploreAll(definition, chart, parsePolicy(definition, policy))) {
    for (const { status } of configurations) reached.add(status);
    for (const { from, candidate } of transitions.flat()) {
      const arrow = arrowOf(configurations[from]?.status ?? "", candidate);
      if (arrow !== undefined) reached.add(arrow.id);
    }
  }
  // A group is reached when one of its states is, innermost first.
  for (const { id, parent } of picture.states.toReversed()) if (parent !== null && reached.has(id)) reached.add(parent);
  return [...picture.states, ...picture.arrows].map(({ id }) => id).filter((id) => !reached.has(id));
}

/** Finds the arrow that shows a transition of the chart: a status's own come before those of the groups around it. */
function arrowFinder({ states, arrows }: Picture): (status: string, candidate: Candidate) => PictureArrow | undefined {
  const parents = new Map(states.map(({ id, parent }) => [id, parent]));
  return (status, { event, guard, target }) => {
    for (let id: string | null = status; id !== null; id = parents.get(id) ?? null) {
      const found = arrows.find(
        (arrow) =>
          arrow.from === id &&
          arrow.event === event &&
          arrow.guard?.name === guard &&
          (arrow.to === target || (arrow.to === id && target === status)),
      );
      if (found !== undefined) return found;
    }
    return undefined;
  };
}
