/** Opening a record: what it begins with, and what it cannot be opened with. */
import type { LifecycleDefinition } from "./definition.js";
import type { Engine } from "./engine.js";
import type { GivenPolicy } from "./family.js";
import { startFold } from "./fold.js";
import type { OpenOptions } from "./lifecycle.js";
import { defaultCapacity, type KycleRecord, parseRecord, refuseUnknownSubscription } from "./record.js";
import { RecordError } from "./record-error.js";
import { recordVersion } from "./record-version.js";
import { keep } from "./remembered.js";

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
