/** A record with the fold of its window, and how the window lets go of its oldest reports. */
import { checkpointAfter } from "./checkpoint.js";
import type { Space } from "./estimate.js";
import { groupsOf, startFold } from "./fold.js";
import type { Folded, Report } from "./folded.js";
import type { KycleRecord } from "./record.js";

/** A record with the fold of its window. */
export interface Known {
  readonly record: KycleRecord;
  readonly folded: Folded;
}

export function reportsOf({ entries }: Folded): readonly Report[] {
  return entries.map(({ report }) => report);
}

/** The fold before the first report of the window. */
export function startOf({ record, folded }: Known): Folded {
  return startFold(folded.start, record.checkpoint?.latest, record.checkpoint?.runs ?? []);
}

/** The record with the reports of a fold, the oldest let go of beyond its capacity, by whole groups of equal time. */
export function remember(space: Space, { record }: Known, folded: Folded): Known {
  let gone = 0;
  for (const group of groupsOf(reportsOf(folded)).slice(0, -1)) {
    if (folded.entries.length - gone <= record.capacity) break;
    gone += group.length;
  }
  const checkpoint = checkpointAfter(space, folded, gone, record.checkpoint);
  const entries = folded.entries.slice(gone);
  const start = folded.entries[gone - 1]?.answer.next ?? folded.start;
  const missing = entries.reduce((sum, entry) => sum + entry.missing.length, 0);
  const next: KycleRecord = {
    ...record,
    sequence: record.sequence + 1,
    window: reportsOf({ ...folded, entries }),
    ...(checkpoint === undefined ? {} : { checkpoint }),
  };
  return { record: next, folded: { ...folded, start, entries, missing } };
}
