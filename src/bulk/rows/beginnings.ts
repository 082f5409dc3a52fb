/** When subjects began, by all of their reports that tell: beside their rows, since few lifecycles tell of it. */
import type { Instant } from "../../instant.js";
import { instantAt, timestampWords } from "../words/timestamp.js";
import { compareTimes, copyWords } from "../words/words.js";
import { createRows } from "./rows.js";

export interface Beginnings {
  /** Whether a time, unless it is none, is another than the one that is kept of the subject with a row. */
  isOther(row: number, words: Uint32Array, place: number): boolean;
  /** Keeps a time, unless it is none. */
  keep(row: number, words: Uint32Array, place: number): void;
  of(row: number): Instant | undefined;
  forget(row: number): void;
}

export function createBeginnings(): Beginnings {
  /** Zeros where none is known. */
  const times = createRows(timestampWords);

  const isKept = (row: number): boolean => row < times.size() && times.words(row)[times.at(row)] !== 0;

  return {
    isOther: (row, words, place) =>
      words[place] !== 0 && isKept(row) && compareTimes(words, place, times.words(row), times.at(row)) !== 0,
    keep(row, words, place) {
      if (words[place] === 0) return;
      while (times.size() <= row) times.add();
      copyWords(words, place, times.words(row), times.at(row), timestampWords);
    },
    of: (row) => (isKept(row) ? instantAt(times.words(row), times.at(row)) : undefined),
    forget(row) {
      if (row < times.size()) times.words(row).fill(0, times.at(row), times.at(row) + timestampWords);
    },
  };
}
