/**
 * Transition tours: the whole answer of a lifecycle under one policy, as data for other implementations.
 *
 * Every configuration is reached by a shortest path, and every declared event is tried in it: random histories miss a guard
 * that is wrong in one far corner, a tour does not. The tree of shortest paths is a transition cover, with every event
 * appended, of Chow's W-method (1978, "Testing software design modeled by finite-state machines").
 */
import type { Chart } from "../graph/chart.js";
import type { Graph } from "../graph/graph.js";
import type { Json } from "../json.js";
import type { GivenPolicy } from "../policy/given-policy.js";

export interface Tour {
  /** The version of this format. */
  readonly tour: 1;
  readonly lifecycle: string;
  /** The whole policy: the machine's input. */
  readonly policy: GivenPolicy;
  /** The fields of the context that transitions change, in the order in which configurations list them. */
  readonly variables: readonly string[];
  /** The declared events; a delayed transition is `after <delay>`. */
  readonly events: readonly string[];
  /** How long each delayed transition waits from the entry into its group, in milliseconds. */
  readonly timers: Readonly<Record<string, number>>;
  /** Status, then the variables; number 0 is the initial configuration. */
  readonly configurations: readonly (readonly [status: string, ...values: Json[]])[];
  /** How each configuration is reached: from which, and by which event, both by number; null for the initial one. */
  readonly reachedBy: readonly (readonly [from: number, event: number] | null)[];
  /** By configuration and event, the number of the configuration that follows; null where the event is refused. */
  readonly answers: readonly (readonly (number | null)[])[];
}

/** The tour of a graph that was explored completely. */
export function tourOf(
  { lifecycle, policy }: Pick<Tour, "lifecycle" | "policy">,
  chart: Chart,
  { configurations, transitions }: Graph,
  variables: readonly string[],
): Tour {
  const events = [...chart.events];
  const reachedBy: (readonly [number, number] | null)[] = configurations.map(() => null);
  const answers = transitions.map((out) => {
    const row: (number | null)[] = events.map(() => null);
    for (const { from, to, candidate } of out) {
      const event = events.indexOf(candidate.event);
      row[event] = to;
      if (to > 0) reachedBy[to] ??= [from, event];
    }
    return row;
  });
  return {
    tour: 1,
    lifecycle,
    policy,
    variables,
    events,
    timers: timersOf(chart, configurations[0]),
    configurations: configurations.map(({ status, context }) => [
      status,
      ...variables.map((field) => context[field] ?? null),
    ]),
    reachedBy,
    answers,
  };
}

/** The delays by their event's name; a delay is computed from the policy alone, so any configuration's context will do. */
function timersOf(chart: Chart, initial: Graph["configurations"][number] | undefined): Tour["timers"] {
  const delayed = [...chart.candidates.values()].flatMap((byEvent) =>
    [...byEvent.values()].flat().filter(({ delay }) => delay !== undefined),
  );
  return Object.fromEntries(
    delayed.map((candidate) => [candidate.event, chart.delay(candidate, initial?.context ?? {}) ?? 0]),
  );
}

/** A tour as JSON, one configuration a line, so that a change shows as the lines that changed. */
export function tourText({ configurations, reachedBy, answers, ...head }: Tour): string {
  const fields = Object.entries(head).map(([field, value]) => `  ${JSON.stringify(field)}: ${JSON.stringify(value)}`);
  const tables = Object.entries({ configurations, reachedBy, answers }).map(
    ([field, list]) => `  ${JSON.stringify(field)}: ${rows(list)}`,
  );
  return `{\n${[...fields, ...tables].join(",\n")}\n}\n`;
}

function rows(list: readonly unknown[]): string {
  return `[\n${list.map((row) => `    ${JSON.stringify(row)}`).join(",\n")}\n  ]`;
}
