/**
 * The graph of a family: every configuration that a machine can reach under some policy, each arc with the policies that
 * have it. Where policies behave alike they share all of it, so that a hundred cost little more than one.
 *
 * A featured transition system (Classen et al. 2010, "Model checking lots of systems"), explored breadth-first from the
 * origin, one step before the initial configuration.
 */
import type { Chart, Context } from "./chart.js";
import { familyContexts } from "./family-contexts.js";
import { noPolicy, type PolicySet, type PolicySets } from "./policy-sets.js";
import { createSituations, type Situation } from "./situation.js";
import { type Way, waysOf } from "./ways.js";

/** The node of the origin. All other nodes are configurations, apart from the policy's fields. */
export const origin = 0;

export interface FamilyGraph {
  readonly sets: PolicySets;
  /** How many nodes it has, the origin among them. */
  readonly size: number;
  /** The leaf of a node; undefined for the origin. */
  readonly statusOf: (node: number) => string | undefined;
  /** The context of a node under a policy; of the initial one for the origin. */
  readonly contextOf: (node: number, policy: number) => Context;
  /** By node, the policies under which it can be reached. */
  readonly reached: readonly PolicySet[];
  readonly arcs: Arcs;
  /** How many nodes were explored, the first ones; fewer than all when the limit was met. */
  readonly explored: number;
}

/** Arcs by number, those out of one node as a linked list in the order in which the machine tries them. */
interface Arcs {
  /** By node, the first arc out of it, or `noArc`. */
  readonly first: readonly number[];
  /** By arc, the next one out of the same node, or `noArc`. */
  readonly next: readonly number[];
  /** By arc, the node that it leads to. */
  readonly targets: readonly number[];
  /** By arc, the number of the chart's way that it is; one more than the last for the arcs out of the origin. */
  readonly ways: readonly number[];
  /** By arc, the policies that have it. */
  readonly policies: readonly PolicySet[];
}

export const noArc = -1;

export interface FamilyOptions {
  /** The context's fields that transitions change; all fields when not given. */
  readonly vary?: readonly string[] | undefined;
  /** The largest number of configurations to hold. */
  readonly limit: number;
}

/** Explores a chart under `inputs`, the machine's input by policy. */
export function exploreFamily(chart: Chart, inputs: readonly unknown[], { vary, limit }: FamilyOptions): FamilyGraph {
  const contexts = familyContexts(chart, inputs, vary);
  const { sets } = contexts;
  const situations = createSituations(chart, contexts);
  const { all, choices, places } = waysOf(chart);
  const arcs = createArcs(sets);
  /** By node. The origin has neither leaf nor situation. */
  const leaves = [-1];
  const situationOf: Situation[] = [-1];
  const reached = [sets.all];
  /** By node, the policies that have reached it and not yet left it. */
  const waiting = [noPolicy];
  const queue: number[] = [];
  /** By situation and leaf. */
  const nodes: number[] = [];

  /** The node of a leaf in a situation; undefined for a new one when there are as many as `most`. */
  function nodeAt(leaf: number, situation: Situation, most: number): number | undefined {
    const place = situation * choices.length + leaf;
    while (nodes.length <= place) nodes.push(origin);
    const known = nodes[place] ?? origin;
    if (known !== origin) return known;
    if (leaves.length > most) return undefined;
    situationOf.push(situation);
    reached.push(noPolicy);
    waiting.push(noPolicy);
    return (nodes[place] = leaves.push(leaf) - 1);
  }

  function reach(node: number, policies: PolicySet): void {
    const added = sets.without(policies, reached[node] ?? noPolicy);
    if (added === noPolicy) return;
    reached[node] = sets.either(reached[node] ?? noPolicy, added);
    const before = waiting[node] ?? noPolicy;
    waiting[node] = sets.either(before, added);
    if (before === noPolicy) queue.push(node);
  }

  /** Takes a way out of a node under some policies; false when that meets the limit. */
  function take(node: number, way: Way, policies: PolicySet): boolean {
    for (const outcome of situations.after(situationOf[node] ?? 0, way, policies)) {
      const target = nodeAt(way.target, outcome.situation, limit);
      if (target === undefined) return false;
      arcs.add(node, way.number, target, outcome.policies);
      reach(target, outcome.policies);
    }
    return true;
  }

  /** Leaves a node under the policies that wait there; false when that meets the limit. */
  function expand(node: number): boolean {
    const leaving = waiting[node] ?? noPolicy;
    waiting[node] = noPolicy;
    for (const tried of choices[leaves[node] ?? 0] ?? []) {
      let left = leaving;
      for (const way of tried) {
        const open = situations.open(situationOf[node] ?? 0, way, left);
        if (open !== noPolicy && !take(node, way, open)) return false;
        left = sets.without(left, open);
        if (left === noPolicy) break;
      }
    }
    return true;
  }

  const initialLeaf = places.get(contexts.status) ?? 0;
  for (const { situation, policies } of situations.initial) {
    const node = nodeAt(initialLeaf, situation, Infinity) ?? origin;
    arcs.add(origin, all.length, node, policies);
    reach(node, policies);
  }
  let explored = 0;
  while (explored < queue.length && expand(queue[explored] ?? origin)) explored += 1;

  return {
    sets,
    size: leaves.length,
    statusOf: (node) => (node === origin ? undefined : chart.leaves[leaves[node] ?? -1]),
    contextOf: (node, policy) =>
      node === origin ? contexts.beginning(policy) : situations.context(situationOf[node] ?? 0, policy),
    reached,
    arcs,
    explored: explored === queue.length ? leaves.length : explored + 1,
  };
}

function createArcs(sets: PolicySets): Arcs & {
  /** Adds an arc, or its policies to the one that is there. */
  readonly add: (from: number, way: number, to: number, policies: PolicySet) => void;
} {
  const first: number[] = [];
  const last: number[] = [];
  const next: number[] = [];
  const targets: number[] = [];
  const ways: number[] = [];
  const policiesOf: PolicySet[] = [];

  return {
    first,
    next,
    targets,
    ways,
    policies: policiesOf,
    add(from, way, to, policies) {
      while (first.length <= from) {
        first.push(noArc);
        last.push(noArc);
      }
      // The lists are sorted: a policy that comes late adds its arcs where the machine would try them.
      const end = last[from] ?? noArc;
      const isBehindAll = end !== noArc && (ways[end] ?? 0) < way;
      let before = isBehindAll ? end : noArc;
      let arc = isBehindAll ? noArc : (first[from] ?? noArc);
      while (arc !== noArc && (ways[arc] ?? 0) <= way) {
        if (ways[arc] === way && targets[arc] === to) {
          policiesOf[arc] = sets.either(policiesOf[arc] ?? noPolicy, policies);
          return;
        }
        before = arc;
        arc = next[arc] ?? noArc;
      }
      const made = targets.push(to) - 1;
      ways.push(way);
      policiesOf.push(policies);
      next.push(arc);
      if (before === noArc) first[from] = made;
      else next[before] = made;
      if (arc === noArc) last[from] = made;
    },
  };
}
