/** Judging a log sheet by sheet, in the order of its lines. */
import type { Lifecycle } from "../lifecycle.js";
import type { Reading } from "../observation.js";
import { type BulkJudge, type BulkOptions, createBulkJudge, type Hearing, type SubjectNumber } from "./bulk-judge.js";
import { entry } from "./entry.js";
import type { Phrases } from "./phrase.js";
import { blank, phraseAt, readInFull, type Sheet } from "./sheet.js";

/** A reading of which there is nothing to judge. */
export type Unjudged = Exclude<Reading, { readonly kind: "observation" }>;

export interface LogHearing extends Hearing {
  /** A line of which there is nothing to judge; `about` is its subject, where it names one. */
  unjudged(reading: Unjudged, about: SubjectNumber | undefined): void;
}

export interface LogJudge {
  /** Judges the lines of a sheet, whose phrases are numbered in `phrases`. */
  take(sheet: Sheet, phrases: Pick<Phrases, "at">): void;
  /** Judges what was read in the next line. */
  takeReading(reading: Reading): void;
  /** The number of the line that is being judged, from 1 in each log. */
  line(): number;
  /** What comes next is another log about the same subjects. */
  nextLog(): void;
  readonly judge: BulkJudge;
}

/** @throws {PolicyError} for settings that no policy can have. */
export function createLogJudge(lifecycle: Lifecycle, options: BulkOptions, hearing: LogHearing): LogJudge {
  const judge = createBulkJudge(lifecycle, options, hearing);
  let line = 0;

  function judgeReading(reading: Reading): void {
    if (reading.kind === "observation") {
      judge.observation(reading.observation);
      return;
    }
    const name = reading.kind === "no-information" ? reading.subject : undefined;
    hearing.unjudged(reading, name === undefined ? undefined : judge.mention(name));
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
    take(sheet, phrases) {
      let readings = 0;
      for (let nth = 0; nth < sheet.lines; nth++) {
        line += 1;
        const phrase = phraseAt(sheet, nth);
        if (phrase === blank) continue;
        const reading = phrase === readInFull ? sheet.readings[readings++] : undefined;
        if (reading !== undefined) judgeReading(reading);
        else judge.entry(sheet.words, nth * entry.length, phrases.at(phrase));
      }
    },
  };
}
