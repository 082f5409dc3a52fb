/**
 * Between a subject's row and its record: a row is the record in few words, as long as the record's window is plain.
 * Both ways are exact.
 */
import { stateAfter } from "../../compiled/step.js";
import type { Known } from "../../record/window.js";
import { createPacking } from "./packing.js";
import { plainWindow } from "./plain-window.js";
import { reportsTo } from "./remembered.js";
import type { Room } from "./room.js";
import { endOfStates, marks, subject } from "./subject-row.js";
import { createUnpacking } from "./unpacking.js";

export interface Keeping {
  /** What is known of a subject. */
  known(row: number): Known;
  keep(row: number, known: Known): void;
  /** Gives back all that a row holds elsewhere. */
  forget(row: number): void;
}

export function createKeeping(room: Room): Keeping {
  const { observer, subjects, ids, memory, runs, beginnings, vocabulary } = room;
  const unpack = createUnpacking(room);
  const pack = createPacking(room);
  /** Records that rows cannot hold. */
  const held = new Map<number, Known>();

  function release(row: number): void {
    const own = subjects.words(row);
    const at = subjects.at(row);
    const { reports, checkpoints } = memory;
    const latest = (own[at + subject.latest] ?? 0) - 1;
    for (const report of reportsTo(memory, latest, own[at + subject.remembered] ?? 0)) reports.remove(report);
    const before = own[at + subject.checkpoint] ?? 0;
    if (before !== 0) checkpoints.remove(before - 1);
    runs.forget(row, own, at);
    beginnings.forget(row);
    for (const word of [subject.latest, subject.remembered, subject.checkpoint]) own[at + word] = 0;
  }

  return {
    forget(row) {
      release(row);
      held.delete(row);
    },
    known: (row) => held.get(row) ?? unpack(row),
    keep(row, known) {
      release(row);
      // All that is said of a watched subject takes its record: it need not be put together for each report.
      const isWatched = ((subjects.words(row)[subjects.at(row) + subject.state] ?? 0) & marks.isWatched) !== 0;
      const plain = isWatched ? undefined : plainWindow(known, vocabulary, ids);
      if (plain !== undefined && stateAfter(observer.into(known.folded.estimate, known.folded.latest)) < endOfStates) {
        held.delete(row);
        pack(row, known, plain);
        return;
      }
      held.set(row, known);
      const own = subjects.words(row);
      own[subjects.at(row) + subject.state] = (own[subjects.at(row) + subject.state] ?? 0) | marks.isHeld;
    },
  };
}
