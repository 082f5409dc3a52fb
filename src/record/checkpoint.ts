/** What a record keeps of reports that its window has let go of: their last word, and both estimates as counters. */
import * as z from "zod";
import { canonicalInstant } from "../exchange.js";
import { origin } from "../graph/family-graph.js";
import { noPolicy } from "../graph/policy-sets.js";
import { compareInstants } from "../instant.js";
import type { Json } from "../json.js";
import { memoized } from "../memo.js";
import { isPlainWord } from "../observation.js";
import { configurationAt, gathered, type Spelled, spelledOut } from "../observer/configurations.js";
import type { Estimate, Space } from "../observer/estimate.js";
import { type Folded, type Latest, runsWith } from "../observer/folded.js";
import { RecordError } from "./record-error.js";
import { longest } from "./report.js";

export interface Checkpoint {
  /** The time of the newest report let go of: what happened before it can no longer be placed. */
  readonly at?: string | undefined;
  /** The time of the earliest report of all. */
  readonly firstAt?: string | undefined;
  /** When the subject began, by the latest report that told. */
  readonly startedAt?: string | undefined;
  readonly latest: Latest;
  /** The runs so far, in the order of their last reports. */
  readonly runs: readonly string[];
  /**
   * The configurations by status, each as a list: the number of its policy in the family, 1 when it is likely and 0 when
   * it only fits, and the machine's own context in the order of its field names.
   */
  readonly configurations: Readonly<Record<string, readonly (readonly Json[])[]>>;
}

const word = z.string().min(1).max(Math.max(longest.status, longest.run));

export const checkpointSchema: z.ZodType<Checkpoint> = z.strictObject({
  at: canonicalInstant.optional(),
  firstAt: canonicalInstant.optional(),
  startedAt: canonicalInstant.optional(),
  latest: z.strictObject({
    status: word.optional(),
    run: word.optional(),
    channel: z.enum(["webhook", "poll"]),
  }),
  runs: z.array(word),
  configurations: z.record(word, z.array(z.array(z.json()))),
});

const packed = new WeakMap<Estimate, Checkpoint["configurations"]>();

/** Both estimates as plain JSON, one for all records that come by them. */
export function packEstimate(space: Space, estimate: Estimate): Checkpoint["configurations"] {
  const known = packed.get(estimate) ?? spellOut(space, estimate);
  packed.set(estimate, known);
  return known;
}

function spellOut({ observer, variables }: Space, { likely, fitting }: Estimate): Checkpoint["configurations"] {
  const byStatus: Record<string, (readonly Json[])[]> = {};
  const { sets } = observer.graph;
  const likelyAt = new Map(observer.members(likely).map(({ node, policies }) => [node, policies]));
  for (const { policy, node } of spelledOut(observer, fitting)) {
    if (node === origin) continue;
    const { status, context } = configurationAt(observer, { policy, node });
    const own = variables.map((field) => context[field] ?? null);
    const isLikely = sets.has(likelyAt.get(node) ?? noPolicy, policy);
    (byStatus[status] ??= []).push(Object.freeze([policy, isLikely ? 1 : 0, ...own]));
  }
  for (const rows of Object.values(byStatus)) Object.freeze(rows);
  return Object.freeze(byStatus);
}

/** By space and text: the checkpoints that come up again are those of the few estimates that histories of a policy come by. */
const unpacked = new WeakMap<Space, Map<string, Estimate>>();

/** Without a policy, the text of one estimate may be as long as ten thousand characters. */
const mostUnpacked = 500;

/** The estimates that were packed. Throws RecordError for a configuration that no policy of the family has. */
export function unpackEstimate(space: Space, { configurations }: Checkpoint): Estimate {
  const known = unpacked.get(space) ?? new Map<string, Estimate>();
  unpacked.set(space, known);
  return memoized(known, JSON.stringify(configurations), () => readEstimate(space, configurations), mostUnpacked);
}

