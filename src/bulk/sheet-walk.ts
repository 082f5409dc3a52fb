/** Going through the lines of sheets, one by one. */
import type { Observation, Reading } from "../observation.js";
import { entry, observationOf } from "./entry.js";
import type { Phrases } from "./phrase.js";
import { asReading, blank, createSheet, phraseAt, type Sheet } from "./sheet.js";

/** In place of a reading: a report of which the sheet has the entry. */
export const entered = "entered";

/** What is read in a line; undefined of an empty one. */
export type LineRead = Reading | typeof entered | undefined;

export interface SheetWalk {
  /** Goes to a line of a sheet, the first one or that behind the last that was given. */
  begin(sheet: Sheet, line: number): void;
  /** What was read in the next line. */
  next(): LineRead;
  /** How many entries `next` has given since the walk began, where the latest stands, and among which words. */
  entries(): number;
  place(): number;
  words(): Uint32Array;
}

export function createSheetWalk(): SheetWalk {
  let sheet = createSheet(new Uint32Array());
  let lines = 0;
  let readings = 0;
  let entries = 0;

  return {
    begin(given, line) {
      if (line === 0) readings = 0;
      sheet = given;
      lines = line;
      entries = 0;
    },
    next() {
      const phrase = phraseAt(sheet, lines++);
      if (phrase === blank) return undefined;
      if (phrase === asReading) return sheet.readings[readings++];
      entries += 1;
      return entered;
    },
    entries: () => entries,
    place: () => (lines - 1) * entry.length,
    words: () => sheet.words,
  };
}

/** The report whose entry the walk has come to, where ids and phrases are numbered in `phrases`. */
export function observationAt(walk: SheetWalk, phrases: Pick<Phrases, "at" | "ids">): Observation {
  const [words, place] = [walk.words(), walk.place()];
  return observationOf(phrases.at(words[place + entry.phrase] ?? 0), words, place, phrases.ids);
}
