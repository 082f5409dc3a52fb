/**
 * Plain reports: later than all that is known of their subject, by a new delivery, about its current run or a new one.
 * What `observe` would say of one is a look-up in the compiled observer, and the record is stepped in its row.
 */
import { stateAfter, type Step, stepFrom, stepTo } from "../step.js";
import { entry } from "./entry.js";
import { addId, mayHaveId } from "./id-filter.js";
import type { LetGo } from "./letting-go.js";
import { addReport, earlierRun, hasDelivery, mostRuns, nextReport, remembered, runBits } from "./remembered.js";
import type { Room } from "./room.js";
import { currentRunIn, endOfStates, latestRunIn, marks, stateIn, stateWord, subject } from "./subject-row.js";
import { timestampWords } from "./timestamp.js";
import { uuidWords } from "./uuid.js";
import { relationOf } from "./vocabulary.js";

export interface PlainJudge {
  /** Has at hand what stepping so many subjects asks for beside their rows: the waits for memory overlap. */
  bring(rows: Uint32Array, count: number): void;
  /**
   * The step that a report is; `notPlain` where it takes the record to tell. Nothing is changed by it. `said` is the number
   * of what the report says.
   */
  step(own: Uint32Array, at: number, words: Uint32Array, place: number, said: number): Step;
  /** Takes a report in, whose step is an advance or a gap. */
  accept(own: Uint32Array, at: number, words: Uint32Array, place: number, said: number, step: Step): void;
}

export const notPlain: Step = -1;

/** The step that a delivery is which is remembered: nothing changes. */
const duplicate = stepTo(0, "duplicate", false);

export function createPlainJudge({ observer, subjects, memory, vocabulary, opened }: Room, letGo: LetGo): PlainJudge {
  const { capacity } = opened;
  const lookedAt = new Uint32Array(1);
  const { reports, runs } = memory;

  /** The number of a report's run: 0 for none, the next one for a new run; `notPlain` for one that was replaced. */
  function runNumber(own: Uint32Array, at: number, words: Uint32Array, place: number): number {
    const current = currentRunIn(own[at + subject.state] ?? 0);
    if (isNone(words, place)) return 0;
    if (isSame(own, at + subject.run, words, place)) return current;
    if (current === mostRuns) return notPlain;
    return mayHaveId(own, at + subject.ids, words, place) && isEarlierRun(own, at, words, place)
      ? notPlain
      : current + 1;
  }

  function isEarlierRun(own: Uint32Array, at: number, words: Uint32Array, place: number): boolean {
    for (let link = own[at + subject.earlierRun] ?? 0; link !== 0;) {
      const earlier = runs.words(link - 1);
      const begin = runs.at(link - 1);
      if (isSame(earlier, begin + earlierRun.name, words, place)) return true;
      link = earlier[begin + earlierRun.before] ?? 0;
    }
    return false;
  }

  function isDelivered(own: Uint32Array, at: number, words: Uint32Array, place: number): boolean {
    if (!mayHaveId(own, at + subject.ids, words, place) || isNone(words, place)) return false;
    const latest = (own[at + subject.latest] ?? 0) - 1;
    const count = own[at + subject.remembered] ?? 0;
    if (hasDelivery(memory, latest, count, words, place)) return true;
    // What the filter took it for may have been let go.
    if (own[at + subject.checkpoint] !== 0) renewFilter(own, at, latest, count);
    return false;
  }

  function renewFilter(own: Uint32Array, at: number, latest: number, count: number): void {
    own.fill(0, at + subject.ids, at + subject.length);
    for (let link = own[at + subject.earlierRun] ?? 0; link !== 0;) {
      const earlier = runs.words(link - 1);
      const begin = runs.at(link - 1);
      addId(own, at + subject.ids, earlier, begin + earlierRun.name);
      link = earlier[begin + earlierRun.before] ?? 0;
    }
    for (let left = count, report = latest; left > 0; left--, report = nextReport(memory, report)) {
      addId(own, at + subject.ids, reports.words(report), reports.at(report) + remembered.delivery);
    }
  }

  function beginRun(own: Uint32Array, at: number, words: Uint32Array, place: number): void {
    if (currentRunIn(own[at + subject.state] ?? 0) > 0) {
      const earlier = runs.add();
      const row = runs.words(earlier);
      const begin = runs.at(earlier);
      copy(own, at + subject.run, row, begin + earlierRun.name, uuidWords);
      row[begin + earlierRun.before] = own[at + subject.earlierRun] ?? 0;
      own[at + subject.earlierRun] = earlier + 1;
      addId(own, at + subject.ids, own, at + subject.run);
    }
    copy(words, place, own, at + subject.run, uuidWords);
  }

  /** Where the next report is remembered, which is the latest then: of a full window in place of the earliest. */
  function placeForReport(own: Uint32Array, at: number): number {
    const count = own[at + subject.remembered] ?? 0;
    const latest = (own[at + subject.latest] ?? 0) - 1;
    if (count < capacity) {
      own[at + subject.remembered] = count + 1;
      return addReport(memory, count === 0 ? undefined : latest);
    }
    const earliest = nextReport(memory, latest);
    letGo(own, at, earliest);
    return earliest;
  }

  function remember(own: Uint32Array, at: number, words: Uint32Array, place: number, packed: number): void {
    const report = placeForReport(own, at);
    const row = reports.words(report);
    const begin = reports.at(report);
    copy(words, place + entry.delivery, row, begin + remembered.delivery, uuidWords);
    copy(words, place + entry.time, row, begin + remembered.time, timestampWords);
    row[begin + remembered.said] = packed;
    own[at + subject.latest] = report + 1;
    copy(words, place + entry.time, own, at + subject.time, timestampWords);
    addId(own, at + subject.ids, words, place + entry.delivery);
  }

  return {
    bring(rows, count) {
      let seen = 0;
      for (let nth = 0; nth < count; nth++) {
        const row = rows[nth] ?? 0;
        const latest = (subjects.words(row)[subjects.at(row) + subject.latest] ?? 0) - 1;
        if (latest >= 0) seen ^= nextReport(memory, latest);
      }
      for (let nth = 0; nth < count; nth++) {
        const row = rows[nth] ?? 0;
        const own = subjects.words(row);
        const at = subjects.at(row);
        if ((own[at + subject.remembered] ?? 0) < capacity) continue;
        seen ^= nextReport(memory, nextReport(memory, (own[at + subject.latest] ?? 0) - 1));
        const before = (own[at + subject.checkpoint] ?? 0) - 1;
        if (before >= 0) seen ^= memory.checkpoints.words(before)[memory.checkpoints.at(before)] ?? 0;
      }
      lookedAt[0] = seen;
    },
    step(own, at, words, place, said) {
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
    accept(own, at, words, place, said, step) {
      const word = own[at + subject.state] ?? 0;
      const run = runNumber(own, at, words, place + entry.run);
      if (run > currentRunIn(word)) beginRun(own, at, words, place + entry.run);
      remember(own, at, words, place, (said << runBits) | run);
      own[at + subject.state] = stateWord(stateAfter(step), Math.max(run, currentRunIn(word)), run !== 0, word);
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
