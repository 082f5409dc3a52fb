/** A counterexample as it is told: steps with what each changed, and a test that shows it on the machine itself. */
import type { Context } from "../graph/chart.js";
import { canonical, type Json } from "../json.js";
import type { Ending, Run } from "./decide.js";
import type { PlainMoment } from "./moment.js";

/** A field of the machine's context before and after a step. */
export interface Change {
  readonly from: Json;
  readonly to: Json;
}

export interface CounterexampleStep {
  /** `after <delay>` for a delayed transition; null at the start. */
  readonly event: string | null;
  readonly status: string;
  /** The fields of the context that this step changed, by name. */
  readonly changes: Readonly<Record<string, Change>>;
}

export interface Counterexample {
  /** From the start. */
  readonly steps: readonly CounterexampleStep[];
  /** The place in `steps` from which on they repeat for ever; null where they do not. */
  readonly loop: number | null;
  /** `breach`: the last step breaks the property. `end`: nothing can follow. `loop`: it goes round for ever. `no way`: no way leads on to what is claimed. */
  readonly ending: Ending;
  /** A vitest test to paste; it stays red while the counterexample stands. */
  readonly test: string;
}

export function stepsOf({ moments }: Run): readonly CounterexampleStep[] {
  return moments.map(stepOf);
}

function stepOf({ event, status, context, from }: PlainMoment): CounterexampleStep {
  return { event: event ?? null, status, changes: from === undefined ? {} : changesOf(from.context, context) };
}

/** What differs between two contexts. */
export function changesOf(before: Context, after: Context): Readonly<Record<string, Change>> {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    fields
      .map((field) => [field, { from: before[field] ?? null, to: after[field] ?? null }] as const)
      .filter(([, { from, to }]) => canonical(from) !== canonical(to)),
  );
}
