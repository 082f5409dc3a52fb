/**
 * The reports that are remembered of each subject, 32 bytes each, linked from the latest back to the earliest. What they
 * follow is the beginning, or a checkpoint: the compiled observer's state after all that was let go.
 */
import { timestampWords } from "./timestamp.js";
import { uuidWords } from "./uuid.js";
import { createRows, type Rows } from "./rows.js";

/** Where in a remembered report each thing stands. */
export const remembered = {
  /** Zeros where there is none. */
  delivery: 0,
  time: uuidWords,
  /** What it says, and which of the subject's runs it names: their numbers. */
  said: uuidWords + timestampWords,
  /** The link to the report before it. */
  before: uuidWords + timestampWords + 1,
  length: uuidWords + timestampWords + 2,
} as const;

/** Runs are numbered from 1 in the order in which they began; 0 stands for none. */
export const runBits = 11;
export const mostRuns = (1 << runBits) - 1;

/** Where in a checkpoint each thing stands. */
export const checkpoint = {
  state: 0,
  /** Of the latest report let go. */
  time: 1,
  /** Of the earliest report of all. */
  firstTime: 3,
  /** The number of the latest run let go. */
  run: 5,
  /** 1 when the latest report let go named its run. */
  hasRun: 6,
  length: 7,
} as const;

/** A link: 0 to nothing, else a number plus 1; the highest bit marks that of a checkpoint. */
export const checkpointBit = 0x8000_0000;

export interface Memory {
  readonly reports: Rows;
  readonly checkpoints: Rows;
  /** The runs before the current one, linked back: a UUID and the link. */
  readonly runs: Rows;
}

export const runRow = { name: 0, before: uuidWords, length: uuidWords + 1 } as const;

export function createMemory(): Memory {
  return {
    reports: createRows(remembered.length),
    checkpoints: createRows(checkpoint.length),
    runs: createRows(runRow.length),
  };
}

/** The reports behind a link, the latest first, and the link that ends them. */
export function chainOf(
  { reports }: Memory,
  link: number,
): { readonly chain: readonly number[]; readonly end: number } {
  const chain: number[] = [];
  let next = link;
  while (next !== 0 && (next & checkpointBit) === 0) {
    chain.push(next - 1);
    next = reports.words(next - 1)[reports.at(next - 1) + remembered.before] ?? 0;
  }
  return { chain, end: next };
}

/** Whether a delivery is among so many latest reports behind a link. */
export function hasDelivery(
  { reports }: Memory,
  link: number,
  capacity: number,
  words: Uint32Array,
  place: number,
): boolean {
  let next = link;
  for (let left = capacity; left > 0 && next !== 0 && (next & checkpointBit) === 0; left--) {
    const own = reports.words(next - 1);
    const at = reports.at(next - 1);
    let same = 0;
    while (same < uuidWords && own[at + same] === words[place + same]) same++;
    if (same === uuidWords) return true;
    next = own[at + remembered.before] ?? 0;
  }
  return false;
}
