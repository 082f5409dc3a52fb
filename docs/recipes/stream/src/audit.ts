/** The audit rows: each change of a record exactly once and in its order, and every report that was refused. */
import type { JetStreamClient, JetStreamManager } from "@nats-io/jetstream";
import type { Observation, Verdict } from "kycle";
import { auditStream } from "./layout.js";
import { isOvertaken } from "./records.js";

/** A change of a record: `verdict.sequence` counts them, from 1 and without a hole. */
export interface Change {
  /** The report's place in the stream of reports. */
  readonly report: number;
  readonly observation: Observation;
  readonly verdict: Verdict;
}

/** A report that changed nothing and that a person should see, or one that could not be judged at all. */
export type Refusal =
  | Change
  | { readonly report: number; readonly problem: { readonly name: string; readonly where: string } };

export interface Audit {
  /** Appends a change behind the person's change before it, if it is not there already. Its place in the stream. */
  append(key: string, change: Change, after: number): Promise<number>;
  refuse(key: string, refusal: Refusal): Promise<void>;
}

export function auditIn(stream: JetStreamClient, manager: JetStreamManager): Audit {
  async function append(address: string, id: string, row: object, after: number): Promise<number | undefined> {
    try {
      const { seq } = await stream.publish(address, JSON.stringify(row), {
        msgID: id,
        expect: { lastSubjectSequence: after },
      });
      if (seq === 0) throw new Error("not certain to be stored");
      return seq;
    } catch (error) {
      if (isOvertaken(error)) return undefined;
      throw error;
    }
  }

  return {
    async append(key, change, after) {
      const address = `audit.change.${key}`;
      const { sequence } = change.verdict;
      const place = await append(address, `${key} ${sequence} ${change.report}`, change, after);
      if (place !== undefined) return place;
      // Somebody appended it longer ago than the stream remembers ids.
      const last = await manager.streams.getMessage(auditStream, { last_by_subj: address });
      if (last !== null && last.json<Change>().verdict.sequence >= sequence) return last.seq;
      throw new Error(`no audit row of the change before ${sequence}`);
    },
    async refuse(key, refusal) {
      const address = `audit.refusal.${key}.${refusal.report}`;
      await append(address, address, refusal, 0);
    },
  };
}
