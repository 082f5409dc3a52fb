/**
 * Judging a log in the order in which its reports happened: they are held until all have come, 60 bytes each, and then
 * judged subject by subject. Where their times leave them one order they are sorted and judged in bulk; all else, and what
 * somebody wants to hear of, is judged by `checkHistory`.
 */
import type { Lifecycle } from "../lifecycle.js";
import type { Observation } from "../observation.js";
import type { VerdictKind } from "../rule.js";
import type { Verdict } from "../verdict/verdict.js";
import { createBulkJudge } from "./bulk-judge.js";
import { enter, entry } from "./entry.js";
import { judgedHistory } from "./judged-history.js";
import { phraseOf, type Phrases } from "./phrase.js";
import { createHeldReports, type ReportNumber, type Turn } from "./rows/held-reports.js";
import type { BulkOptions } from "./rows/room.js";
import { createLoneSubject } from "./rows/subjects.js";

/** One report of a history, judged: when it came, and what is said of it. */
interface JudgedReport {
  readonly turn: Turn;
  readonly observation: Observation;
  readonly verdict: Verdict;
}

export interface JudgedSubject {
  /** That of its first report. */
  readonly firstTurn: Turn;
  readonly reports: number;
  /** The first kind that is wanted, in the order of judgement; undefined where none is. */
  readonly first: VerdictKind | undefined;
  /** What is said of its reports, where some of it is wanted. */
  readonly judged: (() => readonly JudgedReport[]) | undefined;
}

export interface HappenedJudge {
  /** Holds the report of an entry. */
  entry(words: Uint32Array, place: number, turn: Turn): void;
  observation(observation: Observation, turn: Turn): void;
  /** How many reports are held. */
  reports(): number;
  /**
   * Judges one subject after another, in the order of their first turns. Of a subject with verdicts of the kinds that are
   * wanted, `judged` gives all, in the order of judgement; of another it is undefined.
   */
  judge(): Iterable<JudgedSubject>;
  counts(): ReadonlyMap<VerdictKind, number>;
  subjects(): number;
}

interface Told {
  readonly observation: Observation;
  readonly turn: Turn;
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
  const judge = createBulkJudge(
    lifecycle,
    options,
    {
      kinds: wanted,
      wants: (kind) => {
        first ??= kind;
        return false;
      },
      tell: () => {},
    },
    phrases,
    createLoneSubject(),
  );
  const held = createHeldReports(phrases);
  /** The reports of subjects of which one at least no entry can hold, or of which the name does not fit words. */
  const others = new Map<string, Told[]>();
  const counts = new Map<VerdictKind, number>();
  const scratch = new Uint32Array(entry.length);
  const places = Uint32Array.of(entry.subject);
  const only = new Uint32Array(1);
  let reports = 0;

  function hold(words: Uint32Array, place: number, turn: Turn): void {
    held.hold(words, place, turn);
    reports += 1;
  }

  /** Whether nothing that is wanted was said of reports about a subject, which are in order; all is counted. */
  function isCounted(about: number, found: readonly ReportNumber[]): boolean {
    first = undefined;
    held.restore(about, found[0] ?? 0, scratch);
    judge.subjectsOf(scratch, places, 1, only);
    const [subject = 0] = only;
    for (const report of found) {
      held.restore(about, report, scratch);
      judge.entry(subject, scratch, 0);
    }
    judge.forget(subject);
    return first === undefined;
  }

  const toldOf = (about: number, found: readonly ReportNumber[]): readonly Told[] =>
    found.map((report) => ({ observation: held.observation(about, report), turn: held.turn(report) }));

  const judgeHistory = (told: readonly Told[]): readonly JudgedReport[] => judgedHistory(bound, told, opening);

  /** Judges in full, and tells when something in it is wanted. */
  function judgedInFull(told: readonly Told[]): JudgedSubject {
    const history = judgeHistory(told);
    for (const { verdict } of history) counts.set(verdict.kind, (counts.get(verdict.kind) ?? 0) + 1);
    const heard = history.find(({ verdict }) => wanted.has(verdict.kind))?.verdict.kind;
    const judged = heard === undefined ? undefined : (): readonly JudgedReport[] => history;
    return { firstTurn: told[0]?.turn ?? 0, reports: told.length, first: heard, judged };
  }

  /** Whether reports that are in order can have no other: only a delivery that came twice has the time of another. */
  const hasOneOrder = (sorted: readonly ReportNumber[]): boolean =>
    sorted.every((report, nth) => {
      const previous = sorted[nth - 1];
      return previous === undefined || held.compareTimes(previous, report) < 0 || held.isSame(previous, report);
    });

  function judgedSubject(about: number): JudgedSubject {
    const found = held.about(about);
    const sorted = found.toSorted((one, other) => held.compareTimes(one, other));
    const rest = others.size === 0 ? undefined : others.get(held.nameOf(about));
    if (rest !== undefined || !hasOneOrder(sorted)) {
      return judgedInFull([...toldOf(about, found), ...(rest ?? [])].toSorted((a, b) => a.turn - b.turn));
    }
    const firstTurn = held.firstTurn(about);
    if (isCounted(about, sorted)) return { firstTurn, reports: found.length, first: undefined, judged: undefined };
    return { firstTurn, reports: found.length, first, judged: () => judgeHistory(toldOf(about, found)) };
  }

  return {
    reports: () => reports,
    subjects: () => held.subjects() + [...others.keys()].filter((name) => held.find(name) === undefined).length,
    counts: () => {
      const all = new Map(judge.counts());
      for (const [kind, number] of counts) all.set(kind, (all.get(kind) ?? 0) + number);
      return all;
    },
    entry: hold,
    observation(observation, turn) {
      const phrase = phraseOf(observation);
      if (phrase !== undefined && enter(observation, scratch, phrases.ids)) {
        scratch[entry.phrase] = phrases.number(phrase);
        hold(scratch, 0, turn);
        return;
      }
      const told = others.get(observation.subject) ?? [];
      others.set(observation.subject, told);
      told.push({ observation, turn });
      reports += 1;
    },
    *judge() {
      // Subjects stand in the order of their first turns; so do the others, of which some entries may be held as well.
      const waiting = [...others].map(([name, told]) => ({ name, told, turn: told[0]?.turn ?? 0 }));
      const done = new Set<number>();
      let next = 0;
      for (let about = 0; about <= held.subjects(); about++) {
        const firstTurn = about === held.subjects() ? Number.POSITIVE_INFINITY : held.firstTurn(about);
        for (let other = waiting[next]; other !== undefined && other.turn < firstTurn; other = waiting[++next]) {
          const own = held.find(other.name);
          if (own !== undefined && done.has(own)) continue;
          yield own === undefined ? judgedInFull(other.told) : judgedSubject(own);
          if (own !== undefined) done.add(own);
        }
        if (about === held.subjects() || done.has(about)) continue;
        yield judgedSubject(about);
        if (others.size > 0) done.add(about);
      }
    },
  };
}
