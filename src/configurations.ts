/** An estimate spelled out: the configurations that it stands for, each once. */
import { type Configuration, keyOf } from "./chart.js";
import type { Estimate, Space } from "./estimate.js";
import type { SetNumber } from "./observer.js";

/** Where a subject may be after the reports so far. The policy's fields stand in each configuration's context. */
export interface Estimates {
  /** If nothing that is always announced was lost since the last gap. */
  readonly likely: readonly Configuration[];
  /** Whatever was lost; holds all the likely ones. */
  readonly fitting: readonly Configuration[];
}

export function estimatesOf(space: Space, { likely, fitting }: Estimate): Estimates {
  return { likely: onceEach(configurationsOf(space, likely)), fitting: onceEach(configurationsOf(space, fitting)) };
}

/** The configurations of an estimate, by policy; the initial one where nothing was reported yet. */
export function configurationsOf(space: Space, sets: readonly SetNumber[]): readonly Configuration[] {
  return sets.flatMap((set, policy) => {
    if (set === 0) return [];
    const { members, graph } = space.observer(policy);
    return members(set).flatMap((node) => graph.configurations[Math.max(node - 1, 0)] ?? []);
  });
}

function onceEach(configurations: readonly Configuration[]): readonly Configuration[] {
  return [...new Map(configurations.map((configuration) => [keyOf(configuration), configuration])).values()];
}
