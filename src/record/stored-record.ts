/** Reading a stored record: its form, field by field, and whether reports can have led to it. */
import * as z from "zod";
import type { LifecycleDefinition } from "../definition.js";
import { canonicalInstant, instantText } from "../exchange.js";
import { compareInstants } from "../instant.js";
import type { Space } from "../observer/estimate.js";
import type { Folded, Report } from "../observer/folded.js";
import { didYouMean } from "../stranger.js";
import { checkpointSchema, refuseContradiction, unpackEstimate } from "./checkpoint.js";
import { foldWindow } from "./equal-times.js";
import { startFold } from "./fold.js";
import { intactRecord } from "./intact-record.js";
import { RecordError } from "./record-error.js";
import { inPresentForm, readAs, recordVersion } from "./record-version.js";
import type { KycleRecord } from "./record.js";
import { longest } from "./report.js";
import { largestCapacity } from "./window.js";

const runName = z.string().min(1).max(longest.run);
const statusWord = z.string().min(1).max(longest.status);

const reportSchema: z.ZodType<Report> = z.strictObject({
  channel: z.enum(["webhook", "poll"]),
  status: statusWord.optional(),
  event: statusWord.optional(),
  run: runName.optional(),
  at: canonicalInstant.optional(),
  startedAt: canonicalInstant.optional(),
  delivery: z.string().min(1).max(longest.delivery).optional(),
  policy: z.record(z.string(), z.json()).optional(),
  counters: z.record(z.string(), z.int().nonnegative()).optional(),
  adopted: z.literal(true).optional(),
});

/** What a record is, field by field: what `intactRecord` has doubts about, this decides. */
export const recordSchema: z.ZodType<KycleRecord> = z.looseObject({
  kycle: z.literal(recordVersion),
  lifecycle: z.string(),
  subject: z.string().min(1).max(longest.subject),
  policy: z.record(z.string(), z.json()),
  subscribed: z.array(statusWord).optional(),
  startedAt: instantText.optional(),
  capacity: z.int().min(1).max(largestCapacity),
  sequence: z.int().nonnegative(),
  window: z.array(reportSchema),
  checkpoint: checkpointSchema.optional(),
});

const unknownStatus = "a status that this lifecycle does not have";

const envelopeSchema = z.looseObject({ kycle: z.unknown(), lifecycle: z.unknown() });

/** The lifecycle that a record is of. */
type RecordHolder = Pick<LifecycleDefinition, "id" | "statuses">;

/**
 * Reads a stored record: parsed JSON or its text. The result has every field of the given one, the consumer's own too.
 *
 * @throws {RecordError} for anything that is not an intact record of this lifecycle and of a known version.
 */
export function parseRecord(value: unknown, holder: RecordHolder): KycleRecord {
  if (value === undefined || value === null) {
    throw new RecordError("missing", "", "open one for a subject that is new");
  }
  const stored = typeof value === "string" ? parsedJson(value) : value;
  const record = intactRecord(stored) ?? readRecord(stored);
  if (record.lifecycle !== holder.id) throw new RecordError("foreign", "lifecycle", `not a record of ${holder.id}`);
  refuseUnknownSubscription(record, holder);
  refuseDisorder(record);
  return record;
}

function readRecord(stored: unknown): KycleRecord {
  const envelope = envelopeSchema.safeParse(stored);
  if (!envelope.success) throw new RecordError("corrupt", "", "expected an object");
  return readAs(recordSchema, inPresentForm(envelope.data));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message would repeat what it read.
    throw new RecordError("corrupt", "", "not JSON");
  }
}

/** Throws RecordError for a subscription to what no status of the lifecycle is. */
export function refuseUnknownSubscription(
  { subscribed }: Pick<KycleRecord, "subscribed">,
  { statuses }: Pick<LifecycleDefinition, "statuses">,
): void {
  if (subscribed === undefined) return;
  if (!Array.isArray(subscribed)) throw new RecordError("corrupt", "subscribed", "expected a list of statuses");
  const unknown = [...subscribed].findIndex((status) => !statuses.includes(status));
  if (unknown === -1) return;
  const meant = didYouMean(subscribed[unknown], statuses);
  const problem = meant === undefined ? unknownStatus : `${unknownStatus}: ${meant}`;
  throw new RecordError("corrupt", `subscribed[${unknown}]`, problem);
}

function refuseDisorder({ window, checkpoint }: KycleRecord): void {
  const deliveries = new Set<string>();
  let latest = checkpoint?.at;
  for (const [index, { at, delivery, status, event }] of window.entries()) {
    if (status === undefined && event === undefined) {
      throw new RecordError("corrupt", `window[${index}]`, "neither a status nor an event");
    }
    if (at !== undefined && latest !== undefined && compareInstants(at, latest) < 0) {
      throw new RecordError("corrupt", `window[${index}].at`, "earlier than the report before it");
    }
    latest = at ?? latest;
    if (delivery === undefined) continue;
    const before = deliveries.size;
    if (deliveries.add(delivery).size === before) {
      throw new RecordError("corrupt", `window[${index}].delivery`, "a delivery that is there twice");
    }
  }
}

/** Each report that is remembered, or let go of, was a step. */
function refuseFewSteps({ sequence, window, checkpoint }: KycleRecord): void {
  if (sequence >= window.length + (checkpoint === undefined ? 0 : 1)) return;
  throw new RecordError("corrupt", "sequence", "smaller than the number of its reports");
}

/** The fold of a record's window over its checkpoint. Throws RecordError when it cannot have come about by observing. */
export function foldRecord(space: Space, record: KycleRecord): Folded {
  const { checkpoint, window } = record;
  const start =
    checkpoint === undefined
      ? startFold(space.origin, undefined, [])
      : startFold(unpackEstimate(space, checkpoint), checkpoint.latest, checkpoint.runs);
  if (checkpoint !== undefined) refuseContradiction(checkpoint);
  const folded = foldWindow(space, start, window);
  if (folded !== undefined) {
    refuseFewSteps(record);
    return folded;
  }
  const first = window.findIndex((_, index) => foldWindow(space, start, window.slice(0, index + 1)) === undefined);
  const { status } = window[first] ?? {};
  const statuses: readonly string[] = space.definition.statuses;
  if (status !== undefined && !statuses.includes(status)) {
    throw new RecordError("corrupt", `window[${first}].status`, unknownStatus);
  }
  throw new RecordError("corrupt", `window[${first}]`, "a report that cannot follow those before it");
}
