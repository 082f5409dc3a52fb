/** Exploring a lifecycle's machine: every configuration that it can reach under one concrete policy. */
import { readChart } from "./chart.js";
import type { LifecycleDefinition } from "./definition.js";
import { parsePolicy } from "./family.js";
import { exploreChart, type ExploreOptions, type Graph } from "./graph.js";

/**
 * The configuration graph under a policy; fields that are not given have the machine's defaults. `complete` says whether
 * all of it was explored; if not, `frontier` says what was left.
 *
 * @throws {PolicyError} for settings that no policy can have.
 */
export function explore(
  { definition }: { readonly definition: LifecycleDefinition },
  policy?: unknown,
  options?: Pick<ExploreOptions, "limit">,
): Graph {
  const given = parsePolicy(definition, policy);
  return exploreChart(readChart(definition.machine), { ...definition.policy.defaults, ...given }, options);
}
