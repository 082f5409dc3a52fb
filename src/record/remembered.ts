/**
 * What the engine knows of a record that it made itself, kept in a private field of the record: whoever lists, copies,
 * compares, drafts or stores it neither sees it nor hands it on. A WeakMap costs more than the step, and most of that in the
 * garbage collector; a property that is not enumerable costs ten times a private field.
 */
import type { LifecycleDefinition } from "../definition.js";
import type { Space } from "../observer/estimate.js";
import type { Known } from "./window.js";

interface Memory extends Known {
  readonly definition: LifecycleDefinition;
  readonly space: Space;
}

/** A class of which any object becomes an instance: what its constructor is given is what it constructs. */
class Itself {
  constructor(record: object) {
    return record;
  }
}

class Remembering extends Itself {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    super(memory.record);
    this.#memory = memory;
  }

  static keep(memory: Memory): Remembering {
    return new Remembering(memory);
  }

  static memoryOf(record: unknown): Memory | undefined {
    return typeof record === "object" && record !== null && #memory in record ? record.#memory : undefined;
  }
}

/** What is known of a record of this lifecycle; undefined when it is none that the engine made, such as a copy, or no record. */
export function knownOf(definition: LifecycleDefinition, record: unknown): Memory | undefined {
  const known = Remembering.memoryOf(record);
  return known?.definition === definition ? known : undefined;
}

/** Freezes a record and keeps with it what is known of it: only what cannot change behind our back is remembered. */
export function keep(definition: LifecycleDefinition, space: Space, { record, folded }: Known): void {
  Remembering.keep({ definition, space, record, folded });
  Object.freeze(record.window);
  if (record.checkpoint !== undefined) Object.freeze(record.checkpoint);
  Object.freeze(record);
}
