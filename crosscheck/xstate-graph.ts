/**
 * `xstate/graph` as a third opinion: its own exploration of the machine against a tour. It is told every event by name, timers
 * included, since of its own it leaves delayed transitions out where a list of events is given.
 */
import type { AnyStateMachine } from "xstate";
import { adjacencyMapToArray, getAdjacencyMap, getShortestPaths } from "xstate/graph";
import { configurationName } from "../src/export/scxml.js";
import type { Tour } from "../src/export/tour.js";
import { jsonRecord } from "../test/json.js";
import { leafOf, nodesOf } from "../test/xstate-walk.js";
import { pathTo } from "./walk-tour.js";

/** The first thing in which `xstate/graph` and a tour differ; undefined when they agree. */
export function compareWithXStateGraph(machine: AnyStateMachine, tour: Tour): string | undefined {
  const { configurations, variables, answers, events, policy } = tour;
  const delayed = nodesOf(machine).flatMap(({ after }) => after);
  const eventTypes = new Map(delayed.map(({ delay, eventType }) => [`after ${String(delay)}`, eventType]));
  const types = events.map((event) => eventTypes.get(event) ?? event);
  const nameOf = (snapshot: unknown): string => {
    const { value, context } = jsonRecord.parse(JSON.parse(JSON.stringify(snapshot)));
    const fields = jsonRecord.parse(context);
    return configurationName([leafOf(value), ...variables.map((field) => fields[field] ?? null)], variables);
  };
  const options = { input: policy, events: types.map((type) => ({ type })), serializeState: nameOf };
  const names = configurations.map((configuration) => configurationName(configuration, variables));

  for (const { state, event, nextState } of adjacencyMapToArray(getAdjacencyMap(machine, options))) {
    const from = names.indexOf(nameOf(state));
    if (from === -1) return `xstate/graph reaches ${nameOf(state)}, and the tour does not`;
    const to = answers[from]?.[types.indexOf(event.type)];
    const expected = names[to ?? from];
    // It tells a refused event as a step to the same state.
    if (nameOf(nextState) !== expected)
      return `in ${names[from]}, ${event.type}: xstate/graph leads to ${nameOf(nextState)}, the tour to ${expected}`;
  }
  const lengths = new Map(
    getShortestPaths(machine, options).map(({ state, steps }) => [nameOf(state), steps.length - 1]),
  );
  for (const [number, name] of names.entries()) {
    const length = pathTo(tour, number).length;
    if (lengths.get(name) !== length)
      return `the shortest path to ${name}: xstate/graph ${lengths.get(name) ?? "knows none"}, the tour ${length}`;
  }
  return undefined;
}
