/**
 * A fold over an event store. Every report is an event, refused ones too: the record is what they amount to, and the
 * verdicts are what they were worth. A stored record is the snapshot from which a long stream is folded on.
 */
import type { KycleRecord, Observation, Verdict } from "kycle";
import { iinkedsign } from "kycle/iinkedsign";

export interface ReportedEvent {
  readonly type: "verification.reported";
  /** The place in its stream, from 1. */
  readonly version: number;
  readonly observation: Observation;
}

/** A record and the version of the last event that is in it. Plain JSON. */
export interface Snapshot {
  readonly version: number;
  readonly record: KycleRecord;
}

export const start = (subject: string): Snapshot => ({
  version: 0,
  record: iinkedsign.open({ subject, policy: { maxAttempts: 3 } }),
});

/** A snapshot as it was stored, checked in full. Throws a RecordError, after which the stream is folded from its start. */
export const restore = (version: number, stored: string): Snapshot => ({ version, record: iinkedsign.restore(stored) });

/** The events after a snapshot; those that it already has are passed over. */
export function fold(events: readonly ReportedEvent[], from: Snapshot): Snapshot {
  return events.reduce(
    ({ version, record }, event) =>
      event.version <= version
        ? { version, record }
        : { version: event.version, record: iinkedsign.reducer(record, event.observation) },
    from,
  );
}

/** What each event was worth when it came, for an audit. */
export function audit(events: readonly ReportedEvent[], from: Snapshot): readonly Verdict[] {
  let { record } = from;
  return events.map(({ observation }) => {
    const step = iinkedsign.observe(record, observation);
    record = step.record;
    return step.verdict;
  });
}
