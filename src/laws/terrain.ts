/** What the laws look at: a machine explored under policies that switch every option, and what is said of it. */
import type { AnyStateMachine, StateNode } from "xstate";
import type { LifecycleDefinition } from "../definition.js";
import { explore } from "../explore.js";
import type { Candidate } from "../graph/candidates.js";
import { type Chart, type Configuration, readChart } from "../graph/chart.js";
import type { ExploreOptions, Graph } from "../graph/graph.js";
import { largestPolicy, switchboard } from "./switchboard.js";

export interface Step {
  readonly from: Configuration;
  readonly to: Configuration;
  readonly candidate: Candidate;
}

export interface Terrain {
  readonly definition: LifecycleDefinition;
  readonly chart: Chart;
  /** By policy; none after one that is too large to be explored completely. */
  readonly graphs: readonly Graph[];
  /** The first policy under which there are more configurations than may be held. */
  readonly unbounded: object | undefined;
  /** Every transition of every graph. */
  readonly steps: readonly Step[];
  readonly nodes: readonly StateNode[];
}

/** A law: what it says, as it follows a lifecycle's name, and where a lifecycle breaks it. */
export interface Law {
  readonly law: string;
  breaches(terrain: Terrain): readonly string[];
}

export function terrainOf(definition: LifecycleDefinition, options: Pick<ExploreOptions, "limit">): Terrain {
  const { graphs, unbounded } = explored(definition, options);
  return {
    definition,
    chart: readChart(definition.machine),
    graphs,
    unbounded,
    steps: graphs.flatMap(stepsOf),
    nodes: nodesOf(definition.machine),
  };
}

function explored(
  definition: LifecycleDefinition,
  options: Pick<ExploreOptions, "limit">,
): Pick<Terrain, "graphs" | "unbounded"> {
  const graphs: Graph[] = [];
  for (const policy of switchboard(definition)) {
    const graph = explore({ definition }, policy, options);
    graphs.push(graph);
    if (!graph.complete) return { graphs, unbounded: policy };
  }
  const largest = largestPolicy(definition);
  const isBounded = explore({ definition }, largest, options).complete;
  return { graphs, unbounded: isBounded ? undefined : largest };
}

function stepsOf({ configurations, transitions }: Graph): readonly Step[] {
  return transitions.flat().flatMap(({ from, to, candidate }) => {
    const [source, target] = [configurations[from], configurations[to]];
    return source === undefined || target === undefined ? [] : [{ from: source, to: target, candidate }];
  });
}

function nodesOf(machine: AnyStateMachine): readonly StateNode[] {
  const below = (node: StateNode): readonly StateNode[] => [node, ...Object.values(node.states).flatMap(below)];
  return below(machine.root);
}

/** Each text once, sorted: what a law found. */
export function found(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].toSorted();
}

/** What one of two lists has and the other lacks, in words. */
export function differences(
  ours: { readonly texts: Iterable<string>; readonly alone: string },
  theirs: { readonly texts: Iterable<string>; readonly alone: string },
): readonly string[] {
  const [a, b] = [new Set(ours.texts), new Set(theirs.texts)];
  return [
    ...found([...a].filter((text) => !b.has(text)).map((text) => `${text} ${ours.alone}`)),
    ...found([...b].filter((text) => !a.has(text)).map((text) => `${text} ${theirs.alone}`)),
  ];
}
