/** What the laws look at: a machine explored under policies that switch every option, and what is said of it. */
import type { AnyStateMachine, StateNode } from "xstate";
import { type Candidate, type Chart, type Configuration, readChart } from "../chart.js";
import type { LifecycleDefinition } from "../definition.js";
import { explore } from "../explore.js";
import type { Graph } from "../graph.js";
import { switchboard } from "./switchboard.js";

export interface Step {
  readonly from: Configuration;
  readonly to: Configuration;
  readonly candidate: Candidate;
}

export interface Terrain {
  readonly definition: LifecycleDefinition;
  readonly chart: Chart;
  readonly graphs: readonly Graph[];
  /** Every transition of every graph. */
  readonly steps: readonly Step[];
  readonly nodes: readonly StateNode[];
}

/** A law: what it says, as it follows a lifecycle's name, and where a lifecycle breaks it. */
export interface Law {
  readonly law: string;
  breaches(terrain: Terrain): readonly string[];
}

export function terrainOf(definition: LifecycleDefinition): Terrain {
  const graphs = switchboard(definition).map((policy) => explore({ definition }, policy));
  return {
    definition,
    chart: readChart(definition.machine),
    graphs,
    steps: graphs.flatMap(stepsOf),
    nodes: nodesOf(definition.machine),
  };
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
