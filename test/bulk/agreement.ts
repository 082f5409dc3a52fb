/** Holds the bulk path against the slow one: the same verdicts, the same records, the same counts. */
import { expect } from "vitest";
import { checkLog, type LogOptions, type LineReport } from "../../src/bulk/check-log.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { cut } from "./hostile-lines.js";
import { checkSlowly, countsOf } from "./slow-path.js";

/** Chunks of which each is overwritten when the next is asked for. */
function* passing(chunks: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const chunk of chunks) {
    const own = Uint8Array.from(chunk);
    yield own;
    own.fill(0x7b);
  }
}

export async function agree(
  lifecycle: Lifecycle,
  log: Uint8Array,
  cuts: readonly number[],
  options: LogOptions,
): Promise<void> {
  const asGiven = Uint8Array.from(log);
  const slow = checkSlowly(lifecycle, log, options);
  const fast = checkLog(lifecycle, passing(cut(log, cuts)), options);
  const told: LineReport[] = [];
  for await (const report of fast) told.push(report);
  expect(Buffer.compare(log, asGiven)).toBe(0);
  expect(told).toEqual(slow.reports.filter(({ kind }) => options.tell?.includes(kind) ?? true));
  expect(fast.counts()).toEqual(countsOf(slow.reports));
  expect(fast.subjects()).toBe(slow.records.size);
  for (const [subject, record] of slow.records) expect(fast.record(subject)).toEqual(record);
  for (const unjudged of slow.reports) {
    if (unjudged.kind !== "no-information" || unjudged.reading.kind !== "no-information") continue;
    const { subject = "" } = unjudged.reading;
    expect(fast.record(subject)).toEqual(slow.records.get(subject));
  }
}
