/** Policies that between them take every transition and have every guard answer both ways: few, so that mutants are quick. */
import { type Chart, readChart } from "../../src/graph/chart.js";
import type { LifecycleDefinition } from "../../src/definition.js";
import type { GivenPolicy } from "../../src/policy/given-policy.js";
import { exploreChart, type Graph } from "../../src/graph/graph.js";
import { switchboard } from "../switchboard.js";

export interface PolicyList {
  /** Enough to take every transition and have each guard met and refused wherever it is asked; smallest graphs first. */
  readonly few: readonly GivenPolicy[];
  /** All that switch every option. */
  readonly all: readonly GivenPolicy[];
}

export function policyListOf(definition: LifecycleDefinition): PolicyList {
  const chart = readChart(definition.machine);
  const shown = switchboard(definition)
    .map((policy) => ({ policy, graph: exploreChart(chart, policy) }))
    .toSorted((a, b) => a.graph.configurations.length - b.graph.configurations.length)
    .map(({ policy, graph }) => ({ policy, sights: sightsOf(chart, graph) }));
  const seen = new Set<string>();
  const few = shown.filter(({ sights }) => {
    const isNews = [...sights].some((sight) => !seen.has(sight));
    for (const sight of sights) seen.add(sight);
    return isNews;
  });
  return { few: few.map(({ policy }) => policy), all: shown.map(({ policy }) => policy) };
}

/** What happens under a policy: transitions taken, and the answers of guards where they are asked. */
function sightsOf(chart: Chart, { configurations, transitions }: Graph): ReadonlySet<string> {
  const steps = transitions.flat().map(({ from, to, candidate }) => {
    return `${configurations[from]?.status} ${candidate.event} ${configurations[to]?.status}`;
  });
  const answers = configurations.flatMap(({ status, context }) =>
    [...(chart.candidates.get(status)?.entries() ?? [])].map(([event, list]) => {
      const answered = list.map(({ guard }) => (guard === undefined ? "" : chart.holds(guard, context)));
      return `${status} ${event} ${answered.join()}`;
    }),
  );
  return new Set([...steps, ...answers]);
}
