/**
 * An XState machine read as a table: for every leaf state and event, the candidate transitions in the order in which
 * XState tries them (the leaf's own first, then its ancestors'; the first whose guard holds is taken).
 *
 * A lifecycle is a closed chart over plain data. What would make it anything else (parallel regions, history, eventless
 * transitions, entry and exit actions, invoked actors, wildcards, actions other than assign) is refused by name.
 */
import type { AnyStateMachine, StateNode } from "xstate";
import { canonical, firstNonJson, type Json } from "./json.js";

export type Context = Readonly<Record<string, Json>>;

/** A leaf state together with the machine's context: a node of the explored graph. */
export interface Configuration {
  readonly status: string;
  readonly context: Context;
}

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

/** A guard whose answer stands in the way: refused (`met: false`), or met and so hiding the fallback behind it. */
export interface Condition {
  readonly guard: string;
  readonly met: boolean;
}

export interface Move {
  readonly candidate: Candidate;
  readonly to: Configuration;
  /** What had to be set aside to take this move; empty for a transition the machine takes. */
  readonly conditions: readonly Condition[];
}

export interface Chart {
  /** The leaf states in document order. */
  readonly leaves: readonly string[];
  readonly finals: ReadonlySet<string>;
  readonly candidates: ReadonlyMap<string, ReadonlyMap<string, readonly Candidate[]>>;
  readonly guards: readonly string[];
  /** The events that some state handles, delayed transitions included. */
  readonly events: ReadonlySet<string>;
  initial(input: unknown): Configuration;
  holds(guard: string, context: Context): boolean;
  /** What a candidate's actions change of a context. */
  changes(candidate: Candidate, context: Context): Context;
  /** The context after a candidate's actions. */
  assigned(candidate: Candidate, context: Context): Context;
  /** How long a delayed transition waits, in milliseconds. */
  delay(candidate: Candidate, context: Context): number | undefined;
  /** Every transition out of a configuration; with `freed` guards, also those that only these guards prevent. */
  moves(from: Configuration, freed?: ReadonlySet<string>): readonly Move[];
}

/** Raised when a machine is not a closed chart over plain JSON; the message names the state and what it uses. */
export class ChartError extends Error {
  override readonly name = "ChartError";
}

export function readChart(machine: AnyStateMachine): Chart {
  const nodes = descendants(machine.root);
  for (const node of nodes) refuseForeignFeatures(node);
  const leaves = nodes.filter((node) => node.type === "atomic" || node.type === "final");
  if (new Set(leaves.map((leaf) => leaf.key)).size < leaves.length) {
    throw new ChartError(`${machine.id}: two leaf states share a name`);
  }
  const candidates = new Map(leaves.map((leaf) => [leaf.key, candidatesOf(leaf)]));
  const assignments = new Map<string, (context: Context) => Context>();
  const guards = new Set<string>();
  for (const byEvent of candidates.values()) {
    for (const candidate of [...byEvent.values()].flat()) {
      if (candidate.guard !== undefined) guards.add(candidate.guard);
      for (const name of candidate.assigns) {
        assignments.set(name, assignments.get(name) ?? assignment(machine, name));
      }
    }
  }
  const implementations = new Map([...guards].map((name) => [name, guardImplementation(machine, name)] as const));

  const beginning = beginningOf(machine);
  const holds = (guard: string, context: Context): boolean => implementations.get(guard)?.(context) ?? false;

  const changes = ({ assigns }: Candidate, context: Context): Context =>
    assigns.reduce<Context>((soFar, name, index) => {
      // Each action sees what those before it changed.
      const changed = assignments.get(name)?.(index === 0 ? context : { ...context, ...soFar });
      return { ...soFar, ...changed };
    }, {});

  const assigned = (candidate: Candidate, context: Context): Context =>
    Object.assign({}, context, changes(candidate, context));

  return {
    leaves: leaves.map((leaf) => leaf.key),
    finals: new Set(leaves.filter((leaf) => leaf.type === "final").map((leaf) => leaf.key)),
    candidates,
    guards: [...guards],
    events: new Set([...candidates.values()].flatMap((byEvent) => [...byEvent.keys()])),
    holds,
    changes,
    assigned,
    initial(input) {
      const [status, context] = beginning(input);
      const foreign = firstNonJson(context);
      if (foreign !== undefined) throw new ChartError(`${machine.id}: context ${foreign} is not plain JSON`);
      return { status, context: Object.assign({}, context) };
    },
    delay(candidate, context) {
      if (typeof candidate.delay !== "string") return candidate.delay;
      const delay: unknown = machine.implementations.delays[candidate.delay];
      const answer: unknown = typeof delay === "function" ? delay({ context, event: { type: "" } }, undefined) : delay;
      if (typeof answer === "number" && Number.isFinite(answer) && answer >= 0) return answer;
      throw new ChartError(`${machine.id}: delay ${candidate.delay} is not a finite number of milliseconds`);
    },
    moves(from, freed) {
      const found: Move[] = [];
      for (const list of candidates.get(from.status)?.values() ?? []) {
        const hiding: Condition[] = [];
        for (const candidate of list) {
          const { guard } = candidate;
          const met = guard === undefined || holds(guard, from.context);
          const isFreed = guard !== undefined && freed?.has(guard) === true;
          if (met || isFreed) {
            const own = met ? [] : [{ guard: guard ?? "", met }];
            found.push({
              candidate,
              to: { status: candidate.target, context: assigned(candidate, from.context) },
              conditions: [...hiding, ...own],
            });
          }
          if (met && !isFreed) break;
          if (met && guard !== undefined) hiding.push({ guard, met });
        }
      }
      return found;
    },
  };
}

