/** An estimate spelled out: the configurations that it stands for, each once. */
import { type Configuration, keyOf } from "../graph/chart.js";
import { origin } from "../graph/family-graph.js";
import type { Estimate, Space } from "./estimate.js";
import type { Observer, SetNumber } from "./observer.js";

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

/** The configurations of a set, by policy; the initial one where nothing was reported yet. */
export function configurationsOf({ observer }: Space, set: SetNumber): readonly Configuration[] {
  return spelledOut(observer, set).map((at) => configurationAt(observer, at));
}

/** A node of a set under one policy. */
export interface Spelled {
  readonly policy: number;
  readonly node: number;
}

/** The nodes of a set under each policy by itself, sorted by policy and then by node. */
export function spelledOut({ graph, members }: Observer, set: SetNumber): readonly Spelled[] {
  return members(set)
    .flatMap(({ node, policies }) => graph.sets.list(policies).map((policy) => ({ policy, node })))
    .toSorted((a, b) => a.policy - b.policy || a.node - b.node);
}

/** The set of some nodes, each under one policy. */
export function gathered({ graph, intern }: Observer, spelled: readonly Spelled[]): SetNumber {
  const policiesAt = new Map<number, number[]>();
  for (const { policy, node } of spelled) {
    const policies = policiesAt.get(node) ?? [];
    policiesAt.set(node, policies);
    policies.push(policy);
  }
  return intern(Array.from(policiesAt, ([node, policies]) => ({ node, policies: graph.sets.of(policies) })));
}

/** The configuration of a node under a policy; for the origin, the initial one. */
export function configurationAt({ graph }: Observer, { policy, node }: Spelled): Configuration {
  return { status: graph.statusOf(Math.max(node, origin + 1)) ?? "", context: graph.contextOf(node, policy) };
}

function onceEach(configurations: readonly Configuration[]): readonly Configuration[] {
  return [...new Map(configurations.map((configuration) => [keyOf(configuration), configuration])).values()];
}
