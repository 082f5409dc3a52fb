/**
 * Judging a log in the order in which its reports happened: they are held until all have come, 52 bytes each, and then
 * judged subject by subject. Where each has a time of its own they are sorted and judged in bulk; all else, and what
 * somebody wants to hear of, is judged by `checkHistory`.
 */
import type { Lifecycle } from "../lifecycle.js";
import type { Observation } from "../observation.js";
import { checkHistory } from "../trace.js";
import type { Verdict, VerdictKind } from "../verdict.js";
import { type BulkOptions, createBulkJudge } from "./bulk-judge.js";
import { enter, entry, observationOf, parseSubject, subjectText, subjectWords } from "./entry.js";
import { phraseOf, type Phrases } from "./phrase.js";
import { createRows } from "./rows.js";
import { subject } from "./subject-row.js";
import { createSubjects } from "./subjects.js";

/** One report of a history, judged: in which line it came, and what is said of it. */
export interface JudgedLine {
  readonly line: number;
  readonly observation: Observation;
  readonly verdict: Verdict;
}

export interface JudgedSubject {
  readonly firstLine: number;
  readonly reports: number;
  /** The first kind that is wanted, in the order of judgement; undefined where none is. */
  readonly first: VerdictKind | undefined;
  /** What is said of its reports, where some of it is wanted. */
  readonly judged: (() => readonly JudgedLine[]) | undefined;
}

export interface HappenedJudge {
  /** Holds the report of an entry. Lines grow from report to report. */
  entry(words: Uint32Array, place: number, line: number): void;
  observation(observation: Observation, line: number): void;
  /** How many reports are held. */
  reports(): number;
  /**
   * Judges one subject after another, in the order of their first lines. Of a subject with verdicts of the kinds that are
   * wanted, `judged` gives all, in the order of judgement; of another it is undefined.
   */
  judge(): Iterable<JudgedSubject>;
  counts(): ReadonlyMap<VerdictKind, number>;
  subjects(): number;
}

/** What is held of a report: its entry from the run on, the line it came in, and the link to the subject's one before. */
const kept = entry.length - entry.run;
const held = { line: kept, before: kept + 1, length: kept + 2 } as const;

interface Told {
  readonly observation: Observation;
  readonly line: number;
}