/**
 * The text that identifies a configuration. Where all share the same policy, naming only the fields that `vary` saves
 * most of the work; without it every field of the context counts.
 */
export function keyOf({ status, context }: Configuration, vary?: readonly string[]): string {
  return `${status} ${contextKey(context, vary)}`;
}

/** The text that identifies a context among those of one policy. */
export function contextKey(context: Context, vary?: readonly string[]): string {
  if (vary === undefined) return canonical(context);
  return vary.reduce((key, field) => `${key} ${canonical(context[field] ?? null)}`, "");
}

/**
 * The initial status and context for an input, as XState's own initial transition has them: it costs a thousand times more, and
 * nothing that could make a difference (entry and initial actions, eventless transitions) is let in.
 */
function beginningOf(machine: AnyStateMachine): (input: unknown) => readonly [status: string, context: unknown] {
  const { context }: { readonly context?: unknown } = machine.config;
  const status = targetLeaf(machine.root) ?? "";
  return (input) => [status, typeof context === "function" ? context({ input }) : (context ?? {})];
}

function descendants(node: StateNode): readonly StateNode[] {
  const children = Object.values(node.states).toSorted((a, b) => a.order - b.order);
  return [node, ...children.flatMap(descendants)];
}

function refuseForeignFeatures(node: StateNode): void {
  const refuse = (feature: string): never => {
    throw new ChartError(`${node.id}: a lifecycle has no ${feature}`);
  };
  if (node.type === "parallel") refuse("parallel states");
  if (node.type === "history") refuse("history states");
  if (node.always !== undefined && node.always.length > 0) refuse("eventless transitions");
  if (node.config.entry !== undefined || node.config.exit !== undefined) refuse("entry or exit actions");
  if (node.type === "compound" && node.initial.actions.length > 0) refuse("actions of an initial transition");
  if (node.invoke.length > 0) refuse("invoked actors");
  if (node.parent === undefined && node.transitions.size > 0) {
    refuse("transitions at the root, which would move a finished machine");
  }
  if (node.type === "final" && node.parent?.parent !== undefined) refuse("final states inside a group");
}

function candidatesOf(leaf: StateNode): ReadonlyMap<string, readonly Candidate[]> {
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

function targetLeaf(node: StateNode | undefined): string | undefined {
  if (node === undefined || node.type !== "compound") return node?.key;
  return targetLeaf(node.initial.target[0]);
}

/** The innermost key of a state value. */
export function leafOf(value: unknown): string {
  if (typeof value === "string") return value;
  const [key, inner] = typeof value === "object" && value !== null ? (Object.entries(value)[0] ?? []) : [];
  return inner === undefined ? (key ?? "") : leafOf(inner);
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

function guardImplementation(machine: AnyStateMachine, name: string): (context: Context) => boolean {
  const implementation: unknown = machine.implementations.guards[name];
  if (typeof implementation !== "function" || "check" in implementation) {
    throw new ChartError(`${machine.id}: guard ${name} is not a plain function`);
  }
  return (context) => {
    const answer: unknown = implementation({ context, event: { type: "" } }, undefined);
    if (typeof answer === "boolean") return answer;
    throw new ChartError(`${machine.id}: guard ${name} did not answer with a boolean`);
  };
}

function asked(assigner: unknown, context: Context): unknown {
  return typeof assigner === "function" ? assigner({ context, event: { type: "" } }, undefined) : assigner;
}

/** What a named `assign` changes of a context, read off the action itself: XState's own `transition` costs a hundred times more. */
function assignment(machine: AnyStateMachine, name: string): (context: Context) => Context {
  const implementation: unknown = machine.implementations.actions[name];
  if (typeof implementation !== "function" || !("assignment" in implementation)) {
    throw new ChartError(`${machine.id}: action ${name} is not an assign`);
  }
  const given: unknown = implementation.assignment;
  const fields = typeof given === "function" ? undefined : Object.entries(given ?? {});
  const changesTo = (context: Context): object => {
    if (fields === undefined) return Object(asked(given, context));
    const changes: Record<string, unknown> = {};
    for (const [field, assigner] of fields) changes[field] = asked(assigner, context);
    return changes;
  };
  return (context) => {
    const changes = changesTo(context);
    const foreign = firstNonJson(changes);
    if (foreign === undefined) return { ...changes };
    throw new ChartError(`${machine.id}: action ${name} puts what is not plain JSON into ${foreign}`);
  };
}
