/** Judging a log sheet by sheet, in the order of its lines. */
import type { Lifecycle } from "../lifecycle.js";
import type { Reading, Unjudged } from "../observation.js";
import { type BulkJudge, createBulkJudge } from "./bulk-judge.js";
import { entry } from "./entry.js";
import type { Hearing, SubjectNumber } from "./hearing.js";
import type { Phrases } from "./phrase.js";
import type { BulkOptions } from "./rows/room.js";
import { mostAtOnce } from "./rows/subjects.js";
import { createSheetWalk, entered, type LineRead } from "./sheet-walk.js";
import { blank, phraseAt, type Sheet } from "./sheet.js";

export interface LogHearing extends Hearing {
  /** A line of which there is nothing to judge; `about` is its subject, where it names one. */
  unjudged(reading: Unjudged, about: SubjectNumber | undefined): void;
}

export interface LineJudge {
  /** Goes on to some lines of a sheet, at most `mostAtOnce` and none passed by, whose subjects are found together. */
  begin(sheet: Sheet, start: number, end: number): void;
  /** What was read in the next of these lines. */
  next(): LineRead;
  /** Judges what `next` has just given, or another reading. */
  take(read: LineRead): void;
  readonly judge: BulkJudge;
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
export function createLineJudge(
  lifecycle: Lifecycle,
  options: BulkOptions,
  hearing: LogHearing,
  phrases: Pick<Phrases, "at" | "ids">,
): LineJudge {
  const judge = createBulkJudge(lifecycle, options, hearing, phrases);
  const walk = createSheetWalk();
  const places = new Uint32Array(mostAtOnce);
  const found = new Uint32Array(mostAtOnce);

  return {
    judge,
    begin(sheet, start, end) {
      walk.begin(sheet, start);
      let count = 0;
      for (let nth = start; nth < end; nth++) {
        if (phraseAt(sheet, nth) < blank) places[count++] = nth * entry.length + entry.subject;
      }
      judge.subjectsOf(sheet.words, places, count, found);
    },
    next: () => walk.next(),
    take(read) {
      if (read === undefined) return;
      if (read === entered) {
        judge.entry(found[walk.entries() - 1] ?? 0, walk.words(), walk.place());
        return;
      }
      if (read.kind === "observation") {
        judge.observation(read.observation);
        return;
      }
      const name = read.kind === "no-information" ? read.subject : undefined;
      hearing.unjudged(read, name === undefined ? undefined : judge.mention(name));
    },
  };
}

/** @throws {PolicyError} for settings that no policy can have. */
export function createLogJudge(...given: Parameters<typeof createLineJudge>): LogJudge {
  const lines = createLineJudge(...given);
  let line = 0;

  return {
    judge: lines.judge,
    line: () => line,
    nextLog: () => {
      line = 0;
    },
    takeReading(reading) {
      line += 1;
      lines.take(reading);
    },
    take(sheet) {
      for (let start = 0; start < sheet.lines; start += mostAtOnce) {
        const end = Math.min(sheet.lines, start + mostAtOnce);
        lines.begin(sheet, start, end);
        for (let nth = start; nth < end; nth++) {
          line += 1;
          lines.take(lines.next());
        }
      }
    },
  };
}
