/**
 * The row of a subject: who it is, its current run, the state of the compiled observer, and where its remembered reports
 * are, in 104 bytes.
 */
import { uuidWords } from "../words/uuid.js";
import { deliveryFilter, runFilter } from "./id-filter.js";
import { mostRuns, runBits } from "./remembered.js";

/** The words of a subject's name: two ids. */
export const subjectWords = 2 * uuidWords;

/** Where in a subject's row each thing stands. */
export const subject = {
  /** The two ids of its name, as in an entry. */
  name: 0,
  /** Its current run; zeros before the first. */
  run: 8,
  /** See `stateWord`. */
  state: 12,
  /** The number of the latest remembered report, plus 1; 0 for none. */
  latest: 13,
  /** How many reports are remembered. */
  remembered: 14,
  /** The number of the checkpoint that they follow, plus 1; 0 for the beginning. */
  checkpoint: 15,
  /** The number of the run before the current one, plus 1; 0 for none. */
  earlierRun: 16,
  /** How many lines were about the subject. */
  lines: 17,
  /** A filter of the deliveries remembered. */
  deliveries: 18,
  /** A filter of a few earlier runs. */
  runs: 18 + deliveryFilter,
  length: 18 + deliveryFilter + runFilter,
} as const;

/**
 * The state word: the compiled observer's state, then the number of the current run (0 before the first), then marks.
 */
export const marks = {
  /** The latest report named a run. */
  hasRun: 1,
  /** The record is held as such: its window is none that rows can hold. */
  isHeld: 2,
  /** Something about the subject was judged. */
  isJudged: 4,
  /** Every verdict about it is wanted. */
  isWatched: 8,
} as const;

const markBits = 4;
const stateShift = markBits + runBits;

/** States from here on are held as records; no lifecycle known comes near. */
export const endOfStates = 2 ** (32 - stateShift);

export const stateIn = (word: number): number => word >>> stateShift;
export const currentRunIn = (word: number): number => (word >>> markBits) & mostRuns;
/** The number of the run that the latest report named; 0 where it named none. */
export const latestRunIn = (word: number): number => ((word & marks.hasRun) === 0 ? 0 : currentRunIn(word));

/** The word after another, of which the lasting marks stay. */
export function stateWord(state: number, run: number, hasRun: boolean, before: number): number {
  const lasting = before & (marks.isJudged | marks.isWatched);
  return ((state << stateShift) | (run << markBits) | lasting | (hasRun ? marks.hasRun : 0)) >>> 0;
}