/** @throws {PolicyError} for settings that no policy can have. */
export function createHappenedJudge(
  lifecycle: Lifecycle,
  options: BulkOptions,
  phrases: Phrases,
  wanted: ReadonlySet<VerdictKind>,
): HappenedJudge {
  const { policy, ...opening } = options;
  const bound = lifecycle.under(policy ?? {});
  let first: VerdictKind | undefined;
  const judge = createBulkJudge(lifecycle, options, {
    kinds: wanted,
    wants: (kind) => {
      first ??= kind;
      return false;
    },
    tell: () => {},
  });
  const subjects = createSubjects();
  const rows = createRows(held.length);
  /** The reports of subjects of which one at least no entry can hold, or of which the name does not fit words. */
  const others = new Map<string, Told[]>();
  const counts = new Map<VerdictKind, number>();
  const scratch = new Uint32Array(entry.length);
  const places = Uint32Array.of(entry.subject);
  const about = new Uint32Array(1);
  let reports = 0;

  function hold(words: Uint32Array, place: number, line: number): void {
    const row = subjects.row(words, place);
    const own = subjects.words(row);
    const at = subjects.at(row);
    const report = rows.add();
    const to = rows.words(report);
    const begin = rows.at(report);
    for (let word = 0; word < kept; word++) to[begin + word] = words[place + entry.run + word] ?? 0;
    to[begin + held.line] = line;
    to[begin + held.before] = own[at + subject.latest] ?? 0;
    own[at + subject.latest] = report + 1;
    reports += 1;
  }

  /** The reports of a row in the order in which they came. */
  function reportsOf(row: number): readonly number[] {
    const found: number[] = [];
    for (let link = subjects.words(row)[subjects.at(row) + subject.latest] ?? 0; link !== 0;) {
      found.push(link - 1);
      link = rows.words(link - 1)[rows.at(link - 1) + held.before] ?? 0;
    }
    return found.toReversed();
  }

  const lineOf = (report: number): number => rows.words(report)[rows.at(report) + held.line] ?? 0;

  function compareTimes(a: number, b: number): number {
    const time = entry.time - entry.run;
    const [one, other] = [rows.words(a), rows.words(b)];
    const [at, place] = [rows.at(a) + time, rows.at(b) + time];
    return (one[at] ?? 0) - (other[place] ?? 0) || (one[at + 1] ?? 0) - (other[place + 1] ?? 0);
  }

  /** The entry of a report. */
  function restore(row: number, report: number): void {
    const own = subjects.words(row);
    const at = subjects.at(row) + subject.name;
    for (let word = 0; word < subjectWords; word++) scratch[entry.subject + word] = own[at + word] ?? 0;
    const words = rows.words(report);
    const begin = rows.at(report);
    for (let word = 0; word < kept; word++) scratch[entry.run + word] = words[begin + word] ?? 0;
  }

  const phraseIn = (): ReturnType<Phrases["at"]> => phrases.at(scratch[entry.phrase] ?? 0);

  function toldIn(row: number, found: readonly number[]): readonly Told[] {
    return found.map((report) => {
      restore(row, report);
      return { observation: observationOf(phraseIn(), scratch, 0), line: lineOf(report) };
    });
  }

  /** Whether all that was wanted of the reports, which are in order, is counted. */
  function isCounted(row: number, found: readonly number[]): boolean {
    first = undefined;
    restore(row, found[0] ?? 0);
    judge.subjectsOf(scratch, places, 1, about);
    for (const report of found) {
      restore(row, report);
      judge.entry(about[0] ?? 0, scratch, 0, phraseIn());
    }
    judge.forget(about[0] ?? 0);
    return first === undefined;
  }

  function judgeHistory(told: readonly Told[]): readonly JudgedLine[] {
    const { verdicts, judged } = checkHistory(
      bound,
      told.map(({ observation }) => observation),
      { ...opening, order: "happened" },
    );
    return judged.flatMap((nth) => {
      const [verdict, report] = [verdicts[nth], told[nth]];
      return verdict === undefined || report === undefined ? [] : [{ ...report, verdict }];
    });
  }

  /** Judges in full, and tells when something in it is wanted. */
  function judgedInFull(told: readonly Told[]): JudgedSubject {
    const lines = judgeHistory(told);
    for (const { verdict } of lines) counts.set(verdict.kind, (counts.get(verdict.kind) ?? 0) + 1);
    const heard = lines.find(({ verdict }) => wanted.has(verdict.kind))?.verdict.kind;
    const judgedLines = heard === undefined ? undefined : (): readonly JudgedLine[] => lines;
    return { firstLine: told[0]?.line ?? 0, reports: told.length, first: heard, judged: judgedLines };
  }

  function judgedRow(row: number): JudgedSubject {
    const found = reportsOf(row);
    const name = nameOf(row);
    const rest = others.get(name);
    const sorted = found.toSorted(compareTimes);
    const isPlain =
      rest === undefined && sorted.every((report, nth) => nth === 0 || compareTimes(sorted[nth - 1] ?? 0, report) < 0);
    if (!isPlain) return judgedInFull([...toldIn(row, found), ...(rest ?? [])].toSorted((a, b) => a.line - b.line));
    const firstLine = lineOf(found[0] ?? 0);
    if (isCounted(row, sorted)) return { firstLine, reports: found.length, first: undefined, judged: undefined };
    return { firstLine, reports: found.length, first, judged: () => judgeHistory(toldIn(row, found)) };
  }

  const rowNamed = (name: string): number | undefined =>
    parseSubject(name, scratch, 0) ? subjects.find(scratch, 0) : undefined;

  function nameOf(row: number): string {
    return subjectText(subjects.words(row), subjects.at(row) + subject.name);
  }

  return {
    reports: () => reports,
    subjects: () => subjects.size() + [...others.keys()].filter((name) => rowNamed(name) === undefined).length,
    counts: () => {
      const all = new Map(judge.counts());
      for (const [kind, number] of counts) all.set(kind, (all.get(kind) ?? 0) + number);
      return all;
    },
    entry: hold,
    observation(observation, line) {
      const phrase = phraseOf(observation);
      if (lifecycle.definition.mistimed === undefined && phrase !== undefined && enter(observation, scratch)) {
        scratch[entry.phrase] = phrases.number(phrase);
        hold(scratch, 0, line);
        return;
      }
      const told = others.get(observation.subject) ?? [];
      others.set(observation.subject, told);
      told.push({ observation, line });
      reports += 1;
    },
    *judge() {
      // Rows stand in the order of their first lines; so do the others, which may have a row as well.
      const waiting = [...others].map(([name, told]) => ({ name, told, line: told[0]?.line ?? 0 }));
      const done = new Set<number>();
      let next = 0;
      for (let row = 0; row <= subjects.size(); row++) {
        const firstLine = row === subjects.size() ? Number.POSITIVE_INFINITY : lineOf(reportsOf(row)[0] ?? 0);
        for (let other = waiting[next]; other !== undefined && other.line < firstLine; other = waiting[++next]) {
          const own = rowNamed(other.name);
          if (own !== undefined && done.has(own)) continue;
          yield own === undefined ? judgedInFull(other.told) : judgedRow(own);
          if (own !== undefined) done.add(own);
        }
        if (row === subjects.size() || done.has(row)) continue;
        yield judgedRow(row);
        if (others.size > 0) done.add(row);
      }
    },
  };
}
