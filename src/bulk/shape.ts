/** The shape of a line: its bytes with the slots left out, and what a report of this shape says. */
import { entry } from "./entry.js";
import type { SlotKind } from "./slots.js";

/** A piece of a line: bytes that are the same in every line of a shape, or a slot. */
export type Piece = Uint8Array | SlotKind;

export interface Shape {
  readonly pieces: readonly Piece[];
  /** In bytes, the line break not counted. */
  readonly length: number;
  /** For each word of an entry: where among the values of the line's slots it stands, or behind them among the `fixed`. */
  readonly sources: Uint16Array;
  /** Words of the entry that are the same for every line of the shape. */
  readonly fixed: Uint32Array;
}

/** How many words the slots of a line may take. The fixed ones come behind. */
export const mostValues = 256;

/** Writes the entry of a line of this shape, of which the values of the slots are known. */
export function fillEntry({ sources, fixed }: Shape, values: Uint32Array, words: Uint32Array, place: number): void {
  for (let word = 0; word < entry.length; word++) {
    const source = sources[word] ?? 0;
    words[place + word] = (source < mostValues ? values[source] : fixed[source - mostValues]) ?? 0;
  }
}
