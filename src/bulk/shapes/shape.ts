/** The shape of a line: its bytes with the slots left out, and what a report of this shape says to each lifecycle. */
import type { Reading } from "../../observation.js";
import { entry } from "../entry.js";
import type { Ids } from "../ids.js";
import { timestampWords } from "../words/timestamp.js";
import { uuidWords } from "../words/uuid.js";
import type { SlotKind } from "./slots.js";

/** A piece of a line: bytes that are the same in every line of a shape, a slot, or any value at all, which is not read. */
export type Piece = Uint8Array | SlotKind | "unread";

export interface Shape {
  readonly pieces: readonly Piece[];
  /** In bytes, of the longest line, neither the line break counted nor what is not read. */
  readonly length: number;
  /** For each reader of the lines what they say to it; undefined for one that has to read each in full. */
  readonly told: readonly (Told | undefined)[];
  /** Where the words of the instants begin that are compared with each other, and their order in lines of this shape. */
  readonly compared: Uint16Array;
  readonly order: number;
}

/** What the lines of a shape say. */
export interface Told {
  /** What is read in every one of them, where nothing in it is told by a slot. */
  readonly reading: Reading | undefined;
  /** For each id of an entry, and then for each of its times: where its words begin among the values of the line's slots. */
  readonly sources: Uint16Array;
  /** Which of the ids come from names. */
  readonly named: Uint8Array;
  /** The number of the phrase. */
  readonly phrase: number;
}

/** How many words the slots of a line may take. */
const mostSlotWords = 512;
/** Behind the slots, the zeros of what is not told. */
export const nothing = mostSlotWords;

/** Whether there is room for the values of slots that take so many words. */
export const hasSlotRoom = (words: number): boolean => words <= mostSlotWords;

/** Room for the values of a line's slots. */
export function createSlotValues(): Uint32Array {
  return new Uint32Array(mostSlotWords + uuidWords);
}

/** An entry begins with its ids, which are the two of its subject, the run and the delivery; its times stand behind them. */
export const entryIds = 4;
export const entryTimes = 2;

/** Writes the entry of a line that says this, of which the values of the slots are known. */
export function fillEntry(
  told: Omit<Told, "reading">,
  values: Uint32Array,
  words: Uint32Array,
  place: number,
  ids: Ids,
): void {
  const { sources, named, phrase } = told;
  let to = place;
  for (let field = 0; field < entryIds; field++, to += uuidWords) {
    const from = sources[field] ?? nothing;
    words[to] = values[from] ?? 0;
    words[to + 1] = values[from + 1] ?? 0;
    words[to + 2] = values[from + 2] ?? 0;
    words[to + 3] = values[from + 3] ?? 0;
  }
  for (let field = entryIds; field < entryIds + entryTimes; field++, to += timestampWords) {
    const from = sources[field] ?? nothing;
    words[to] = values[from] ?? 0;
    words[to + 1] = values[from + 1] ?? 0;
  }
  for (let nth = 0; nth < named.length; nth++) {
    const field = named[nth] ?? 0;
    ids.name(values, sources[field] ?? nothing, words, place + field * uuidWords);
  }
  words[place + entry.phrase] = phrase;
}
