/**
 * Windows that rows can hold: each report has a time of its own and names only what words can hold, and no run comes back
 * after another.
 */
import { compareInstants, type Instant } from "../../instant.js";
import type { Report } from "../../observer/folded.js";
import type { Checkpoint } from "../../record/checkpoint.js";
import type { KycleRecord } from "../../record/record.js";
import type { Known } from "../../record/window.js";
import type { Ids } from "../ids.js";
import { saidOf, type Vocabulary } from "../vocabulary.js";
import { parseTimestamp } from "../words/timestamp.js";
import { uuidWords } from "../words/uuid.js";
import { mostRuns } from "./remembered.js";

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
  /** When the subject began, by all that tell; undefined where nothing does. */
  readonly startedAt: Instant | undefined;
  /** How many reports the checkpoint took in. */
  readonly gone: number;
}

export type PlainCheckpoint = Checkpoint & { readonly at: string; readonly firstAt: string };

/** The window of a record as rows can hold it; undefined when they cannot. */
export function plainWindow({ record, folded }: Known, vocabulary: Vocabulary, ids: Ids): PlainWindow | undefined {
  const checkpoint = record.checkpoint === undefined ? undefined : plainCheckpoint(record.checkpoint);
  if (checkpoint === undefined && record.checkpoint !== undefined) return undefined;
  if (folded.entries.some(({ isRepeat }) => isRepeat)) return undefined;
  const isId = (text: string): boolean => ids.parse(text, scratch, 0);
  const starts = startsIn(record);
  if (starts.length > 1 || !starts.every(isTimestamp)) return undefined;
  const runs = runsOf(record, checkpoint?.runs ?? []);
  const reports = plainReports(record, checkpoint?.at, vocabulary, isId);
  if (reports === undefined || runs === undefined || runs.length > mostRuns || !runs.every(isId)) return undefined;
  const latestRun = folded.latest?.run;
  if (latestRun !== undefined && latestRun !== runs.at(-1)) return undefined;
  const gone = record.sequence - reports.length;
  return (checkpoint === undefined) === (gone === 0)
    ? { reports, runs, checkpoint, gone, startedAt: starts[0] }
    : undefined;
}

/** The different beginnings that reports tell of. */
function startsIn({ window, checkpoint }: KycleRecord): readonly Instant[] {
  return [...new Set([checkpoint, ...window].flatMap((told) => told?.startedAt ?? []))];
}

function plainReports(
  { window }: KycleRecord,
  start: string | undefined,
  vocabulary: Vocabulary,
  isId: (text: string) => boolean,
): readonly PlainReport[] | undefined {
  const plain: PlainReport[] = [];
  for (const report of window) {
    const { at, delivery, adopted } = report;
    const previous = plain.at(-1)?.at ?? start;
    if (at === undefined || (previous !== undefined && compareInstants(previous, at) >= 0)) return undefined;
    if (adopted === true || !isTimestamp(at)) return undefined;
    if (delivery !== undefined && !isId(delivery)) return undefined;
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
  const { at, firstAt, latest, runs } = checkpoint;
  if (at === undefined || firstAt === undefined) return undefined;
  if (!isTimestamp(at) || !isTimestamp(firstAt)) return undefined;
  return latest.run === undefined || latest.run === runs.at(-1) ? { ...checkpoint, at, firstAt } : undefined;
}

const scratch = new Uint32Array(uuidWords);
const isTimestamp = (text: string): boolean => parseTimestamp(text, scratch, 0);
