/**
 * Between a subject's row and its record: a row is the record in few words, as long as the record's window is plain, that
 * is, every report has a time of its own and names only what words can hold. Both ways are exact.
 */
import { type Checkpoint, packEstimate } from "../checkpoint.js";
import type { CompiledObserver } from "../compiled.js";
import type { Estimate, Space } from "../estimate.js";
import { foldWindow, startFold } from "../fold.js";
import type { Latest, Report } from "../folded.js";
import { compareInstants } from "../instant.js";
import type { KycleRecord } from "../record.js";
import { stateAfter, type Step, stepFrom } from "../step.js";
import { changed, type Known, remember } from "../window.js";
import { subjectText } from "./entry.js";
import {
  chainOf,
  checkpoint,
  checkpointBit,
  type Memory,
  mostRuns,
  remembered,
  runBits,
  runRow,
} from "./remembered.js";
import { endOfStates, marks, rememberDelivery, stateWord, subject, type Subjects } from "./subjects.js";
import { instantOfTimestamp, parseTimestamp, timestampWords } from "./timestamp.js";
import { parseUuid, uuidText, uuidWords } from "./uuid.js";
import { relationOf, saidOf, type Vocabulary } from "./vocabulary.js";

export interface Keeping {
  /** What is known of a subject. */
  known(row: number): Known;
  keep(row: number, known: Known): void;
  /** Gives back all that a row holds elsewhere. */
  forget(row: number): void;
  /** Lets go of the reports beyond the window. */
  trim(row: number): void;
}

export interface Room {
  readonly space: Space;
  readonly observer: CompiledObserver;
  readonly subjects: Subjects;
  readonly memory: Memory;
  readonly vocabulary: Vocabulary;
  /** A record before any report, of which all others differ in their subject. */
  readonly opened: KycleRecord;
}

/** What the compiled observer's states stand for, of those at which a window begins. */
interface Standing {
  readonly estimate: Estimate;
  readonly latest: Pick<Latest, "status" | "channel">;
}

/** A window that rows can hold, and the names of the subject's runs in the order in which they began. */
interface PlainWindow {
  readonly reports: readonly (Report & { readonly at: string })[];
  readonly runs: readonly string[];
}