function readEstimate(space: Space, configurations: Checkpoint["configurations"]): Estimate {
  const likely: Spelled[] = [];
  const fitting: Spelled[] = [];
  for (const [status, rows] of Object.entries(configurations)) {
    for (const [index, [policy, isLikely, ...own]] of rows.entries()) {
      const context = Object.fromEntries(space.variables.map((field, at) => [field, own[at] ?? null]));
      const isRow = own.length === space.variables.length && (isLikely === 0 || isLikely === 1);
      const isNumber = typeof policy === "number" && Number.isSafeInteger(policy);
      const node = isRow && isNumber ? space.nodeOf(policy, { status, context }) : undefined;
      if (node === undefined || !isNumber) {
        // A key of another form may be anyone's word.
        const at = isPlainWord(status) ? `.${status}[${index}]` : "";
        throw new RecordError(
          "corrupt",
          `checkpoint.configurations${at}`,
          "a configuration that the machine cannot be in",
        );
      }
      fitting.push({ policy, node });
      if (isLikely === 1) likely.push({ policy, node });
    }
  }
  if (likely.length === 0) {
    throw new RecordError("corrupt", "checkpoint.configurations", "no configuration is left");
  }
  return space.estimate(gathered(space.observer, likely), gathered(space.observer, fitting));
}

/** Throws RecordError for a checkpoint whose fields no reports can have brought about together. */
export function refuseContradiction({ at, firstAt, latest, runs, configurations }: Checkpoint): void {
  if ((at === undefined) !== (firstAt === undefined)) refuse("at", "at and firstAt are told together, or neither");
  if (at !== undefined && firstAt !== undefined && compareInstants(firstAt, at) > 0) refuse("firstAt", "later than at");
  const again = runs.findIndex((run, index) => runs.indexOf(run) < index);
  if (again !== -1) refuse(`runs[${again}]`, "a run that is there twice");
  if (latest.run !== undefined && latest.run !== runs.at(-1)) refuse("latest.run", "not the last of the runs");
  const other = Object.keys(configurations).find((status) => latest.status !== undefined && status !== latest.status);
  if (other !== undefined) refuse("latest.status", "not that of the configurations");
}

function refuse(path: string, problem: string): never {
  throw new RecordError("corrupt", `checkpoint.${path}`, problem);
}

/** The checkpoint after the first `count` entries of a fold. */
export function checkpointAfter(
  space: Space,
  folded: Folded,
  count: number,
  earlier: Checkpoint | undefined,
): Checkpoint | undefined {
  const gone = folded.entries.slice(0, count);
  const last = gone.at(-1);
  if (last?.latest === undefined) return earlier;
  const at = gone.findLast(({ report }) => report.at !== undefined)?.report.at ?? earlier?.at;
  const firstAt = earlier?.firstAt ?? gone.find(({ report }) => report.at !== undefined)?.report.at;
  const startedAt =
    gone.findLast(({ report }) => report.startedAt !== undefined)?.report.startedAt ?? earlier?.startedAt;
  const times: { -readonly [Field in "at" | "firstAt" | "startedAt"]?: Checkpoint[Field] } = {};
  if (at !== undefined) times.at = at;
  if (firstAt !== undefined) times.firstAt = firstAt;
  if (startedAt !== undefined) times.startedAt = startedAt;
  return {
    ...times,
    latest: wordOf(last.latest),
    runs: runsAfter(earlier?.runs ?? [], gone),
    configurations: packEstimate(space, last.answer.next),
  };
}

/** What the next report is judged against, without the fields that say nothing. */
export function wordOf({ status, run, channel }: Latest): Latest {
  if (run === undefined) return status === undefined ? { channel } : { status, channel };
  return status === undefined ? { run, channel } : { status, run, channel };
}

/** The runs so far, each where its last report was. */
function runsAfter(earlier: readonly string[], gone: Folded["entries"]): readonly string[] {
  return gone.reduce((runs, { report }) => runsWith(runs, report.run), earlier);
}
