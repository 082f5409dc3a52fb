/**
 * Judging reports by the million, each subject in few words. Reports are judged by their subject's row as far as that can
 * tell; all others, and every verdict that somebody wants to hear in full, on the subject's record, as `observe` does it.
 */
import { kindNumber } from "../compiled/step.js";
import type { Lifecycle } from "../lifecycle.js";
import type { Observation } from "../observation.js";
import type { KycleRecord } from "../record/record.js";
import { changed } from "../record/window.js";
import { type VerdictKind, verdictKinds } from "../rule.js";
import { judge } from "../verdict/judge.js";
import { enter, entry, observationOf, parseSubject } from "./entry.js";
import type { Hearing, SubjectNumber } from "./hearing.js";
import { createKindCounts } from "./kind-counts.js";
import type { Phrases } from "./phrase.js";
import { createKeeping } from "./rows/keeping.js";
import { type BulkOptions, createRoom } from "./rows/room.js";
import { createRowJudge } from "./rows/row-judge.js";
import { notPlain } from "./rows/row-step.js";
import { marks, subject } from "./rows/subject-row.js";
import { createSubjects } from "./rows/subjects.js";
import { createSaidNumbers } from "./said-numbers.js";
import { createStrangers } from "./strangers.js";

export interface BulkJudge {
  /** Finds the subjects of so many entries, at most `mostAtOnce`, which begin at `places`. */
  subjectsOf(words: Uint32Array, places: Uint32Array, count: number, found: Uint32Array): void;
  /** Judges the report of an entry, about a subject that was found. */
  entry(about: SubjectNumber, words: Uint32Array, place: number): void;
  /** @throws {ObservationError} as `observe` does. */
  observation(observation: Observation): void;
  /** A line about a subject of which there is nothing to judge. */
  mention(name: string): SubjectNumber;
  /** Has every later verdict about a subject wanted. */
  watch(about: SubjectNumber): void;
  /** How many lines were about a subject so far, the one that is being judged counted. */
  lines(about: SubjectNumber): number;
  /** What is known of a subject; undefined where nothing about it was judged. */
  record(name: string): KycleRecord | undefined;
  /** Forgets all that is known of a subject that was found. */
  forget(about: SubjectNumber): void;
  /** How many verdicts there were of each kind; only the kinds that occurred. */
  counts(): ReadonlyMap<VerdictKind, number>;
  /** How many subjects had something to judge. */
  subjects(): number;
}

/** By number, whether a report of this kind is taken in. */
const changes = verdictKinds.map((kind) => kind === "advance" || kind === "gap" || kind === "late");

/**
 * The phrases of entries are numbered in `phrases`.
 *
 * @throws {PolicyError} for settings that no policy can have.
 */
