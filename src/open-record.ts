/** Opening a record: what it begins with, and what it cannot be opened with. */
import type { LifecycleDefinition } from "./definition.js";
import type { Engine } from "./engine.js";
import type { AnyWord } from "./observation.js";
import type { GivenPolicy } from "./policy/given-policy.js";
import { startFold } from "./record/fold.js";
import { RecordError } from "./record/record-error.js";
import { recordVersion } from "./record/record-version.js";
import { defaultCapacity, type KycleRecord } from "./record/record.js";
import { keep } from "./record/remembered.js";
import { parseRecord, refuseUnknownSubscription } from "./record/stored-record.js";

/** What a record begins with, before any report. */
export interface OpenOptions<Status extends string = string> {
  /** What identifies the subject: the same text that `read` finds in the messages, of 1 to 500 characters. */
  readonly subject: string;
  /** The statuses that the consumer's webhooks are subscribed to; all when not given. */
  readonly subscribed?: readonly AnyWord<Status>[] | undefined;
  /** When the subject began: an ISO 8601 instant. */
  readonly startedAt?: string | undefined;
  /** How many reports to remember, for duplicates and late ones: 1 to 1,000; 16 when not given. */
  readonly capacity?: number | undefined;
}

/** A record before any report, checked as a stored one is. */
export function openRecord(
  definition: LifecycleDefinition,
  engine: Engine,
  policy: GivenPolicy,
  options: OpenOptions,
): KycleRecord {
  refuseNoOptions(options);
  asArgument(() => refuseUnknownSubscription(options, definition));
  const { subject, subscribed, startedAt, capacity = defaultCapacity } = options;
  const record: KycleRecord = {
    kycle: recordVersion,
    lifecycle: definition.id,
    subject,
    policy: Object.freeze(policy),
    ...(subscribed === undefined ? {} : { subscribed: Object.freeze([...subscribed]) }),
    ...(startedAt === undefined ? {} : { startedAt }),
    capacity,
    sequence: 0,
    window: [],
  };
  asArgument(() => parseRecord(record, definition));
  const space = engine.spaceOf(policy, subscribed);
  keep(definition, space, { record, folded: startFold(space.origin, undefined, []) });
  return record;
}

export function refuseNoOptions(options: OpenOptions): void {
  if (typeof options !== "object" || options === null) {
    throw new RecordError("argument", "", "open takes an object with a subject");
  }
}

/** What no stored record may be is, where a new one would be so, wrong with what it was to be made of. */
export function asArgument(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    throw new RecordError("argument", error.path, error.problem);
  }
}
