/** A machine's state nodes in the order in which the machine is written. */
import type { StateNode } from "xstate";

export function childrenOf(node: StateNode): readonly StateNode[] {
  return Object.values(node.states).toSorted((a, b) => a.order - b.order);
}

/** Parents before their children. */
export function descendants(node: StateNode): readonly StateNode[] {
  return childrenOf(node).flatMap((child) => [child, ...descendants(child)]);
}