export function createKeeping({ space, observer, subjects, memory, vocabulary, opened }: Room): Keeping {
  const { reports, checkpoints, runs } = memory;
  /** Records that rows cannot hold. */
  const held = new Map<number, Known>();
  const standings = new Map<number, Standing>();

  function runNames(row: number): readonly string[] {
    const words = subjects.words(row);
    const at = subjects.at(row);
    if (isZero(words, at + subject.run, uuidWords)) return [];
    const names = [uuidText(words, at + subject.run)];
    for (let link = words[at + subject.earlierRun] ?? 0; link !== 0;) {
      const own = runs.words(link - 1);
      names.push(uuidText(own, runs.at(link - 1) + runRow.name));
      link = own[runs.at(link - 1) + runRow.before] ?? 0;
    }
    return names.toReversed();
  }

  function reportAt(number: number, names: readonly string[]): Report {
    const words = reports.words(number);
    const at = reports.at(number);
    const packed = words[at + remembered.said] ?? 0;
    const { channel, status, event, policy, counters } = vocabulary.said(packed >>> runBits);
    const run = names[(packed & mostRuns) - 1];
    return {
      channel,
      ...(status === undefined ? {} : { status }),
      ...(event === undefined ? {} : { event }),
      ...(run === undefined ? {} : { run }),
      at: timeAt(words, at + remembered.time),
      ...(isZero(words, at, uuidWords) ? {} : { delivery: uuidText(words, at) }),
      ...(policy === undefined ? {} : { policy }),
      ...(counters === undefined ? {} : { counters }),
    };
  }

  function checkpointAt(link: number, names: readonly string[]): { checkpoint: Checkpoint; estimate: Estimate } {
    const number = (link & ~checkpointBit) - 1;
    const words = checkpoints.words(number);
    const at = checkpoints.at(number);
    const standing = standings.get(words[at + checkpoint.state] ?? 0);
    if (standing === undefined) throw new Error("a checkpoint whose state was never met");
    const { estimate, latest } = standing;
    const told = names.slice(0, words[at + checkpoint.run] ?? 0);
    const run = words[at + checkpoint.hasRun] === 0 ? undefined : told.at(-1);
    return {
      estimate,
      checkpoint: {
        at: timeAt(words, at + checkpoint.time),
        firstAt: timeAt(words, at + checkpoint.firstTime),
        latest: {
          ...(latest.status === undefined ? {} : { status: latest.status }),
          ...(run === undefined ? {} : { run }),
          channel: latest.channel,
        },
        runs: told,
        configurations: packEstimate(space, estimate),
      },
    };
  }

  function unpack(row: number): Known {
    const words = subjects.words(row);
    const at = subjects.at(row);
    const names = runNames(row);
    const { chain, end } = chainOf(memory, words[at + subject.latest] ?? 0);
    const before = end === 0 ? undefined : checkpointAt(end, names);
    const start = startFold(before?.estimate ?? space.origin, before?.checkpoint.latest, before?.checkpoint.runs ?? []);
    const window = chain.map((number) => reportAt(number, names)).toReversed();
    const folded = foldWindow(space, start, window);
    if (folded === undefined) throw new Error("a remembered window that does not fit");
    const record: KycleRecord = {
      ...opened,
      subject: subjectText(words, at + subject.name),
      sequence: words[at + subject.accepted] ?? 0,
      window,
      ...(before === undefined ? {} : { checkpoint: before.checkpoint }),
    };
    return window.length <= record.capacity
      ? { record, folded }
      : changed(
          { record, folded },
          remember(space, { record: { ...record, sequence: record.sequence - 1 }, folded: start }, folded),
        );
  }

  function pack(row: number, { record, folded }: Known, plain: PlainWindow, said: readonly number[]): void {
    const words = subjects.words(row);
    const at = subjects.at(row);
    words.fill(0, at + subject.run, at + subject.run + uuidWords);
    words.fill(0, at + subject.deliveries, at + subject.lines);
    let link = 0;
    for (const [nth, name] of plain.runs.entries()) {
      if (nth > 0) link = addRun(words, at + subject.run, link);
      parseUuid(name, words, at + subject.run);
    }
    words[at + subject.earlierRun] = link;
    words[at + subject.latest] = record.checkpoint === undefined ? 0 : packCheckpoint(record.checkpoint, folded.start);
    for (const [nth, report] of plain.reports.entries()) {
      const number = reports.add();
      const own = reports.words(number);
      const place = reports.at(number);
      if (report.delivery !== undefined) parseUuid(report.delivery, own, place + remembered.delivery);
      parseTimestamp(report.at, own, place + remembered.time);
      const run = report.run === undefined ? 0 : plain.runs.indexOf(report.run) + 1;
      own[place + remembered.said] = ((said[nth] ?? 0) << runBits) | run;
      own[place + remembered.before] = words[at + subject.latest] ?? 0;
      words[at + subject.latest] = number + 1;
      rememberDelivery(words, at, own, place + remembered.delivery);
      words.set(own.subarray(place + remembered.time, place + remembered.time + timestampWords), at + subject.time);
    }
    words[at + subject.accepted] = record.sequence;
    const state = stateAfter(observer.into(folded.estimate, folded.latest));
    const hasRun = folded.latest?.run !== undefined;
    words[at + subject.state] = stateWord(state, plain.runs.length, hasRun, words[at + subject.state] ?? 0);
  }

  function addRun(words: Uint32Array, place: number, before: number): number {
    const number = runs.add();
    const own = runs.words(number);
    own.set(words.subarray(place, place + uuidWords), runs.at(number) + runRow.name);
    own[runs.at(number) + runRow.before] = before;
    return number + 1;
  }

  function packCheckpoint(
    { at: time = "", firstAt = "", latest, runs: names }: Checkpoint,
    estimate: Estimate,
  ): number {
    const number = checkpoints.add();
    const words = checkpoints.words(number);
    const at = checkpoints.at(number);
    words[at + checkpoint.state] = stand(stateAfter(observer.into(estimate, latest)), { estimate, latest });
    parseTimestamp(time, words, at + checkpoint.time);
    parseTimestamp(firstAt, words, at + checkpoint.firstTime);
    words[at + checkpoint.run] = names.length;
    words[at + checkpoint.hasRun] = latest.run === undefined ? 0 : 1;
    return (number + 1) | checkpointBit;
  }

  function stand(state: number, standing: Standing): number {
    if (!standings.has(state)) standings.set(state, standing);
    return state;
  }

  /** Gives back all that a row holds elsewhere. */
  function release(row: number): void {
    const words = subjects.words(row);
    const at = subjects.at(row);
    const { chain, end } = chainOf(memory, words[at + subject.latest] ?? 0);
    for (const number of chain) reports.remove(number);
    if (end !== 0) checkpoints.remove((end & ~checkpointBit) - 1);
    for (let link = words[at + subject.earlierRun] ?? 0; link !== 0;) {
      const before = runs.words(link - 1)[runs.at(link - 1) + runRow.before] ?? 0;
      runs.remove(link - 1);
      link = before;
    }
    words[at + subject.latest] = 0;
    words[at + subject.earlierRun] = 0;
  }

  return {
    forget(row) {
      release(row);
      held.delete(row);
    },
    known: (row) => held.get(row) ?? unpack(row),
    keep(row, known) {
      release(row);
      const plain = plainWindow(known);
      const state = stateAfter(observer.into(known.folded.estimate, known.folded.latest));
      const said = plain?.reports.flatMap((report) => vocabulary.number(saidOf(report)) ?? []) ?? [];
      if (plain !== undefined && said.length === plain.reports.length && state < endOfStates) {
        held.delete(row);
        pack(row, known, plain, said);
        return;
      }
      held.set(row, known);
      const words = subjects.words(row);
      const at = subjects.at(row);
      words[at + subject.state] = (words[at + subject.state] ?? 0) | marks.isHeld;
    },
    trim(row) {
      const words = subjects.words(row);
      const at = subjects.at(row);
      const { chain, end } = chainOf(memory, words[at + subject.latest] ?? 0);
      const gone = chain.slice(opened.capacity);
      const earliestKept = chain[opened.capacity - 1];
      if (gone.length === 0 || earliestKept === undefined) return;
      const number = end === 0 ? checkpoints.add() : (end & ~checkpointBit) - 1;
      for (const report of gone.toReversed()) letGo(number, report);
      for (const report of gone) reports.remove(report);
      reports.words(earliestKept)[reports.at(earliestKept) + remembered.before] = (number + 1) | checkpointBit;
      words[at + subject.deliveries] = 0;
      words[at + subject.deliveries + 1] = 0;
      for (const report of chain.slice(0, opened.capacity)) {
        rememberDelivery(words, at, reports.words(report), reports.at(report) + remembered.delivery);
      }
    },
  };

  /** Takes a report into a checkpoint, by the same step that it was when it was judged. */
  function letGo(number: number, report: number): void {
    const words = checkpoints.words(number);
    const at = checkpoints.at(number);
    const own = reports.words(report);
    const time = reports.at(report) + remembered.time;
    const packed = own[reports.at(report) + remembered.said] ?? 0;
    const isFirst = isZero(words, at, checkpoint.length);
    const from: Step = isFirst ? observer.origin : stepFrom(words[at + checkpoint.state] ?? 0);
    const run = packed & mostRuns;
    const said = packed >>> runBits;
    const latestRun = words[at + checkpoint.hasRun] === 0 ? 0 : (words[at + checkpoint.run] ?? 0);
    const { step, answer, status } = observer.asked(from, vocabulary.symbol(said, relationOf(run, latestRun)));
    const latest = { status, channel: vocabulary.said(said).channel };
    words[at + checkpoint.state] = stand(stateAfter(step), { estimate: answer.next, latest });
    words.set(own.subarray(time, time + timestampWords), at + checkpoint.time);
    if (isFirst) words.set(own.subarray(time, time + timestampWords), at + checkpoint.firstTime);
    if (run !== 0) words[at + checkpoint.run] = run;
    words[at + checkpoint.hasRun] = run === 0 ? 0 : 1;
  }
}

