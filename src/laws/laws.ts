/**
 * The laws that every lifecycle is held to, a consumer's own as well. What they expect comes from the vocabulary and from
 * the evidence, which are written by hand from the provider's page; never from the machine that they check.
 */
import { definitionOf } from "../argument.js";
import type { LifecycleDefinition } from "../definition.js";
import type { ExploreOptions } from "../graph/graph.js";
import { behaviourLaws } from "./behaviour-laws.js";
import { evidenceLaws } from "./evidence-laws.js";
import { terrainOf } from "./terrain.js";
import { vocabularyLaws } from "./vocabulary-laws.js";

/** What one law says of a lifecycle. */
export interface LawReport {
  /** What the law says, as it follows the lifecycle's name: "has no way out of a final state". */
  readonly law: string;
  /** Where the lifecycle breaks it, in words; empty when it is kept. */
  readonly breaches: readonly string[];
}

/**
 * Holds a lifecycle to every law, over its whole graph under policies that switch every option on and off. One report for
 * each law, in a fixed order: each makes a test of its own. Where a policy has more configurations than `limit`, the graph
 * ends there and no further policy is looked at; a law says so.
 *
 * @throws {RangeError} for a limit that is no whole number from 1.
 * @throws {TypeError} for what is no lifecycle.
 */
export function checkLaws(
  lifecycle: { readonly definition: LifecycleDefinition },
  options: Pick<ExploreOptions, "limit"> = {},
): readonly LawReport[] {
  const terrain = terrainOf(definitionOf(lifecycle), options);
  return [...vocabularyLaws, ...evidenceLaws, ...behaviourLaws].map((law) => ({
    law: law.law,
    breaches: law.breaches(terrain),
  }));
}
