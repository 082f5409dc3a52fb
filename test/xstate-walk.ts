/**
 * A machine explored by XState itself, one `transition` after another: what the compiled graph must equal. It shares
 * nothing with the engine.
 */
import { type AnyStateMachine, getNextSnapshot, initialTransition, type StateNode } from "xstate";

interface Walked {
  readonly status: string;
  readonly context: Readonly<Record<string, unknown>>;
}

interface WalkedTransition {
  readonly from: Walked;
  /** The event as XState names it; a delayed transition's is `xstate.after.…`. */
  readonly event: string;
  readonly to: Walked;
}

export interface XStateGraph {
  readonly nodes: ReadonlyMap<string, Walked>;
  readonly transitions: readonly WalkedTransition[];
}

export function nodesOf(machine: AnyStateMachine): readonly StateNode[] {
  const below = (node: StateNode): readonly StateNode[] => [node, ...Object.values(node.states).flatMap(below)];
  return below(machine.root);
}

/** Every event type that some state handles, delayed ones included. */
export function alphabetOf(machine: AnyStateMachine): readonly string[] {
  return [...new Set(nodesOf(machine).flatMap((node) => [...node.transitions.keys()]))];
}

export function leafOf(value: unknown): string {
  if (typeof value === "string") return value;
  const [[key, inner] = ["", ""]] = Object.entries(Object(value));
  return inner === "" ? key : leafOf(inner);
}

const keyOf = ({ status, context }: Walked): string =>
  `${status} ${JSON.stringify(Object.entries(context).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;

export function exploreWithXState(machine: AnyStateMachine, input: unknown): XStateGraph {
  const [initial] = initialTransition(machine, input);
  const events = alphabetOf(machine);
  const nodes = new Map<string, Walked>();
  const transitions: WalkedTransition[] = [];
  const walked = (snapshot: typeof initial): Walked => ({ status: leafOf(snapshot.value), context: snapshot.context });
  nodes.set(keyOf(walked(initial)), walked(initial));
  const queue = [initial];
  for (const snapshot of queue) {
    if (snapshot.status !== "active") continue;
    const from = walked(snapshot);
    for (const type of events) {
      if (!snapshot.can({ type })) continue;
      const next = getNextSnapshot(machine, snapshot, { type });
      const to = walked(next);
      transitions.push({ from, event: type, to });
      if (nodes.has(keyOf(to))) continue;
      nodes.set(keyOf(to), to);
      queue.push(next);
    }
  }
  return { nodes, transitions };
}
