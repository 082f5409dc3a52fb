/** The candidate transitions that the state nodes of an XState machine declare, and which of them a leaf state has. */
import type { StateNode } from "xstate";
import { ChartError } from "./chart-error.js";

/** A transition that a leaf state tries on an event or after a delay; the first whose guard holds is taken. */
export interface Candidate {
  /** The event as the machine declares it, or `after <delay>` for a delayed transition. */
  readonly event: string;
  readonly guard: string | undefined;
  readonly target: string;
  /** Milliseconds or the name of a delay; undefined for a transition that an event takes. */
  readonly delay: number | string | undefined;
  readonly description: string | undefined;
  readonly assigns: readonly string[];
}

/** The candidates of a leaf state, by event: its own first, then its ancestors'. */
export function candidatesOf(leaf: StateNode): ReadonlyMap<string, readonly Candidate[]> {
  refuseSharedDelays(leaf);
  const byEvent = new Map<string, Candidate[]>();
  const forbidden = new Set<string>();
  for (let node: StateNode | undefined = leaf; node !== undefined; node = node.parent) {
    for (const candidate of ownCandidates(node, leaf.key).filter(({ event }) => !forbidden.has(event))) {
      const list = byEvent.get(candidate.event) ?? [];
      byEvent.set(candidate.event, list);
      list.push(candidate);
    }
    for (const event of forbiddenBy(node)) forbidden.add(event);
  }
  return byEvent;
}

/** By name alone two delays that run at once, or a delay and an event, would be one event: which comes first is not the inner one's to say. */
function refuseSharedDelays(leaf: StateNode): void {
  const delays = new Map<string, Candidate["delay"]>();
  for (let node: StateNode | undefined = leaf; node !== undefined; node = node.parent) {
    for (const { event, delay } of declared(node)) {
      if (delays.has(event) && (delay ?? delays.get(event)) !== undefined) {
        throw new ChartError(
          `${leaf.id}: "${event}" is what several transitions wait for; each delay has a name of its own`,
        );
      }
      delays.set(event, delay);
    }
  }
}

/** The transitions that one state node declares; those that keep the state have `stay` for target. */
export function ownCandidates(node: StateNode, stay: string): readonly Candidate[] {
  return declared(node).flatMap(({ event, delay, moves }) =>
    moves.map((transition) => ({
      event,
      guard: nameOf(transition.guard, `${node.id} on ${event}: guard`),
      target: targetLeaf(transition.target?.[0]) ?? stay,
      delay,
      description: transition.description,
      assigns: transition.actions.map((taken) => nameOf(taken, `${node.id} on ${event}: action`) ?? ""),
    })),
  );
}

/** The events that a state node keeps from its ancestors. */
function forbiddenBy(node: StateNode): readonly string[] {
  return declared(node).flatMap(({ event, forbidding }) => {
    if (forbidding?.guard !== undefined) {
      throw new ChartError(`${node.id} on ${event}: a guarded transition has neither target nor actions`);
    }
    return forbidding === undefined ? [] : [event];
  });
}

/**
 * What a state node handles, in the order in which it says so. A transition without target and actions is what XState calls
 * forbidden: it takes the event and does nothing, `can` does not count it, and nothing behind it is tried.
 */
function declared(node: StateNode) {
  const delays = new Map(node.after.map(({ eventType, delay }) => [eventType, delayOf(node, delay)]));
  return [...node.transitions].map(([eventType, transitions]) => {
    if (eventType.startsWith("xstate.") && !delays.has(eventType)) {
      throw new ChartError(`${node.id}: a lifecycle has no transitions of XState's own events, such as onDone`);
    }
    if (eventType.includes("*")) throw new ChartError(`${node.id}: a lifecycle has no wildcard events`);
    const delay = delays.get(eventType);
    const forbidding = transitions.find(({ target, actions }) => target === undefined && actions.length === 0);
    return {
      event: delay === undefined ? eventType : `after ${delay}`,
      delay,
      moves: forbidding === undefined ? transitions : transitions.slice(0, transitions.indexOf(forbidding)),
      forbidding,
    };
  });
}

function delayOf(node: StateNode, delay: unknown): number | string {
  if (typeof delay === "number" || typeof delay === "string") return delay;
  throw new ChartError(`${node.id}: a delay is inline; a lifecycle names its delays in setup`);
}

/** The key of the leaf state in which a transition ends; undefined for one without a target. */
export function targetLeaf(node: StateNode | undefined): string | undefined {
  if (node === undefined || node.type !== "compound") return node?.key;
  return targetLeaf(node.initial.target[0]);
}

function nameOf(implementation: unknown, where: string): string | undefined {
  if (implementation === undefined || typeof implementation === "string") return implementation;
  if (typeof implementation === "object" && implementation !== null && "type" in implementation) {
    const { type } = implementation;
    const params = "params" in implementation ? implementation.params : undefined;
    if (typeof type === "string" && params === undefined) return type;
  }
  throw new ChartError(`${where} is inline or takes parameters; a lifecycle names its guards and actions in setup`);
}
