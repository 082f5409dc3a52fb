/** State values: from a leaf to the nested value that XState gives it, and back to what a machine can have. */
import type { AnyStateMachine, StateNode } from "xstate";
import { leafOf } from "../graph/chart.js";
import type { StateValue } from "./message.js";

/** The machine's state value while it is in a leaf state; undefined for a word that is no leaf of it. */
export function stateValueOf(machine: AnyStateMachine, leaf: string): StateValue | undefined {
  return leafNamed(machine.root, leaf)?.path.reduceRight<StateValue | undefined>(
    (inner, key) => (inner === undefined ? key : { [key]: inner }),
    undefined,
  );
}

/** The same value, where it is one that the machine can have. */
export function knownStateValue(machine: AnyStateMachine, value: unknown): StateValue | undefined {
  const found = stateValueOf(machine, leafOf(value));
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
