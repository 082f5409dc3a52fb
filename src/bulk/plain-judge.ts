/**
 * Plain reports: later than all that is known of their subject, by a new delivery, about its current run or a new one.
 * What `observe` would say of one is a look-up in the compiled observer, and the record is stepped in its row.
 */
import type { CompiledObserver } from "../compiled.js";
import { stateAfter, type Step, stepFrom, stepTo } from "../step.js";
import { entry } from "./entry.js";
import type { Keeping } from "./keeping.js";
import { hasDelivery, type Memory, mostRuns, remembered, runBits, runRow } from "./remembered.js";
import {
  currentRunIn,
  endOfStates,
  latestRunIn,
  marks,
  mayHaveDelivery,
  rememberDelivery,
  stateIn,
  stateWord,
  subject,
  type Subjects,
} from "./subjects.js";
import { timestampWords } from "./timestamp.js";
import { uuidWords } from "./uuid.js";
import { relationOf, type Vocabulary } from "./vocabulary.js";

export interface PlainJudge {
  /**
   * The step that a report is; `notPlain` where it takes the record to tell. Nothing is changed by it. `said` is the number
   * of what the report says.
   */
  step(row: number, words: Uint32Array, place: number, said: number): Step;
  /** Takes a report in, whose step is an advance or a gap. */
  accept(row: number, words: Uint32Array, place: number, said: number, step: Step): void;
}

export const notPlain: Step = -1;

/** The step that a delivery is which is remembered: nothing changes. */
const duplicate = stepTo(0, "duplicate", false);

/** How many reports more than the window holds are let pile up before they are let go together. */
const slack = 8;

export interface PlainRoom {
  readonly observer: CompiledObserver;
  readonly subjects: Subjects;
  readonly memory: Memory;
  readonly vocabulary: Vocabulary;
  readonly keeping: Keeping;
  /** How many reports the window remembers. */
  readonly capacity: number;
}

export function createPlainJudge(room: PlainRoom): PlainJudge {
  const { observer, subjects, memory, vocabulary, keeping, capacity } = room;
  const { reports, runs } = memory;

  /** The number of a report's run: 0 for none, the next one for a new run; `notPlain` for one that was replaced. */
  function runNumber(own: Uint32Array, at: number, words: Uint32Array, place: number): number {
    const current = currentRunIn(own[at + subject.state] ?? 0);
    if (isNone(words, place)) return 0;
    if (isSame(own, at + subject.run, words, place)) return current;
    for (let link = own[at + subject.earlierRun] ?? 0; link !== 0;) {
      const earlier = runs.words(link - 1);
      const name = runs.at(link - 1) + runRow.name;
      if (isSame(earlier, name, words, place)) return notPlain;
      link = earlier[name + runRow.before] ?? 0;
    }
    return current < mostRuns ? current + 1 : notPlain;
  }

  function isDelivered(own: Uint32Array, at: number, words: Uint32Array, place: number): boolean {
    return (
      mayHaveDelivery(own, at, words, place) &&
      !isNone(words, place) &&
      hasDelivery(memory, own[at + subject.latest] ?? 0, capacity, words, place)
    );
  }

  function beginRun(own: Uint32Array, at: number, words: Uint32Array, place: number): void {
    if (currentRunIn(own[at + subject.state] ?? 0) > 0) {
      const earlier = runs.add();
      const row = runs.words(earlier);
      const name = runs.at(earlier) + runRow.name;
      copy(own, at + subject.run, row, name, uuidWords);
      row[name + runRow.before] = own[at + subject.earlierRun] ?? 0;
      own[at + subject.earlierRun] = earlier + 1;
    }
    copy(words, place, own, at + subject.run, uuidWords);
  }

  function remember(own: Uint32Array, at: number, words: Uint32Array, place: number, packed: number): void {
    const report = reports.add();
    const row = reports.words(report);
    const begin = reports.at(report);
    copy(words, place + entry.delivery, row, begin + remembered.delivery, uuidWords);
    copy(words, place + entry.time, row, begin + remembered.time, timestampWords);
    row[begin + remembered.said] = packed;
    row[begin + remembered.before] = own[at + subject.latest] ?? 0;
    own[at + subject.latest] = report + 1;
    rememberDelivery(own, at, words, place + entry.delivery);
    copy(words, place + entry.time, own, at + subject.time, timestampWords);
  }

  return {
    step(row, words, place, said) {
      const own = subjects.words(row);
      const at = subjects.at(row);
      const word = own[at + subject.state] ?? 0;
      if ((word & marks.isHeld) !== 0) return notPlain;
      if (isDelivered(own, at, words, place + entry.delivery)) return duplicate;
      if (!isLater(words, place + entry.time, own, at + subject.time)) return notPlain;
      const run = runNumber(own, at, words, place + entry.run);
      if (run === notPlain) return notPlain;
      const symbol = vocabulary.symbol(said, relationOf(run, latestRunIn(word)));
      const step = observer.next(stepFrom(stateIn(word)), symbol);
      return stateAfter(step) < endOfStates ? step : notPlain;
    },
    accept(row, words, place, said, step) {
      const own = subjects.words(row);
      const at = subjects.at(row);
      const word = own[at + subject.state] ?? 0;
      const run = runNumber(own, at, words, place + entry.run);
      if (run > currentRunIn(word)) beginRun(own, at, words, place + entry.run);
      remember(own, at, words, place, (said << runBits) | run);
      const accepted = (own[at + subject.accepted] ?? 0) + 1;
      own[at + subject.accepted] = accepted;
      own[at + subject.state] = stateWord(stateAfter(step), Math.max(run, currentRunIn(word)), run !== 0, word);
      if (accepted > capacity && (accepted - capacity) % slack === 0) keeping.trim(row);
    },
  };
}

/** Whether a time is later than another. */
function isLater(words: Uint32Array, place: number, others: Uint32Array, other: number): boolean {
  const seconds = (words[place] ?? 0) - (others[other] ?? 0);
  return seconds > 0 || (seconds === 0 && (words[place + 1] ?? 0) > (others[other + 1] ?? 0));
}

function isNone(words: Uint32Array, place: number): boolean {
  return ((words[place] ?? 0) | (words[place + 1] ?? 0) | (words[place + 2] ?? 0) | (words[place + 3] ?? 0)) === 0;
}

function isSame(words: Uint32Array, place: number, others: Uint32Array, other: number): boolean {
  for (let word = 0; word < uuidWords; word++) if (words[place + word] !== others[other + word]) return false;
  return true;
}

function copy(from: Uint32Array, start: number, to: Uint32Array, place: number, length: number): void {
  for (let word = 0; word < length; word++) to[place + word] = from[start + word] ?? 0;
}
