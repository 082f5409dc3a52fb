/** Judging a log sheet by sheet, in the order of its lines. */
import type { Lifecycle } from "../lifecycle.js";
import type { Reading } from "../observation.js";
import { type BulkJudge, createBulkJudge } from "./bulk-judge.js";
import { entry } from "./entry.js";
import type { Hearing, SubjectNumber } from "./hearing.js";
import type { Phrases } from "./phrase.js";
import type { BulkOptions } from "./room.js";
import { asReading, blank, phraseAt, type Sheet } from "./sheet.js";
import { mostAtOnce } from "./subjects.js";

/** A reading of which there is nothing to judge. */
export type Unjudged = Exclude<Reading, { readonly kind: "observation" }>;

export interface LogHearing extends Hearing {
  /** A line of which there is nothing to judge; `about` is its subject, where it names one. */
  unjudged(reading: Unjudged, about: SubjectNumber | undefined): void;
}

export interface LogJudge {
  /** Judges the lines of a sheet. */
  take(sheet: Sheet): void;
  /** Judges what was read in the next line. */
  takeReading(reading: Reading): void;
  /** The number of the line that is being judged, from 1 in each log. */
  line(): number;
  /** What comes next is another log about the same subjects. */
  nextLog(): void;
  readonly judge: BulkJudge;
}

/**
 * The phrases of sheets are numbered in `phrases`.
 *
 * @throws {PolicyError} for settings that no policy can have.
 */
export function createLogJudge(
  lifecycle: Lifecycle,
  options: BulkOptions,
  hearing: LogHearing,
  phrases: Pick<Phrases, "at" | "ids">,
): LogJudge {
  const judge = createBulkJudge(lifecycle, options, hearing, phrases);
  const places = new Uint32Array(mostAtOnce);
  const found = new Uint32Array(mostAtOnce);
  /** How many readings of the sheet were judged. */
  let readings = 0;
  let line = 0;

  function judgeReading(reading: Reading): void {
    if (reading.kind === "observation") {
      judge.observation(reading.observation);
      return;
    }
    const name = reading.kind === "no-information" ? reading.subject : undefined;
    hearing.unjudged(reading, name === undefined ? undefined : judge.mention(name));
  }

  /** Judges some of a sheet's lines, whose subjects are found beforehand and together. */
  function takeLines(sheet: Sheet, start: number, end: number): void {
    let count = 0;
    for (let nth = start; nth < end; nth++) {
      if (phraseAt(sheet, nth) < blank) places[count++] = nth * entry.length + entry.subject;
    }
    judge.subjectsOf(sheet.words, places, count, found);
    let next = 0;
    for (let nth = start; nth < end; nth++) {
      line += 1;
      const phrase = phraseAt(sheet, nth);
      if (phrase === blank) continue;
      if (phrase !== asReading) {
        judge.entry(found[next++] ?? 0, sheet.words, nth * entry.length);
        continue;
      }
      const reading = sheet.readings[readings++];
      if (reading !== undefined) judgeReading(reading);
    }
  }

  return {
    judge,
    line: () => line,
    nextLog: () => {
      line = 0;
    },
    takeReading(reading) {
      line += 1;
      judgeReading(reading);
    },
    take(sheet) {
      readings = 0;
      for (let start = 0; start < sheet.lines; start += mostAtOnce) {
        takeLines(sheet, start, Math.min(sheet.lines, start + mostAtOnce));
      }
    },
  };
}
