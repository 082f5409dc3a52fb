/** Reports that are held until all have come, 60 bytes each, by subject. */
import type { Observation } from "../../observation.js";
import { entry, observationOf, parseSubject, subjectText } from "../entry.js";
import type { Phrases } from "../phrase.js";
import { compareTimes, copyWords } from "../words/words.js";
import { createRows } from "./rows.js";
import { subjectWords } from "./subject-row.js";
import { createSubjects } from "./subjects.js";

/** A report by its number: from 0 in the order in which they came. */
export type ReportNumber = number;

/** When a report came: a number that grows from report to report, such as that of its line. */
export type Turn = number;

export interface HeldReports {
  /** Holds the report of an entry. */
  hold(words: Uint32Array, place: number, turn: Turn): void;
  /** How many subjects there are. They are numbered from 0 in the order of their first reports. */
  subjects(): number;
  /** The number of a subject; undefined where nothing about it is held. */
  find(name: string): number | undefined;
  nameOf(about: number): string;
  firstTurn(about: number): Turn;
  /** The reports about a subject in the order in which they came. */
  about(about: number): readonly ReportNumber[];
  turn(report: ReportNumber): Turn;
  /** Negative when one happened before the other, 0 when at the same time. */
  compareTimes(one: ReportNumber, other: ReportNumber): number;
  /** Whether two reports about a subject are the same but for their turns: a delivery that came twice. */
  isSame(one: ReportNumber, other: ReportNumber): boolean;
  /** Writes the entry of a report about a subject to the beginning of `words`. */
  restore(about: number, report: ReportNumber, words: Uint32Array): void;
  observation(about: number, report: ReportNumber): Observation;
}

/** What is held of a report: its entry from the run on, its turn, and the link to the subject's one before. */
const kept = entry.length - entry.run;
const held = { time: entry.time - entry.run, turn: kept, before: kept + 1, length: kept + 2 } as const;

/** What is held of a subject: its name, the turn of its first report, and the number of its latest one, plus 1. */
const owner = { name: 0, firstTurn: subjectWords, latest: subjectWords + 1, length: subjectWords + 2 } as const;

export function createHeldReports(phrases: Pick<Phrases, "at" | "ids">): HeldReports {
  const subjects = createSubjects(owner.length);
  const reports = createRows(held.length);
  const scratch = new Uint32Array(entry.length);

  function restore(about: number, report: ReportNumber, words: Uint32Array): void {
    copyWords(subjects.words(about), subjects.at(about) + owner.name, words, entry.subject, subjectWords);
    copyWords(reports.words(report), reports.at(report), words, entry.run, kept);
  }

  return {
    hold(words, place, turn) {
      const about = subjects.row(words, place + entry.subject);
      const own = subjects.words(about);
      const at = subjects.at(about);
      const report = reports.add();
      const to = reports.words(report);
      const begin = reports.at(report);
      copyWords(words, place + entry.run, to, begin, kept);
      to[begin + held.turn] = turn;
      to[begin + held.before] = own[at + owner.latest] ?? 0;
      if (own[at + owner.latest] === 0) own[at + owner.firstTurn] = turn;
      own[at + owner.latest] = report + 1;
    },
    subjects: subjects.size,
    find: (name) =>
      parseSubject(name, scratch, entry.subject, phrases.ids) ? subjects.find(scratch, entry.subject) : undefined,
    nameOf: (about) => subjectText(subjects.words(about), subjects.at(about) + owner.name, phrases.ids),
    about(about) {
      const found: ReportNumber[] = [];
      for (let link = subjects.words(about)[subjects.at(about) + owner.latest] ?? 0; link !== 0;) {
        found.push(link - 1);
        link = reports.words(link - 1)[reports.at(link - 1) + held.before] ?? 0;
      }
      return found.toReversed();
    },
    firstTurn: (about) => subjects.words(about)[subjects.at(about) + owner.firstTurn] ?? 0,
    turn: (report) => reports.words(report)[reports.at(report) + held.turn] ?? 0,
    compareTimes: (one, other) =>
      compareTimes(
        reports.words(one),
        reports.at(one) + held.time,
        reports.words(other),
        reports.at(other) + held.time,
      ),
    isSame(one, other) {
      const [words, others] = [reports.words(one), reports.words(other)];
      const [at, place] = [reports.at(one), reports.at(other)];
      for (let word = 0; word < kept; word++) if (words[at + word] !== others[place + word]) return false;
      return true;
    },
    restore,
    observation(about, report) {
      restore(about, report, scratch);
      return observationOf(phrases.at(scratch[entry.phrase] ?? 0), scratch, 0, phrases.ids);
    },
  };
}
