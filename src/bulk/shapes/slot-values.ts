/** The values of a line's slots, one after another. */
import { createSlotValues } from "./shape.js";
import { readSlot, type Slot, type SlotKind } from "./slots.js";

export const viewOf = (line: Uint8Array): DataView => new DataView(line.buffer, line.byteOffset, line.length);

/** A slot's value: where it stands among the values of its line. */
export interface Source {
  readonly from: number;
  readonly kind: SlotKind;
}

export function sourcesOf(slots: readonly Slot[]): readonly Source[] {
  let from = 0;
  return slots.map(({ kind }) => {
    from += kind.words;
    return { from: from - kind.words, kind };
  });
}

export function valuesOf(line: Uint8Array, slots: readonly Slot[]): Uint32Array {
  const sources = sourcesOf(slots);
  const values = createSlotValues();
  for (const [nth, { kind, at }] of slots.entries()) readSlot(kind, viewOf(line), at, values, sources[nth]?.from ?? 0);
  return values;
}

/** Where the instants of a line stand among the values of its slots; none where they are not compared. */
export function comparedIn(slots: readonly Slot[], limits: readonly number[]): Uint16Array {
  const instants = limits.length === 0 ? [] : sourcesOf(slots).filter(({ kind }) => kind.opaque === "instant");
  return Uint16Array.from(instants, ({ from }) => from);
}
