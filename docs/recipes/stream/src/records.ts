/**
 * The records: one value for each person in the key-value store, replaced only by whoever read the latest revision. The value
 * holds the audit row of its last change, too, so that one write decides both.
 */
import { JetStreamApiCodes, JetStreamApiError, type JetStreamClient } from "@nats-io/jetstream";
import type { KV } from "@nats-io/kv";
import type { KycleRecord } from "kycle";
import type { Change } from "./audit.js";
import { bucket } from "./layout.js";

export interface Kept {
  readonly record: KycleRecord;
  /** What made the record what it is. */
  readonly change: Change;
  /** Where in the audit stream the person's change before that one is; 0 when there was none. */
  readonly after: number;
}

export interface Found {
  /** Undefined where nothing is known of the person. */
  readonly kept: Kept | undefined;
  /** The number to compare when replacing. */
  readonly revision: number;
}

export interface Records {
  find(key: string): Promise<Found>;
  /** Whether it was replaced; false when somebody else was faster. */
  replace(key: string, kept: Kept, revision: number): Promise<boolean>;
}

export function recordsIn(store: KV, stream: JetStreamClient): Records {
  return {
    async find(key) {
      const entry = await store.get(key);
      if (entry === null) return { kept: undefined, revision: 0 };
      return { kept: entry.operation === "PUT" ? entry.json<Kept>() : undefined, revision: entry.revision };
    },
    async replace(key, kept, revision) {
      try {
        // Older servers compare before they replicate and let all through that come in the same instant
        // (nats-server 4320, reported up to 2.9.20). By the id, only one of them is the successor of a revision.
        const { duplicate } = await stream.publish(`$KV.${bucket}.${key}`, JSON.stringify(kept), {
          msgID: `${key} ${revision}`,
          expect: { lastSubjectSequence: revision },
        });
        return !duplicate;
      } catch (error) {
        if (isOvertaken(error)) return false;
        throw error;
      }
    },
  };
}

/** The last message at this address is not the one that was expected. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamWrongLastSequence;
}