function isZero(words: Uint32Array, place: number, length: number): boolean {
  for (let word = 0; word < length; word++) if (words[place + word] !== 0) return false;
  return true;
}

function timeAt(words: Uint32Array, place: number): string {
  return instantOfTimestamp(words[place] ?? 0, words[place + 1] ?? 0);
}

const scratch = new Uint32Array(uuidWords);
const isUuid = (text: string | undefined): boolean => text === undefined || parseUuid(text, scratch, 0);
const isTimestamp = (text: string): boolean => parseTimestamp(text, scratch, 0);

/** The window of a record as rows can hold it; undefined when they cannot. */
function plainWindow({ record: { window, checkpoint: before }, folded }: Known): PlainWindow | undefined {
  const names = [...(before?.runs ?? [])];
  if (before !== undefined && !isPlainCheckpoint(before)) return undefined;
  if (folded.entries.some(({ isRepeat }) => isRepeat)) return undefined;
  const plain: (Report & { readonly at: string })[] = [];
  for (const report of window) {
    const { at, run, delivery, startedAt, adopted } = report;
    const previous = plain.at(-1)?.at ?? before?.at;
    if (at === undefined || (previous !== undefined && compareInstants(previous, at) >= 0)) return undefined;
    if (startedAt !== undefined || adopted === true) return undefined;
    if (!isTimestamp(at) || !isUuid(run) || !isUuid(delivery)) return undefined;
    if (run !== undefined && run !== names.at(-1)) {
      if (names.includes(run)) return undefined;
      names.push(run);
    }
    plain.push({ ...report, at });
  }
  const latestRun = folded.latest?.run;
  const isPlain =
    names.length <= mostRuns && names.every(isUuid) && (latestRun === undefined || latestRun === names.at(-1));
  return isPlain ? { reports: plain, runs: names } : undefined;
}

function isPlainCheckpoint({ at, firstAt, startedAt, latest, runs }: Checkpoint): boolean {
  if (at === undefined || firstAt === undefined || startedAt !== undefined) return false;
  return isTimestamp(at) && isTimestamp(firstAt) && (latest.run === undefined || latest.run === runs.at(-1));
}
