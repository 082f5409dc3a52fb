/** Sheets: what many lines say, in their order, as words that go from thread to thread without a copy. */
import type { Reading } from "../observation.js";
import { entry } from "./entry.js";

export interface Sheet {
  /** One entry after another. */
  readonly words: Uint32Array<ArrayBuffer>;
  /** How many lines there are. */
  lines: number;
  /** What was read in the lines that have no entry, in their order. */
  readings: Reading[];
}

/** In place of a phrase: a line of which the sheet holds the reading. */
export const asReading = 0xffff_ffff;
/** In place of a phrase: an empty line. */
export const blank = 0xffff_fffe;

/** Small enough to stay in a processor's cache. */
const mostLines = 2048;

/** An empty sheet, of the words of another one where they are given. */
export function createSheet(words = new Uint32Array(mostLines * entry.length)): Sheet {
  return { words, lines: 0, readings: [] };
}

export function isFull({ words, lines }: Sheet): boolean {
  return (lines + 1) * entry.length > words.length;
}

export function clear(sheet: Sheet): void {
  sheet.lines = 0;
  sheet.readings = [];
}

/** The number of a line's phrase, or what is in place of one. */
export function phraseAt({ words }: Sheet, line: number): number {
  return words[line * entry.length + entry.phrase] ?? blank;
}
