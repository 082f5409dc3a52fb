/**
 * Judge and store. The one write that decides is the record's, compared and set; the audit row is in it, and is appended to its
 * own stream afterwards. Whoever comes next appends it if its maker did not live to do it.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { BoundLifecycle, Observation, Verdict } from "kycle";
import { keyOf } from "./address.js";
import type { Audit } from "./audit.js";
import type { Records } from "./records.js";

/** Others changed the record between our reading and our writing, every time; nothing was stored. */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}

export interface TakenIn {
  readonly verdict: Verdict;
  /** How often somebody else was faster, and it was judged again. */
  readonly conflicts: number;
}

const mostTries = 8;

/**
 * The verdict on a report, stored when this returns. The same report again, whenever, changes nothing.
 *
 * @throws {Overtaken} when others were faster every time.
 * @throws {RecordError} for a stored record that cannot be trusted.
 */
export async function takeIn(
  { records, audit }: { readonly records: Records; readonly audit: Audit },
  lifecycle: BoundLifecycle,
  observation: Observation,
  report: number,
): Promise<TakenIn> {
  const { subject } = observation;
  const key = keyOf(lifecycle.id, subject);
  for (let conflicts = 0; conflicts < mostTries; conflicts++) {
    const { kept, revision } = await records.find(key);
    const last = kept === undefined ? 0 : await audit.append(key, kept.change, kept.after);
    const known = kept === undefined ? lifecycle.open({ subject }) : lifecycle.restore(kept.record);
    const { verdict, record } = lifecycle.observe(known, observation);
    const change = { report, observation, verdict };
    if (record === known) {
      if (verdict.kind !== "duplicate") await audit.refuse(key, change);
      return { verdict, conflicts };
    }
    if (await records.replace(key, { record, change, after: last }, revision)) {
      await audit.append(key, change, last);
      return { verdict, conflicts };
    }
    await wait(10 * 2 ** conflicts * Math.random());
  }
  throw new Overtaken(`${lifecycle.id} has moved on`);
}
