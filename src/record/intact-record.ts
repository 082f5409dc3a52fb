/**
 * Stored records that are intact beyond doubt, read in a fraction of the time that their schema takes: among those that a
 * service loads, all of them. What is not read here is for the schema to read, or to refuse by name and path.
 *
 * Every field that is as it should be is taken over; when one was not, there is doubt.
 */
import { isInstant, parseInstant } from "../instant.js";
import { fieldsIn, type Json } from "../json.js";
import type { Latest, Report, Writable } from "../observer/folded.js";
import { type Checkpoint, wordOf } from "./checkpoint.js";
import { recordVersion } from "./record-version.js";
import type { KycleRecord } from "./record.js";
import { longest } from "./report.js";
import { largestCapacity } from "./window.js";

/** What the record's schema makes of a value; undefined where there is doubt. */
export function intactRecord(value: unknown): KycleRecord | undefined {
  if (!isObject(value)) return undefined;
  const { kycle, lifecycle, subject, startedAt, capacity, sequence } = value;
  if (kycle !== recordVersion || typeof lifecycle !== "string" || !isText(subject, longest.subject)) return undefined;
  if (!isCount(capacity) || capacity < 1 || capacity > largestCapacity || !isCount(sequence)) return undefined;
  const policy = intactFields(value["policy"], intactJson);
  const window = intactList(value["window"], intactReport);
  if (policy === undefined || window === undefined) return undefined;
  const told: Writable<Pick<KycleRecord, "subscribed" | "startedAt">> = {};
  const subscribed = intactList(value["subscribed"], intactWord);
  if (subscribed !== undefined) told.subscribed = subscribed;
  if (typeof startedAt === "string" && parseInstant(startedAt) !== undefined) told.startedAt = startedAt;
  // Most tell neither, and a spread costs more than the rest.
  const record: Writable<KycleRecord> =
    told.subscribed === undefined && told.startedAt === undefined
      ? { kycle, lifecycle, subject, policy, capacity, sequence, window }
      : { kycle, lifecycle, subject, policy, ...told, capacity, sequence, window };
  const checkpoint = intactCheckpoint(value["checkpoint"]);
  if (checkpoint !== undefined) record.checkpoint = checkpoint;
  return withOwnFields(record, value);
}

const formFields: ReadonlySet<string> = new Set([
  "subscribed",
  "startedAt",
  "checkpoint",
] satisfies (keyof KycleRecord)[]);

/** A record with the consumer's own fields, which may be anything. */
function withOwnFields(record: KycleRecord, value: object): KycleRecord | undefined {
  if (fieldsIn(record) === fieldsIn(value)) return record;
  const own = Object.entries(value).filter(([field]) => !Object.hasOwn(record, field));
  if (own.some(([field]) => formFields.has(field) || field === "__proto__")) return undefined;
  return Object.assign(record, Object.fromEntries(own));
}

function intactReport(value: unknown): Report | undefined {
  if (!isObject(value)) return undefined;
  const { channel, status, event, run, at, startedAt, delivery, adopted } = value;
  if (!isChannel(channel)) return undefined;
  const report: Writable<Report> = { channel };
  if (isText(status, longest.status)) report.status = status;
  if (isText(event, longest.status)) report.event = event;
  if (isText(run, longest.run)) report.run = run;
  if (isCanonicalInstant(at)) report.at = at;
  if (isCanonicalInstant(startedAt)) report.startedAt = startedAt;
  if (isText(delivery, longest.delivery)) report.delivery = delivery;
  const policy = intactFields(value["policy"], intactJson);
  if (policy !== undefined) report.policy = policy;
  const counters = intactFields(value["counters"], intactCount);
  if (counters !== undefined) report.counters = counters;
  if (adopted === true) report.adopted = adopted;
  return fieldsIn(report) === fieldsIn(value) ? report : undefined;
}

function intactCheckpoint(value: unknown): Checkpoint | undefined {
  if (!isObject(value)) return undefined;
  const { at, firstAt, startedAt } = value;
  const latest = intactLatest(value["latest"]);
  const runs = intactList(value["runs"], intactWord);
  const configurations = intactFields(value["configurations"], (rows) => intactList(rows, intactRow));
  if (latest === undefined || runs === undefined || configurations === undefined) return undefined;
  if (!Object.keys(configurations).every((status) => isText(status, longest.status))) return undefined;
  const times: Writable<Pick<Checkpoint, "at" | "firstAt" | "startedAt">> = {};
  if (isCanonicalInstant(at)) times.at = at;
  if (isCanonicalInstant(firstAt)) times.firstAt = firstAt;
  if (isCanonicalInstant(startedAt)) times.startedAt = startedAt;
  const checkpoint = { ...times, latest, runs, configurations };
  return fieldsIn(checkpoint) === fieldsIn(value) ? checkpoint : undefined;
}

function intactLatest(value: unknown): Latest | undefined {
  if (!isObject(value)) return undefined;
  const { status, run, channel } = value;
  if (!isChannel(channel)) return undefined;
  const latest = wordOf({
    status: intactWord(status),
    run: isText(run, longest.run) ? run : undefined,
    channel,
  });
  return fieldsIn(latest) === fieldsIn(value) ? latest : undefined;
}

const intactRow = (value: unknown): readonly Json[] | undefined => intactList(value, intactJson);
const intactWord = (value: unknown): string | undefined => (isText(value, longest.status) ? value : undefined);
const intactCount = (value: unknown): number | undefined => (isCount(value) ? value : undefined);

/** How deep the JSON in an intact record may be: a list in a field of a policy is one deep. */
const deepest = 4;

function intactJson(value: unknown, depth = 0): Json | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (depth === deepest) return undefined;
  const inner = (item: unknown): Json | undefined => intactJson(item, depth + 1);
  return Array.isArray(value) ? intactList(value, inner) : intactFields(value, inner);
}

function intactList<Item>(value: unknown, intact: (item: unknown) => Item | undefined): readonly Item[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: Item[] = [];
  for (let index = 0; index < value.length; index++) {
    const item = intact(value[index]);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function intactFields<Item>(
  value: unknown,
  intact: (item: unknown) => Item | undefined,
): Readonly<Record<string, Item>> | undefined {
  if (!isObject(value)) return undefined;
  const fields: Record<string, Item> = {};
  for (const field of Reflect.ownKeys(value)) {
    const item = typeof field === "string" && field !== "__proto__" ? intact(value[field]) : undefined;
    if (item === undefined || typeof field !== "string") return undefined;
    fields[field] = item;
  }
  return fields;
}

/** Told only of objects as `JSON.parse` makes them. */
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isText(value: unknown, most: number): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= most;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

const isChannel = (value: unknown): value is Report["channel"] => value === "webhook" || value === "poll";

const isCanonicalInstant = (value: unknown): value is string => typeof value === "string" && isInstant(value);
