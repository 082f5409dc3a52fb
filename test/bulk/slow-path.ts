/** A log checked line by line with what the front door offers: the answer that the bulk path has to give. */
import type { LineReport, LogOptions } from "../../src/bulk/check-log.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import type { KycleRecord } from "../../src/record/record.js";
import { trackSubjects } from "../../src/trace.js";
import { createSplitter } from "./splitter.js";

export interface Checked {
  readonly reports: readonly LineReport[];
  readonly records: ReadonlyMap<string, KycleRecord>;
}

export function checkSlowly(lifecycle: Lifecycle, log: Uint8Array, options: LogOptions = {}): Checked {
  const { policy = {}, channel, tell: _, ...opening } = options;
  const bound = lifecycle.under(policy);
  const tracker = trackSubjects(bound, opening);
  const splitter = createSplitter();
  const reports = [...splitter.push(log), ...splitter.end()].map(({ number: line, content }): LineReport => {
    if (content === "too long") throw new Error("a line too long to be tested");
    const reading = bound.read(content, { channel });
    if (reading.kind !== "observation") return { line, kind: reading.kind, reading };
    const verdict = tracker.observe(reading.observation);
    return { line, kind: verdict.kind, verdict };
  });
  return { reports, records: tracker.records };
}

/** How often each kind occurs. */
export function countsOf(reports: readonly LineReport[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of reports) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