export function createBulkJudge(
  lifecycle: Lifecycle,
  options: BulkOptions,
  hearing: Hearing,
  phrases: Pick<Phrases, "at" | "ids">,
  subjects = createSubjects(),
): BulkJudge {
  const room = createRoom(lifecycle, options, subjects, phrases.ids);
  const { space, ids, vocabulary } = room;
  const keeping = createKeeping(room);
  const rows = createRowJudge(room);
  const strangers = createStrangers(space, room.opened);
  const counts = createKindCounts();
  const isHeard = verdictKinds.map((kind) => hearing.kinds.has(kind));
  const scratch = new Uint32Array(entry.length);
  const saids = createSaidNumbers(vocabulary, phrases);
  let judged = 0;

  const isWanted = (kind: number, isWatched: boolean, about: SubjectNumber): boolean =>
    (isWatched || isHeard[kind] === true) && hearing.wants(verdictKinds[kind] ?? "unknown", about);

  const observationIn = (words: Uint32Array, place: number): Observation =>
    observationOf(phrases.at(words[place + entry.phrase] ?? 0), words, place, ids);

  /** The state word of a subject of which something is judged. */
  function wordOfJudged(own: Uint32Array, at: number): number {
    const word = own[at + subject.state] ?? 0;
    if ((word & marks.isJudged) !== 0) return word;
    judged += 1;
    return (own[at + subject.state] = word | marks.isJudged);
  }

  function judgeInFull(row: number, observation: Observation, isKnownToBeWanted: boolean, isWatched: boolean): void {
    const known = keeping.known(row);
    const judgement = judge(space, known, observation);
    if (judgement.change !== undefined) keeping.keep(row, changed(known, judgement.change));
    const kind = verdictKinds.indexOf(judgement.kind());
    counts.add(kind);
    if (isKnownToBeWanted || isWanted(kind, isWatched, row)) hearing.tell(judgement.tell(), observation, row);
  }

  /** `told` is the observation where the entry does not hold all of it. */
  function judgeEntry(
    row: number,
    words: Uint32Array,
    place: number,
    said: number | undefined,
    told: Observation | undefined,
  ): void {
    const own = subjects.words(row);
    const at = subjects.at(row);
    addLine(own, at);
    const isWatched = (wordOfJudged(own, at) & marks.isWatched) !== 0;
    const step = said === undefined ? notPlain : rows.step(row, own, at, words, place, said);
    if (said === undefined || step === notPlain) {
      judgeInFull(row, told ?? observationIn(words, place), false, isWatched);
      return;
    }
    const kind = kindNumber(step);
    if (isWanted(kind, isWatched, row)) {
      judgeInFull(row, told ?? observationIn(words, place), true, isWatched);
      return;
    }
    counts.add(kind);
    if (changes[kind] === true) rows.accept(row, own, at, words, place, said, step);
  }

  function judgeStranger(observation: Observation): void {
    const number = strangers.number(observation.subject);
    const about = strangers.at(number);
    about.lines += 1;
    if (!about.isJudged) judged += 1;
    about.isJudged = true;
    const judgement = judge(space, about.known, observation);
    if (judgement.change !== undefined) about.known = changed(about.known, judgement.change);
    const kind = verdictKinds.indexOf(judgement.kind());
    counts.add(kind);
    if (isWanted(kind, about.isWatched, -1 - number)) hearing.tell(judgement.tell(), observation, -1 - number);
  }

  return {
    counts: () => counts.counts(),
    subjects: () => judged,
    subjectsOf(words, places, count, found) {
      subjects.rowsAtOnce(words, places, count, found);
      rows.bring(found, count);
    },
    entry(about, words, place) {
      judgeEntry(about, words, place, saids.ofPhrase(words[place + entry.phrase] ?? 0), undefined);
    },
    observation(observation) {
      if (!parseSubject(observation.subject, scratch, entry.subject, ids)) {
        judgeStranger(observation);
        return;
      }
      const { startedAt, receivedAt } = observation;
      const said = receivedAt === undefined ? saids.of(observation, startedAt !== undefined) : undefined;
      const row = subjects.row(scratch, entry.subject);
      judgeEntry(
        row,
        scratch,
        0,
        said !== undefined && enter(observation, scratch, ids) ? said : undefined,
        observation,
      );
    },
    mention(name) {
      if (parseSubject(name, scratch, 0, ids)) {
        const row = subjects.row(scratch, 0);
        addLine(subjects.words(row), subjects.at(row));
        return row;
      }
      const number = strangers.number(name);
      strangers.at(number).lines += 1;
      return -1 - number;
    },
    watch(about) {
      if (about < 0) {
        strangers.at(-1 - about).isWatched = true;
        return;
      }
      const at = subjects.at(about) + subject.state;
      subjects.words(about)[at] = (subjects.words(about)[at] ?? 0) | marks.isWatched;
    },
    forget(about) {
      keeping.forget(about);
      subjects.words(about).fill(0, subjects.at(about) + subject.run, subjects.at(about) + subject.length);
    },
    lines: (about) =>
      about < 0 ? strangers.at(-1 - about).lines : (subjects.words(about)[subjects.at(about) + subject.lines] ?? 0),
    record(name) {
      if (!parseSubject(name, scratch, 0, ids)) {
        const stranger = strangers.find(name);
        return stranger?.isJudged === true ? stranger.known.record : undefined;
      }
      const row = subjects.find(scratch, 0);
      const word = row === undefined ? 0 : (subjects.words(row)[subjects.at(row) + subject.state] ?? 0);
      return row === undefined || (word & marks.isJudged) === 0 ? undefined : keeping.known(row).record;
    },
  };
}

/** Counts a line about the subject whose row is at a place. */
function addLine(own: Uint32Array, at: number): void {
  own[at + subject.lines] = (own[at + subject.lines] ?? 0) + 1;
}
