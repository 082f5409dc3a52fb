/**
 * Late reports: those that happened before the latest known of their subject. Like `observe`, this folds the window anew
 * with the report in its place, each step a look-up in the compiled observer.
 */
import { unknownWord } from "../../compiled/alphabet.js";
import { kindOf, stateAfter, type Step, stepFrom, stepTo } from "../../compiled/step.js";
import { entry } from "../entry.js";
import { relationOf } from "../vocabulary.js";
import { compareTimes } from "../words/words.js";
import { checkpoint, mostRuns, nextReport, remembered, runBits } from "./remembered.js";
import type { Room } from "./room.js";
import { duplicate, illegal, isTaken, notPlain, stale, superseded, unknown } from "./row-step.js";
import type { RowWindow } from "./row-window.js";
import { currentRunIn, subject } from "./subject-row.js";

export interface LateJudge {
  /**
   * The step that a report is, of which the state is that after the latest known; `notPlain` for another one than is known at
   * the same time, for the first of its run, and where a poll behind it becomes a repeat. `run` is the number of its run.
   */
  step(own: Uint32Array, at: number, words: Uint32Array, place: number, said: number, run: number): Step;
  /** Takes in the report that was stepped last, whose step is late; `packed` is what it says and its run, by their numbers. */
  accept(own: Uint32Array, at: number, words: Uint32Array, place: number, packed: number): void;
}

export function createLateJudge({ observer, memory, vocabulary }: Room, window: RowWindow): LateJudge {
  const { reports, checkpoints } = memory;
  /** Where the fold stands: after which state, the run that the latest report so far named, and the newest run so far. */
  let folded: Step = 0;
  let latestRun = 0;
  let newestRun = 0;
  /** The report in the ring behind which the one that was stepped last belongs. */
  let before = 0;

  /** Begins the fold where the window begins; `link` is the number of its checkpoint, plus 1, or 0. */
  function begin(link: number): void {
    folded = observer.origin;
    newestRun = 0;
    latestRun = 0;
    if (link === 0) return;
    const words = checkpoints.words(link - 1);
    const at = checkpoints.at(link - 1);
    folded = stepFrom(words[at + checkpoint.state] ?? 0);
    newestRun = words[at + checkpoint.run] ?? 0;
    if (words[at + checkpoint.hasRun] !== 0) latestRun = newestRun;
  }

  /** Folds one report further, unless it does not follow; what it is there. A run that another has replaced does not come back. */
  function fold(said: number, run: number): Step {
    if (isReplaced(run)) return illegal;
    const step = observer.next(folded, vocabulary.symbol(said, relationOf(run, latestRun)));
    if (!isTaken(step)) return step;
    folded = stepFrom(stateAfter(step));
    latestRun = run;
    newestRun = Math.max(run, newestRun);
    return step;
  }

  const isReplaced = (run: number): boolean => run !== 0 && run < newestRun;

  const isPoll = (said: number): boolean => vocabulary.said(said).channel === "poll";

  /** Negative for a time before the newest that the window has let go of, 0 for the very same. */
  function orderToCheckpoint(link: number, words: Uint32Array, time: number): number {
    if (link === 0) return 1;
    return compareTimes(words, time, checkpoints.words(link - 1), checkpoints.at(link - 1) + checkpoint.time);
  }

  /** What a report is in its place, and what the reports behind it then are. */
  function foldWith(own: Uint32Array, at: number, words: Uint32Array, time: number, said: number, run: number): Step {
    const latest = (own[at + subject.latest] ?? 0) - 1;
    let isPlaced = false;
    let previous = latest;
    for (let left = own[at + subject.remembered] ?? 0; left > 0; left--) {
      const report = nextReport(memory, previous);
      const known = reports.words(report);
      const from = reports.at(report);
      const order = isPlaced ? 1 : compareTimes(words, time, known, from + remembered.time);
      const packed = known[from + remembered.said] ?? 0;
      if (order === 0) return packed === ((said << runBits) | run) && isPoll(said) ? duplicate : notPlain;
      if (order < 0) {
        if (isReplaced(run)) return superseded;
        const step = fold(said, run);
        if (!isTaken(step)) return step;
        isPlaced = true;
        before = previous;
      }
      const step = fold(packed >>> runBits, packed & mostRuns);
      if (!isTaken(step)) return kindOf(step) === "illegal" ? illegal : notPlain;
      previous = report;
    }
    return isPlaced ? stepTo(stateAfter(folded), "late", false) : notPlain;
  }

  return {
    step(own, at, words, place, said, run) {
      if (vocabulary.symbol(said, 0) === unknownWord) return unknown;
      if (run > currentRunIn(own[at + subject.state] ?? 0)) return notPlain;
      const link = own[at + subject.checkpoint] ?? 0;
      begin(link);
      const time = place + entry.time;
      const order = orderToCheckpoint(link, words, time);
      if (order < 0) return stale;
      if (isReplaced(run)) return superseded;
      const placed = foldWith(own, at, words, time, said, run);
      // Where it does not fit behind what was let go of at its time, it may have happened before that.
      return order === 0 && placed !== notPlain && kindOf(placed) === "illegal" ? stale : placed;
    },
    accept: (own, at, words, place, packed) => window.insert(own, at, words, place, packed, before),
  };
}
