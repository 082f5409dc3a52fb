/**
 * Judging reports by the million, each subject in few words. Plain reports are stepped by a look-up; all others, and every
 * verdict that somebody wants to hear in full, are judged on the subject's record, as `observe` does it.
 */
import { readChart } from "../chart.js";
import { compiledObserver } from "../compiled.js";
import { createSpace, observersOf } from "../estimate.js";
import { parsePolicy } from "../family.js";
import { startFold } from "../fold.js";
import { judge } from "../judge.js";
import type { Lifecycle, OpenOptions } from "../lifecycle.js";
import type { Observation } from "../observation.js";
import type { KycleRecord } from "../record.js";
import { kindNumber } from "../step.js";
import { type Verdict, type VerdictKind, verdictKinds } from "../verdict.js";
import { changed, type Known } from "../window.js";
import { enter, entry, observationOf, parseSubject } from "./entry.js";
import { createKeeping } from "./keeping.js";
import type { Phrase } from "./phrase.js";
import { createPlainJudge, notPlain } from "./plain-judge.js";
import { createMemory } from "./remembered.js";
import { createSubjects, marks, subject } from "./subjects.js";
import { createVocabulary, saidIn } from "./vocabulary.js";

export interface BulkOptions extends Omit<OpenOptions, "subject" | "startedAt"> {
  /** The fields of the policy that are known. */
  readonly policy?: Readonly<Record<string, unknown>> | undefined;
}

/** A subject's number: 0 or more for one whose name fits words, below 0 for any other. */
export type SubjectNumber = number;

/** Who hears verdicts in full. */
export interface Hearing {
  /** The kinds of which some verdicts are wanted in full. */
  readonly kinds: ReadonlySet<VerdictKind>;
  /** Whether this one is wanted: it is of these kinds, or its subject is watched. Asked once for each verdict. */
  wants(kind: VerdictKind, about: SubjectNumber): boolean;
  /** A verdict that was wanted. */
  tell(verdict: Verdict, observation: Observation, about: SubjectNumber): void;
}

export interface BulkJudge {
  /** Judges the report of an entry. */
  entry(words: Uint32Array, place: number, phrase: Phrase): void;
  observation(observation: Observation): void;
  /** A line about a subject of which there is nothing to judge. */
  mention(name: string): SubjectNumber;
  /** Has every later verdict about a subject wanted. */
  watch(about: SubjectNumber): void;
  /** How many lines were about a subject so far, the one that is being judged counted. */
  lines(about: SubjectNumber): number;
  /** What is known of a subject; undefined where nothing about it was judged. */
  record(name: string): KycleRecord | undefined;
  /** Forgets all that is known of the subject that is named at a place. */
  forget(words: Uint32Array, place: number): void;
  /** How many verdicts there were of each kind; only the kinds that occurred. */
  counts(): ReadonlyMap<VerdictKind, number>;
  /** How many subjects had something to judge. */
  subjects(): number;
}

/** A subject whose name does not fit words, or whose lifecycle compares times: its record is held as it is. */
interface Stranger {
  known: Known;
  word: number;
  lines: number;
}

/** By number, whether a report of this kind is taken in. */
const changes = verdictKinds.map((kind) => kind === "advance" || kind === "gap");

