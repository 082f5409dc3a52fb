/** XState itself, led along a history: what a counterexample is believed by. */
import { getNextSnapshot, initialTransition, type StateNode } from "xstate";
import { definitionOf, refuseOtherThanList } from "../argument.js";
import type { LifecycleDefinition } from "../definition.js";
import { type Context, leafOf } from "../graph/chart.js";
import { parsePolicy } from "../policy/family.js";
import { changesOf, type CounterexampleStep } from "./counterexample.js";

/**
 * The steps that the machine itself takes when `events` happen one after another, the start first. A delayed transition is
 * written `after <delay>`. Ends before the first event that is refused.
 *
 * @throws {PolicyError} for settings that no policy can have; fields that are not given have the machine's defaults.
 * @throws {TypeError} for what is no lifecycle, or no list of events.
 */
export function replay(
  lifecycle: { readonly definition: LifecycleDefinition },
  events: readonly string[],
  policy?: unknown,
): readonly CounterexampleStep[] {
  const definition = definitionOf(lifecycle);
  refuseOtherThanList("events", events);
  const { machine } = definition;
  const delays = delayedEvents(machine.root);
  let [snapshot] = initialTransition(machine, { ...definition.policy.defaults, ...parsePolicy(definition, policy) });
  const steps: CounterexampleStep[] = [{ event: null, status: leafOf(snapshot.value), changes: {} }];
  for (const event of events) {
    const before: Context = snapshot.context;
    const type = [event, ...(delays.get(event) ?? [])].find((name) => snapshot.can({ type: name }));
    if (type === undefined || snapshot.status !== "active") break;
    snapshot = getNextSnapshot(machine, snapshot, { type });
    steps.push({ event, status: leafOf(snapshot.value), changes: changesOf(before, snapshot.context) });
  }
  return steps;
}

/** What XState calls each delayed transition. */
function delayedEvents(node: StateNode): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>();
  const nodes = [node];
  for (const { after, states } of nodes) {
    nodes.push(...Object.values(states));
    for (const { delay, eventType } of after) {
      const name = `after ${String(delay)}`;
      named.set(name, [...(named.get(name) ?? []), eventType]);
    }
  }
  return named;
}
