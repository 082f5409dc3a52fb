/** Everything that the cluster holds in the end, read message by message. */
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { Kvm } from "@nats-io/kv";
import type { NatsConnection } from "@nats-io/transport-node";
import { auditStream, bucket, reportStream } from "../src/layout.js";
import type { Kept } from "../src/records.js";

export interface Message {
  readonly address: string;
  readonly seq: number;
  readonly value: unknown;
}

export interface Contents {
  readonly reports: readonly Message[];
  readonly changes: readonly Message[];
  readonly refusals: readonly Message[];
  readonly records: ReadonlyMap<string, Kept>;
}

export async function contentsOf(connection: NatsConnection): Promise<Contents> {
  const manager = await jetstreamManager(connection);
  async function all(stream: string): Promise<readonly Message[]> {
    const { state } = await manager.streams.info(stream);
    const messages: Message[] = [];
    for (let seq = Math.max(1, state.first_seq); seq <= state.last_seq; seq++) {
      const message = await manager.streams.getMessage(stream, { seq });
      if (message !== null) messages.push({ address: message.subject, seq, value: message.json() });
    }
    return messages;
  }

  const store = await new Kvm(jetstream(connection)).open(bucket, { allow_direct: false });
  const keys: string[] = [];
  for await (const key of await store.keys()) keys.push(key);
  const records = new Map<string, Kept>();
  for (const key of keys) {
    const entry = await store.get(key);
    if (entry !== null) records.set(key, entry.json<Kept>());
  }
  const audit = await all(auditStream);
  const at = (beginning: string): readonly Message[] => audit.filter(({ address }) => address.startsWith(beginning));
  return { reports: await all(reportStream), changes: at("audit.change."), refusals: at("audit.refusal."), records };
}
