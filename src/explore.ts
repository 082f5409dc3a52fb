/** Exploring a lifecycle's machine: every configuration that it can reach under one concrete policy. */
import { definitionOf, refuseNoLimit } from "./argument.js";
import type { LifecycleDefinition } from "./definition.js";
import { readChart } from "./graph/chart.js";
import { exploreChart, type ExploreOptions, type Graph } from "./graph/graph.js";
import { parsePolicy } from "./policy/family.js";

/**
 * The configuration graph under a policy; fields that are not given have the machine's defaults. `complete` says whether
 * all of it was explored; if not, `frontier` says what was left.
 *
 * @throws {PolicyError} for settings that no policy can have.
 * @throws {RangeError} for a limit that is no whole number from 1.
 * @throws {TypeError} for what is no lifecycle.
 */
export function explore(
  lifecycle: { readonly definition: LifecycleDefinition },
  policy?: unknown,
  options?: Pick<ExploreOptions, "limit">,
): Graph {
  const definition = definitionOf(lifecycle);
  refuseNoLimit(options?.limit);
  const given = parsePolicy(definition, policy);
  return exploreChart(readChart(definition.machine), { ...definition.policy.defaults, ...given }, options);
}
