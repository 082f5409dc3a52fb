/**
 * Windows that rows can hold: each report has a time of its own and names only what words can hold, and no run comes back
 * after another.
 */
import type { Checkpoint } from "../checkpoint.js";
import type { Report } from "../folded.js";
import { compareInstants } from "../instant.js";
import type { KycleRecord } from "../record.js";
import type { Known } from "../window.js";
import { mostRuns } from "./remembered.js";
import { parseTimestamp } from "./timestamp.js";
import { parseUuid, uuidWords } from "./uuid.js";
import { saidOf, type Vocabulary } from "./vocabulary.js";

/** A report, and the number of what it says. */
export interface PlainReport extends Report {
  readonly at: string;
  readonly said: number;
}

export interface PlainWindow {
  readonly reports: readonly PlainReport[];
  /** The names of the subject's runs in the order in which they began. */
  readonly runs: readonly string[];
  readonly checkpoint: PlainCheckpoint | undefined;
  /** How many reports the checkpoint took in. */
  readonly gone: number;
}

export type PlainCheckpoint = Checkpoint & { readonly at: string; readonly firstAt: string };

/** The window of a record as rows can hold it; undefined when they cannot. */
export function plainWindow({ record, folded }: Known, vocabulary: Vocabulary): PlainWindow | undefined {
  const checkpoint = record.checkpoint === undefined ? undefined : plainCheckpoint(record.checkpoint);
  if (checkpoint === undefined && record.checkpoint !== undefined) return undefined;
  if (folded.entries.some(({ isRepeat }) => isRepeat)) return undefined;
  const runs = runsOf(record, checkpoint?.runs ?? []);
  const reports = plainReports(record, checkpoint?.at, vocabulary);
  if (reports === undefined || runs === undefined || runs.length > mostRuns || !runs.every(isUuid)) return undefined;
  const latestRun = folded.latest?.run;
  if (latestRun !== undefined && latestRun !== runs.at(-1)) return undefined;
  const gone = record.sequence - reports.length;
  return (checkpoint === undefined) === (gone === 0) ? { reports, runs, checkpoint, gone } : undefined;
}

function plainReports(
  { window }: KycleRecord,
  start: string | undefined,
  vocabulary: Vocabulary,
): readonly PlainReport[] | undefined {
  const plain: PlainReport[] = [];
  for (const report of window) {
    const { at, delivery, startedAt, adopted } = report;
    const previous = plain.at(-1)?.at ?? start;
    if (at === undefined || (previous !== undefined && compareInstants(previous, at) >= 0)) return undefined;
    if (startedAt !== undefined || adopted === true || !isTimestamp(at)) return undefined;
    if (delivery !== undefined && !isUuid(delivery)) return undefined;
    const said = vocabulary.number(saidOf(report));
    if (said === undefined) return undefined;
    plain.push({ ...report, at, said });
  }
  return plain;
}

/** The runs of a window after earlier ones; undefined when one comes back. */
function runsOf({ window }: KycleRecord, earlier: readonly string[]): readonly string[] | undefined {
  const runs = [...earlier];
  for (const { run } of window) {
    if (run === undefined || run === runs.at(-1)) continue;
    if (runs.includes(run)) return undefined;
    runs.push(run);
  }
  return runs;
}

function plainCheckpoint(checkpoint: Checkpoint): PlainCheckpoint | undefined {
  const { at, firstAt, startedAt, latest, runs } = checkpoint;
  if (at === undefined || firstAt === undefined || startedAt !== undefined) return undefined;
  if (!isTimestamp(at) || !isTimestamp(firstAt)) return undefined;
  return latest.run === undefined || latest.run === runs.at(-1) ? { ...checkpoint, at, firstAt } : undefined;
}

const scratch = new Uint32Array(uuidWords);
const isUuid = (text: string): boolean => parseUuid(text, scratch, 0);
const isTimestamp = (text: string): boolean => parseTimestamp(text, scratch, 0);
