/** State values: from a leaf to the nested value that XState gives it, and back to what a machine can have. */
import type { AnyStateMachine, StateNode } from "xstate";
import type { StateValue } from "./message.js";

/** The machine's state value while it is in a leaf state; undefined for a word that is no leaf of it. */
export function stateValueOf(machine: AnyStateMachine, leaf: string): StateValue | undefined {
  const [last, ...groups] = leafNamed(machine.root, leaf)?.path.toReversed() ?? [];
  return last === undefined ? undefined : groups.reduce<StateValue>((value, group) => ({ [group]: value }), last);
}

/** The same value, where it is one that the machine can have. */
export function knownStateValue(machine: AnyStateMachine, value: unknown): StateValue | undefined {
  let inner = value;
  while (typeof inner === "object" && inner !== null) inner = Object.values(inner)[0];
  const found = typeof inner === "string" ? stateValueOf(machine, inner) : undefined;
  return JSON.stringify(found) === JSON.stringify(value) ? found : undefined;
}

function leafNamed(node: StateNode, key: string): StateNode | undefined {
  const children = Object.values(node.states);
  if (children.length === 0) return node.key === key ? node : undefined;
  for (const child of children) {
    const found = leafNamed(child, key);
    if (found !== undefined) return found;
  }
  return undefined;
}
