/** A record with the fold of its window, and how the window lets go of its oldest reports. */
import { fieldsIn } from "../json.js";
import type { Space } from "../observer/estimate.js";
import type { Folded, Report, Writable } from "../observer/folded.js";
import { type Checkpoint, checkpointAfter } from "./checkpoint.js";
import { foldWindow, groupsOf } from "./equal-times.js";
import { startFold } from "./fold.js";
import type { KycleRecord } from "./record.js";

/** How many reports a window may at most be told to remember. */
export const largestCapacity = 1000;

/** A record with the fold of its window. */
export interface Known {
  readonly record: KycleRecord;
  readonly folded: Folded;
}

/** What an accepted report changes of a record. */
export interface Change {
  readonly fields: Pick<KycleRecord, "sequence" | "window" | "checkpoint">;
  readonly folded: Folded;
}

/** What is known after a change. */
export function changed({ record }: Known, { fields, folded }: Change): Known {
  return { record: recordAfter(record, fields), folded };
}

/** A record after a change. Most have the fields that all have, and to name these takes half the time of a spread. */
export function recordAfter<R extends KycleRecord>(record: R, fields: Change["fields"]): R;
export function recordAfter(record: KycleRecord, fields: Change["fields"]): KycleRecord {
  const hasOthers = fieldsIn(record) !== (record.checkpoint === undefined ? 7 : 8);
  if (hasOthers) return { ...record, ...fields };
  const { kycle, lifecycle, subject, policy, capacity } = record;
  const { sequence, window, checkpoint = record.checkpoint } = fields;
  const after: Writable<KycleRecord> = { kycle, lifecycle, subject, policy, capacity, sequence, window };
  if (checkpoint !== undefined) after.checkpoint = checkpoint;
  return after;
}

export function reportsOf({ entries }: Folded): readonly Report[] {
  return entries.map(({ report }) => report);
}

/** The fold before the first report of the window. */
export function startOf({ record, folded }: Known): Folded {
  return startFold(folded.start, record.checkpoint?.latest, record.checkpoint?.runs ?? []);
}

/** The reports of a fold as a record keeps them, the oldest let go of beyond its capacity, by whole groups of equal time. */
export function remember(space: Space, { record }: Known, folded: Folded): Change {
  const sequence = record.sequence + 1;
  if (folded.entries.length <= record.capacity) return { fields: { sequence, window: reportsOf(folded) }, folded };
  const gone = lettingGo(record, folded);
  const checkpoint = checkpointAfter(space, folded, gone, record.checkpoint);
  const left = gone === 0 ? folded : foldLeft(space, folded, gone, checkpoint);
  const window = reportsOf(left);
  return { fields: checkpoint === undefined ? { sequence, window } : { sequence, window, checkpoint }, folded: left };
}

/** How many reports have to go, by whole groups of equal time. */
function lettingGo({ capacity }: KycleRecord, folded: Folded): number {
  if (!folded.hasTies) return folded.entries.length - capacity;
  let gone = 0;
  for (const group of groupsOf(reportsOf(folded)).slice(0, -1)) {
    if (folded.entries.length - gone <= capacity) break;
    gone += group.length;
  }
  return gone;
}

/** The fold of what is left of a window over a checkpoint, as it will be when the record is restored. */
function foldLeft(space: Space, folded: Folded, gone: number, checkpoint: Checkpoint | undefined): Folded {
  const entries = folded.entries.slice(gone);
  const estimate = folded.entries[gone - 1]?.answer.next ?? folded.start;
  const start = startFold(estimate, checkpoint?.latest, checkpoint?.runs ?? []);
  // The order of equal times, and which reports are missing, may rest on what has been let go.
  if (folded.missing === 0 && !folded.hasTies) return { ...folded, start: estimate, entries };
  const again = foldWindow(space, start, reportsOf({ ...folded, entries }));
  if (again === undefined) throw new Error("what is left of a window does not fit");
  return again;
}
