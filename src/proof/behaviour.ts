/** A configuration graph told in moments: what every property is decided on. */
import type { Chart } from "../graph/chart.js";
import type { Graph } from "../graph/graph.js";
import type { GivenPolicy } from "../policy/given-policy.js";
import type { PlainMoment } from "./moment.js";

export interface Behaviour {
  readonly policy: GivenPolicy;
  /** False when exploring met its bound first. */
  readonly complete: boolean;
  /** How many configurations were reached and not explored. */
  readonly frontier: number;
  readonly configurations: number;
  readonly edges: number;
  /** The largest number of transitions that a configuration is away from the start. */
  readonly depth: number;
  readonly start: PlainMoment;
  /** The ways out of each configuration, by its number; 0 is the start. */
  readonly ways: readonly (readonly Way[])[];
}

export interface Way {
  readonly to: number;
  readonly moment: PlainMoment;
}

export function behaviourOf(chart: Chart, policy: GivenPolicy, graph: Graph): Behaviour {
  const { configurations, transitions, complete, frontier } = graph;
  const frozen = configurations.map(({ status, context }) =>
    Object.freeze({ status, context: Object.freeze({ ...context }) }),
  );
  const settled = Object.freeze({ ...policy });
  const at = (node: number): Pick<PlainMoment, "status" | "context"> => {
    const found = frozen[node];
    if (found === undefined) throw new RangeError(`no configuration ${node}`);
    return found;
  };
  const ways = configurations.map((_, node) =>
    (transitions[node] ?? []).map(({ to, candidate }) => {
      const from = at(node);
      const delay = chart.delay(candidate, from.context);
      return { to, moment: Object.freeze({ ...at(to), event: candidate.event, from, policy: settled, delay }) };
    }),
  );
  return {
    policy,
    complete,
    frontier: frontier.length,
    configurations: configurations.length,
    edges: transitions.reduce((sum, out) => sum + out.length, 0),
    depth: depthOf(ways),
    start: Object.freeze({ ...at(0), event: undefined, from: undefined, policy: settled, delay: undefined }),
    ways,
  };
}

function depthOf(ways: Behaviour["ways"]): number {
  const depths = new Map([[0, 0]]);
  let deepest = 0;
  for (const [node, depth] of depths) {
    deepest = depth;
    for (const { to } of ways[node] ?? []) if (!depths.has(to)) depths.set(to, depth + 1);
  }
  return deepest;
}
