/** Letting go of the earliest report of a full window: the subject's checkpoint takes it in. */
import { stateAfter, stepFrom } from "../../compiled/step.js";
import { relationOf } from "../vocabulary.js";
import { timestampWords } from "../words/timestamp.js";
import { checkpoint, mostRuns, remembered, runBits } from "./remembered.js";
import type { Room } from "./room.js";
import { subject } from "./subject-row.js";

/**
 * Takes a report into the checkpoint of the subject whose row is at a place in `own`, by the step that it was when it was
 * judged.
 */
export type LetGo = (own: Uint32Array, at: number, report: number) => void;

export function createLetGo({ observer, memory, vocabulary }: Room): LetGo {
  const { reports, checkpoints } = memory;
  return (own, at, report) => {
    const isFirst = own[at + subject.checkpoint] === 0;
    const number = isFirst ? checkpoints.add() : (own[at + subject.checkpoint] ?? 0) - 1;
    own[at + subject.checkpoint] = number + 1;
    const words = checkpoints.words(number);
    const place = checkpoints.at(number);
    const told = reports.words(report);
    const begin = reports.at(report);
    const packed = told[begin + remembered.said] ?? 0;
    const run = packed & mostRuns;
    const from = isFirst ? observer.origin : stepFrom(words[place + checkpoint.state] ?? 0);
    const latestRun = words[place + checkpoint.hasRun] === 0 ? 0 : (words[place + checkpoint.run] ?? 0);
    const symbol = vocabulary.symbol(packed >>> runBits, relationOf(run, latestRun));
    words[place + checkpoint.state] = stateAfter(observer.next(from, symbol));
    for (let word = 0; word < timestampWords; word++) {
      const time = told[begin + remembered.time + word] ?? 0;
      words[place + checkpoint.time + word] = time;
      if (isFirst) words[place + checkpoint.firstTime + word] = time;
    }
    if (run !== 0) words[place + checkpoint.run] = run;
    words[place + checkpoint.hasRun] = run === 0 ? 0 : 1;
    if (vocabulary.said(packed >>> runBits).tellsStart === true) words[place + checkpoint.tellsStart] = 1;
    words[place + checkpoint.gone] = (words[place + checkpoint.gone] ?? 0) + 1;
  };
}
