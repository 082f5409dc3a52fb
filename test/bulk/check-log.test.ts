/** The bulk path gives the answer of the slow path on every input: the same verdicts, the same records, the same counts. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { checkLog, type LineKind, type LogOptions, type LineReport } from "../../src/bulk/check-log.js";
import { cut, hostileLog } from "./hostile-lines.js";
import { checkSlowly, countsOf } from "./slow-path.js";

const runs = Number(process.env.KYCLE_RUNS ?? 60);

async function agree(log: Uint8Array, cuts: readonly number[], options: LogOptions): Promise<void> {
  const slow = checkSlowly(iinkedsign, log, options);
  const fast = checkLog(iinkedsign, cut(log, cuts), options);
  const told: LineReport[] = [];
  for await (const report of fast) told.push(report);
  expect(told).toEqual(slow.reports.filter(({ kind }) => options.tell?.includes(kind) ?? true));
  expect(fast.counts()).toEqual(countsOf(slow.reports));
  expect(fast.subjects()).toBe(slow.records.size);
  for (const [subject, record] of slow.records) expect(fast.record(subject)).toEqual(record);
}

const cuts = fc.array(fc.nat(), { maxLength: 12 });
const told: readonly { readonly what: string; readonly tell: readonly LineKind[] | undefined }[] = [
  { what: "everything", tell: undefined },
  { what: "nothing", tell: [] },
  { what: "what is illegal or malformed", tell: ["illegal", "malformed"] },
  { what: "what is late or shows a gap", tell: ["gap", "late"] },
];
const policies: readonly LogOptions["policy"][] = [
  { maxAttempts: 3, maxErrors: 2 },
  { maxAttempts: 2, maxResets: "unlimited", maxErrors: 1 },
];

test.each(told)(
  "a log of which $what is told comes out as the slow path has it",
  async ({ tell }) => {
    await fc.assert(
      fc.asyncProperty(
        hostileLog,
        cuts,
        fc.constantFrom(...policies),
        fc.constantFrom(1, 3, 16),
        (log, places, policy, capacity) => agree(log, places, { policy, capacity, tell }),
      ),
      { numRuns: runs },
    );
  },
  120_000,
);
