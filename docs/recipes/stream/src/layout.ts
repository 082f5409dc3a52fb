/** The streams, the store and the consumers, made where they are missing; the same call again changes nothing. */
import { AckPolicy, jetstream, jetstreamManager } from "@nats-io/jetstream";
import { Kvm } from "@nats-io/kv";
import { nanos, type NatsConnection } from "@nats-io/transport-node";
import type { Settings } from "./settings.js";

/** Every report, as it was read: `report.<partition>.<lifecycle>.<person>`. */
export const reportStream = "REPORTS";
/** What was made of it: `audit.change.<lifecycle>.<person>`, `audit.refusal.<lifecycle>.<person>.<report>`. */
export const auditStream = "AUDIT";
/** The records, by the person's key. */
export const bucket = "records";
/** The stream that NATS keeps a bucket in. */
export const bucketStream = `KV_${bucket}`;

export const consumerOf = (partition: number): string => `partition-${partition}`;

export async function layOut(connection: NatsConnection, settings: Settings): Promise<void> {
  const { partitions, replicas, ackWaitSeconds, duplicateWindowSeconds } = settings;
  const manager = await jetstreamManager(connection);
  const add = (name: string, subjects: string, windowSeconds: number) =>
    manager.streams.add({
      name,
      subjects: [subjects],
      num_replicas: replicas,
      duplicate_window: nanos(windowSeconds * 1000),
    });
  await add(reportStream, "report.>", duplicateWindowSeconds);
  await add(auditStream, "audit.>", duplicateWindowSeconds);

  // Any server may answer a direct read, with what it has so far; a refusal must not rest on an old record.
  await new Kvm(jetstream(connection)).create(bucket, { replicas, history: 1, allow_direct: false });
  // Two workers that write in the same instant are told apart by message id (records.ts); a lost one must not block long.
  await manager.streams.update(bucketStream, { duplicate_window: nanos(raceSeconds * 1000) });

  for (let partition = 0; partition < partitions; partition++) {
    await manager.consumers.add(reportStream, {
      durable_name: consumerOf(partition),
      filter_subject: `report.${partition}.>`,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(ackWaitSeconds * 1000),
      // One at a time: a person's reports are judged in the order in which they arrived, also when one comes again.
      max_ack_pending: 1,
    });
  }
}

/** Longer than any write is under way. */
const raceSeconds = 5;
