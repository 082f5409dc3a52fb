/**
 * What the engine knows of a record that it made itself, kept on the record, out of sight of whoever lists, copies, compares
 * or stores it: a WeakMap costs more than the step, and most of that in the garbage collector.
 */
import type { LifecycleDefinition } from "./definition.js";
import type { Space } from "./estimate.js";
import type { KycleRecord } from "./record.js";
import type { Known } from "./window.js";

const memory: unique symbol = Symbol("what the engine knows of this record");

interface Memory extends Known {
  readonly definition: LifecycleDefinition;
  readonly space: Space;
}

interface Remembering extends KycleRecord {
  readonly [memory]?: Memory;
}

/** What is known of a record of this lifecycle; undefined when it is none that the engine made, such as a copy. */
export function knownOf(definition: LifecycleDefinition, record: Remembering): Memory | undefined {
  const known = record[memory];
  return known?.record === record && known.definition === definition ? known : undefined;
}

/** Freezes a record and keeps with it what is known of it: only what cannot change behind our back is remembered. */
export function keep(definition: LifecycleDefinition, space: Space, { record, folded }: Known): void {
  Object.defineProperty(record, memory, { value: { definition, space, record, folded } satisfies Memory });
  Object.freeze(record.window);
  Object.freeze(record.checkpoint);
  Object.freeze(record);
}

/**
 * The record's own fields. A draft of Immer's shows the memory among them once it has been looked into, so that a copy of it
 * would carry along what is known of another record.
 */
export function fieldsOf<R extends KycleRecord>(record: R): R {
  if (Object.isFrozen(record)) return record;
  const fields = { ...record };
  Reflect.deleteProperty(fields, memory);
  return fields;
}
