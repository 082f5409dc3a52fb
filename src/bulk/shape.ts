/** The shape of a line: its bytes with the slots left out, and what a report of this shape says. */
import { entry } from "./entry.js";
import type { SlotKind } from "./slots.js";
import { uuidWords } from "./uuid.js";

/** A piece of a line: bytes that are the same in every line of a shape, or a slot. */
export type Piece = Uint8Array | SlotKind;

export interface Shape {
  readonly pieces: readonly Piece[];
  /** In bytes, the line break not counted. */
  readonly length: number;
  /** For each UUID of an entry, and last for its time: where its words begin among the values of the line's slots. */
  readonly sources: Uint16Array;
  /** The number of the phrase. */
  readonly phrase: number;
}

/** How many words the slots of a line may take. */
export const mostSlotWords = 256;
/** Behind the slots, words of which there is one: those of an id that is absent, and the mark of a subject that is one alone. */
export const nothing = mostSlotWords;
export const allOnes = mostSlotWords + uuidWords;

/** Room for the values of a line's slots. */
export function createSlotValues(): Uint32Array {
  return new Uint32Array(mostSlotWords + 2 * uuidWords).fill(0xffff_ffff, allOnes);
}

/** The UUIDs of an entry: the two of its subject, the run, the delivery. They stand side by side, and the time behind them. */
const uuids = 4;

/** Writes the entry of a line of this shape, of which the values of the slots are known. */
export function fillEntry({ sources, phrase }: Shape, values: Uint32Array, words: Uint32Array, place: number): void {
  let to = place;
  for (let field = 0; field < uuids; field++, to += uuidWords) {
    const from = sources[field] ?? nothing;
    words[to] = values[from] ?? 0;
    words[to + 1] = values[from + 1] ?? 0;
    words[to + 2] = values[from + 2] ?? 0;
    words[to + 3] = values[from + 3] ?? 0;
  }
  const from = sources[uuids] ?? nothing;
  words[to] = values[from] ?? 0;
  words[to + 1] = values[from + 1] ?? 0;
  words[place + entry.phrase] = phrase;
}