/** @throws {PolicyError} for settings that no policy can have. */
export function createBulkJudge(lifecycle: Lifecycle, options: BulkOptions, hearing: Hearing): BulkJudge {
  const { definition } = lifecycle;
  const { policy, ...opening } = options;
  const given = parsePolicy(definition, policy);
  const chart = readChart(definition.machine);
  const space = createSpace(definition, chart, given, observersOf(definition, chart, options.subscribed));
  const observer = compiledObserver(space);
  const opened = lifecycle.under(given).open({ ...opening, subject: "anyone" });
  const subjects = createSubjects();
  const memory = createMemory();
  const vocabulary = createVocabulary(observer);
  const keeping = createKeeping({ space, observer, subjects, memory, vocabulary, opened });
  const plain = createPlainJudge({ observer, subjects, memory, vocabulary, keeping, capacity: opened.capacity });
  /** Where a lifecycle compares times, a state does not hold all that a verdict rests on. */
  const hasPlainReports = definition.mistimed === undefined;
  const strangers: Stranger[] = [];
  const strangersByName = new Map<string, number>();
  const counts = new Float64Array(verdictKinds.length);
  const isHeard = verdictKinds.map((kind) => hearing.kinds.has(kind));
  const scratch = new Uint32Array(entry.length);
  /** By phrase: the number of what is remembered of it; undefined where its reports are never plain. */
  const saids = new Map<Phrase, number | undefined>();
  let judged = 0;

  function saidOf(phrase: Phrase): number | undefined {
    const known = saids.get(phrase);
    if (known !== undefined || saids.has(phrase)) return known;
    const said = saidBy(phrase.said);
    saids.set(phrase, said);
    return said;
  }

  const saidBy = (observation: Phrase["said"]): number | undefined =>
    observation.breaches.length === 0 ? vocabulary.number(saidIn(observation)) : undefined;

  function count(kind: number): void {
    counts[kind] = (counts[kind] ?? 0) + 1;
  }

  const isWanted = (kind: number, word: number, about: SubjectNumber): boolean =>
    (isHeard[kind] === true || (word & marks.isWatched) !== 0) && hearing.wants(verdictKinds[kind] ?? "unknown", about);

  /** The row of the subject that is named at a place, with one line more. */
  function rowWithLine(words: Uint32Array, place: number): number {
    const row = subjects.row(words, place);
    const own = subjects.words(row);
    const at = subjects.at(row);
    own[at + subject.lines] = (own[at + subject.lines] ?? 0) + 1;
    return row;
  }

  const wordOf = (row: number): number => subjects.words(row)[subjects.at(row) + subject.state] ?? 0;

  function mark(row: number, bit: number): void {
    const own = subjects.words(row);
    const at = subjects.at(row) + subject.state;
    own[at] = (own[at] ?? 0) | bit;
  }

  function markJudged(row: number): void {
    if ((wordOf(row) & marks.isJudged) !== 0) return;
    mark(row, marks.isJudged);
    judged += 1;
  }

  function judgeInFull(row: number, observation: Observation, isKnownToBeWanted: boolean): void {
    const known = keeping.known(row);
    const { change, tell } = judge(space, known, observation);
    const verdict = tell();
    if (change !== undefined) keeping.keep(row, changed(known, change));
    const kind = verdictKinds.indexOf(verdict.kind);
    count(kind);
    if (isKnownToBeWanted || isWanted(kind, wordOf(row), row)) hearing.tell(verdict, observation, row);
  }

  function judgeEntry(words: Uint32Array, place: number, said: number | undefined, from: Phrase | Observation): void {
    const row = rowWithLine(words, place + entry.subject);
    markJudged(row);
    const step = said === undefined ? notPlain : plain.step(row, words, place, said);
    if (said === undefined || step === notPlain) {
      judgeInFull(row, observationIn(from, words, place), false);
      return;
    }
    const kind = kindNumber(step);
    if (isWanted(kind, wordOf(row), row)) {
      judgeInFull(row, observationIn(from, words, place), true);
      return;
    }
    count(kind);
    if (changes[kind] === true) plain.accept(row, words, place, said, step);
  }

  function strangerNumber(name: string): number {
    const number = strangersByName.get(name) ?? strangers.length;
    if (number === strangers.length) {
      strangersByName.set(name, number);
      const record = { ...opened, subject: name };
      strangers.push({ known: { record, folded: startFold(space.origin, undefined, []) }, word: 0, lines: 0 });
    }
    return number;
  }

  function stranger(number: number): Stranger {
    const found = strangers[number];
    if (found === undefined) throw new RangeError(`no subject ${number}`);
    return found;
  }

  function judgeStranger(observation: Observation): void {
    const number = strangerNumber(observation.subject);
    const about = stranger(number);
    about.lines += 1;
    if ((about.word & marks.isJudged) === 0) judged += 1;
    about.word |= marks.isJudged;
    const { change, tell } = judge(space, about.known, observation);
    const verdict = tell();
    if (change !== undefined) about.known = changed(about.known, change);
    const kind = verdictKinds.indexOf(verdict.kind);
    count(kind);
    if (isWanted(kind, about.word, -1 - number)) hearing.tell(verdict, observation, -1 - number);
  }

  return {
    counts: () =>
      new Map(
        verdictKinds.flatMap((kind, number) => {
          const counted = counts[number] ?? 0;
          return counted === 0 ? [] : [[kind, counted] as const];
        }),
      ),
    subjects: () => judged,
    entry(words, place, phrase) {
      if (hasPlainReports) judgeEntry(words, place, saidOf(phrase), phrase);
      else judgeStranger(observationOf(phrase, words, place));
    },
    observation(observation) {
      if (!hasPlainReports || !parseSubject(observation.subject, scratch, entry.subject)) {
        judgeStranger(observation);
        return;
      }
      const isPlain = observation.startedAt === undefined && observation.receivedAt === undefined;
      const said = isPlain && observation.deniesExistence === undefined ? saidBy(observation) : undefined;
      judgeEntry(scratch, 0, said !== undefined && enter(observation, scratch) ? said : undefined, observation);
    },
    mention(name) {
      if (hasPlainReports && parseSubject(name, scratch, 0)) return rowWithLine(scratch, 0);
      const number = strangerNumber(name);
      stranger(number).lines += 1;
      return -1 - number;
    },
    watch(about) {
      if (about >= 0) mark(about, marks.isWatched);
      else stranger(-1 - about).word |= marks.isWatched;
    },
    forget(words, place) {
      const row = subjects.row(words, place);
      keeping.forget(row);
      subjects.words(row).fill(0, subjects.at(row) + subject.run, subjects.at(row) + subject.length);
    },
    lines: (about) =>
      about >= 0 ? (subjects.words(about)[subjects.at(about) + subject.lines] ?? 0) : stranger(-1 - about).lines,
    record(name) {
      if (!hasPlainReports || !parseSubject(name, scratch, 0)) {
        const number = strangersByName.get(name);
        return number === undefined ? undefined : stranger(number).known.record;
      }
      const row = subjects.find(scratch, 0);
      return row === undefined ? undefined : keeping.known(row).record;
    },
  };
}

function observationIn(from: Phrase | Observation, words: Uint32Array, place: number): Observation {
  return "said" in from ? observationOf(from, words, place) : from;
}
