/**
 * The reports that are remembered of each subject, 32 bytes each, in a ring: each links to the one that happened next, the
 * latest to the earliest. What they follow is the beginning, or a checkpoint: the compiled observer's state after all that
 * was let go.
 */
import { timestampWords } from "../words/timestamp.js";
import { uuidWords } from "../words/uuid.js";
import { isSameId } from "../words/words.js";
import { createRows, type Rows } from "./rows.js";

/** Where in a remembered report each thing stands. */
export const remembered = {
  /** Zeros where there is none. */
  delivery: 0,
  time: uuidWords,
  /** What it says, and which of the subject's runs it names: their numbers. */
  said: uuidWords + timestampWords,
  /** The number of the next one in the ring. */
  next: uuidWords + timestampWords + 1,
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
  /** How many reports were let go. */
  gone: 7,
  /** 1 when one of them told when the subject began. */
  tellsStart: 8,
  length: 9,
} as const;

/** Where in an earlier run each thing stands: a UUID, and the number of the run before it, plus 1; 0 for none. */
export const earlierRun = { name: 0, before: uuidWords, length: uuidWords + 1 } as const;

export interface Memory {
  readonly reports: Rows;
  readonly checkpoints: Rows;
  /** The runs before the current ones. */
  readonly runs: Rows;
}

export function createMemory(): Memory {
  return {
    reports: createRows(remembered.length),
    checkpoints: createRows(checkpoint.length),
    runs: createRows(earlierRun.length),
  };
}

/** The report that happened next, or after the latest the earliest. */
export function nextReport({ reports }: Memory, report: number): number {
  return reports.words(report)[reports.at(report) + remembered.next] ?? 0;
}

/** A new report in a ring, behind its latest one; a ring of its own where there is none. */
export function addReport({ reports }: Memory, latest: number | undefined): number {
  const added = reports.add();
  const before = latest ?? added;
  const words = reports.words(before);
  const link = reports.at(before) + remembered.next;
  reports.words(added)[reports.at(added) + remembered.next] = words[link] ?? 0;
  words[link] = added;
  return added;
}

/** Takes the earliest report out of a ring and gives it back. */
export function removeEarliest(memory: Memory, latest: number): void {
  const { reports } = memory;
  const earliest = nextReport(memory, latest);
  reports.words(latest)[reports.at(latest) + remembered.next] = nextReport(memory, earliest);
  reports.remove(earliest);
}

/** So many reports of a ring, from the earliest to the latest one. */
export function reportsTo(memory: Memory, latest: number, count: number): readonly number[] {
  const found: number[] = [];
  for (let report = latest; found.length < count;) {
    report = nextReport(memory, report);
    found.push(report);
  }
  return found;
}

/** Whether a delivery is among so many reports of a ring. */
export function hasDelivery(memory: Memory, latest: number, count: number, words: Uint32Array, place: number): boolean {
  const { reports } = memory;
  for (let left = count, report = latest; left > 0; left--) {
    const own = reports.words(report);
    const at = reports.at(report);
    if (isSameId(own, at + remembered.delivery, words, place)) return true;
    report = own[at + remembered.next] ?? 0;
  }
  return false;
}
