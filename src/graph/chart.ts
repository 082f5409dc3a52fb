/**
 * An XState machine read as a table: for every leaf state and event, the candidate transitions in the order in which
 * XState tries them (the leaf's own first, then its ancestors'; the first whose guard holds is taken).
 *
 * A lifecycle is a closed chart over plain data. What would make it anything else (parallel regions, history, eventless
 * transitions, entry and exit actions, invoked actors, wildcards, actions other than assign) is refused by name.
 */
import type { AnyStateMachine, StateNode } from "xstate";
import { canonical, firstNonJson, type Json } from "../json.js";
import { type Candidate, candidatesOf, targetLeaf } from "./candidates.js";
import { ChartError } from "./chart-error.js";

export type Context = Readonly<Record<string, Json>>;

/** A leaf state together with the machine's context: a node of the explored graph. */
export interface Configuration {
  readonly status: string;
  readonly context: Context;
}

/** A guard whose answer stands in the way: refused (`met: false`), or met and so hiding the fallback behind it. */
export interface Condition {
  readonly guard: string;
  readonly met: boolean;
}

/** A candidate of a configuration: whether its guard is met there, and where it leads. */
export interface Offer<To = Configuration> {
  readonly candidate: Candidate;
  readonly met: boolean;
  readonly to: To;
}

interface Move<To = Configuration> {
  readonly candidate: Candidate;
  readonly to: To;
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
  /** The candidates out of a configuration, by event, each in the order in which they are tried. */
  offers(from: Configuration): readonly (readonly Offer[])[];
  /** Every transition out of a configuration. */
  moves(from: Configuration): readonly Move[];
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

  const offers = ({ status, context }: Configuration): readonly (readonly Offer[])[] =>
    Array.from(candidates.get(status)?.values() ?? [], (list) =>
      list.map((candidate) => ({
        candidate,
        met: candidate.guard === undefined || holds(candidate.guard, context),
        to: { status: candidate.target, context: assigned(candidate, context) },
      })),
    );

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
    offers,
    moves: (from) => movesAmong(offers(from)),
  };
}

/** Of what is offered, the transitions that are taken; with `freed` guards, also those that only these guards prevent. */
export function movesAmong<To>(
  offers: readonly (readonly Offer<To>[])[],
  freed?: ReadonlySet<string>,
): readonly Move<To>[] {
  const found: Move<To>[] = [];
  for (const list of offers) {
    const hiding: Condition[] = [];
    for (const { candidate, met, to } of list) {
      const { guard } = candidate;
      const isFreed = guard !== undefined && freed?.has(guard) === true;
      if (met || isFreed) {
        const own = met ? [] : [{ guard: guard ?? "", met }];
        found.push({ candidate, to, conditions: [...hiding, ...own] });
      }
      if (met && !isFreed) break;
      if (met && guard !== undefined) hiding.push({ guard, met });
    }
  }
  return found;
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

/** The innermost key of a state value. */
export function leafOf(value: unknown): string {
  if (typeof value === "string") return value;
  const [key, inner] = typeof value === "object" && value !== null ? (Object.entries(value)[0] ?? []) : [];
  return inner === undefined ? (key ?? "") : leafOf(inner);
}

function guardImplementation(machine: AnyStateMachine, name: string): (context: Context) => boolean {
  const implementation: unknown = machine.implementations.guards[name];
  if (typeof implementation !== "function" || "check" in implementation) {
    throw new ChartError(`${machine.id}: guard ${name} is not a plain function`);
  }
  return (context) => {
    let answer: unknown;
    try {
      answer = implementation({ context, event: { type: "" } }, undefined);
    } catch (error) {
      throw thrownBy(`${machine.id}: guard ${name}`, error);
    }
    if (typeof answer === "boolean") return answer;
    throw new ChartError(`${machine.id}: guard ${name} did not answer with a boolean`);
  };
}

/** What a context holds are settings and counts, so that its author may be told what the machine's own code said of them. */
function thrownBy(what: string, error: unknown): ChartError {
  return new ChartError(`${what} threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);
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
    let changes: object;
    try {
      changes = changesTo(context);
    } catch (error) {
      throw thrownBy(`${machine.id}: action ${name}`, error);
    }
    const foreign = firstNonJson(changes);
    if (foreign === undefined) return { ...changes };
    throw new ChartError(`${machine.id}: action ${name} puts what is not plain JSON into ${foreign}`);
  };
}
