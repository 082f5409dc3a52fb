/**
 * Judging reports by their subject's row: what `observe` would say of one is look-ups in the compiled observer, and the
 * record is stepped in its row.
 */
import { kindOf, stateAfter, type Step, stepFrom } from "../../compiled/step.js";
import { entry } from "../entry.js";
import { relationOf } from "../vocabulary.js";
import { createLateJudge } from "./late-judge.js";
import { mostRuns, runBits } from "./remembered.js";
import type { Room } from "./room.js";
import { duplicate, illegal, notPlain, superseded, unknown } from "./row-step.js";
import { createRowTimes } from "./row-times.js";
import { createRowWindow } from "./row-window.js";
import { currentRunIn, endOfStates, latestRunIn, marks, stateIn, stateWord, subject } from "./subject-row.js";

export interface RowJudge {
  /** Has at hand what stepping so many subjects asks for beside their rows: the waits for memory overlap. */
  bring(rows: Uint32Array, count: number): void;
  /**
   * The step that a report is, about the subject of a row, which is at a place in `own`; `notPlain` where it takes the
   * record to tell. No record is changed by it. `said` is the number of what the report says.
   */
  step(row: number, own: Uint32Array, at: number, words: Uint32Array, place: number, said: number): Step;
  /** Takes in the report that was stepped last, whose step is an advance, a gap or late. */
  accept(row: number, own: Uint32Array, at: number, words: Uint32Array, place: number, said: number, step: Step): void;
}

export function createRowJudge(room: Room): RowJudge {
  const { observer, runs, beginnings, vocabulary } = room;
  const window = createRowWindow(room);
  const late = createLateJudge(room, window);
  const times = createRowTimes(room);
  /** The number of the run that the report stepped last names. */
  let run = 0;

  /** The step of a report that is later than all that is known of its subject. */
  function next(word: number, said: number): Step {
    const symbol = vocabulary.symbol(said, relationOf(run, latestRunIn(word)));
    const step = observer.next(stepFrom(stateIn(word)), symbol);
    const isReplaced = run > 0 && run < currentRunIn(word) && kindOf(step) !== "unknown";
    return isReplaced ? superseded : step;
  }

  /** Whether a report says that there is no such subject, of which nothing is known. */
  const deniesUnknown = (own: Uint32Array, at: number, said: number): boolean =>
    own[at + subject.latest] === 0 && vocabulary.said(said).deniesExistence === true;

  return {
    bring: (rows, count) => window.bring(rows, count),
    step(row, own, at, words, place, said) {
      const word = own[at + subject.state] ?? 0;
      if ((word & marks.isHeld) !== 0) return notPlain;
      if (window.isDelivered(own, at, words, place + entry.delivery)) return duplicate;
      run = runs.number(row, own, at, words, place + entry.run);
      if (run > mostRuns || beginnings.isOther(row, words, place + entry.startedAt)) return notPlain;
      if (deniesUnknown(own, at, said)) return unknown;
      const step = window.isLatest(own, at, words, place)
        ? next(word, said)
        : late.step(own, at, words, place, said, run);
      if (step === notPlain || stateAfter(step) >= endOfStates) return notPlain;
      return times?.areBroken(row, own, at, words, place, said, step) === true ? illegal : step;
    },
    accept(row, own, at, words, place, said, step) {
      const word = own[at + subject.state] ?? 0;
      beginnings.keep(row, words, place + entry.startedAt);
      if (kindOf(step) === "late") {
        late.accept(own, at, words, place, (said << runBits) | run);
        own[at + subject.state] = stateWord(stateAfter(step), currentRunIn(word), latestRunIn(word) !== 0, word);
        return;
      }
      const current = currentRunIn(word);
      if (run > current) runs.begin(row, own, at, current, words, place + entry.run);
      window.add(own, at, words, place, (said << runBits) | run);
      own[at + subject.state] = stateWord(stateAfter(step), Math.max(run, current), run !== 0, word);
    },
  };
}
