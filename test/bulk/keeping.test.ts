/** What a row keeps of a record is the record, whatever it holds of runs, beginnings and what was let go of. */
import { describe, expect, test } from "vitest";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { entry } from "../../src/bulk/entry.js";
import { createKeeping } from "../../src/bulk/rows/keeping.js";
import { createPhrases } from "../../src/bulk/phrase.js";
import { createRoom } from "../../src/bulk/rows/room.js";
import { createSubjects } from "../../src/bulk/rows/subjects.js";
import { engineOf } from "../../src/engine.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import type { KycleRecord } from "../../src/record/record.js";
import { report, type Told } from "../report.js";
import { entryOf, id } from "./entries.js";

const began = { startedAt: "2024-03-01T00:00:00Z" };
const polled = { status: "IN_PROGRESS", channel: "poll", delivery: undefined } as const;
const expired = { status: "EXPIRED", channel: "poll", delivery: undefined } as const;

/** The record of each report's history, and what comes back of it from a row that all of them take in turns. */
function kept(lifecycle: Lifecycle, capacity: number, reports: readonly Told[]) {
  const phrases = createPhrases();
  const subjects = createSubjects();
  const room = createRoom(lifecycle, { capacity }, subjects, phrases.ids);
  for (let row = 0; row < 1022; row++) for (const rows of Object.values(room.memory)) rows.add();
  const sizes = (): readonly number[] => Object.values(room.memory).map((rows: { size(): number }) => rows.size());
  const before = sizes();
  const keeping = createKeeping(room);
  const engine = engineOf(lifecycle.definition);
  const records: KycleRecord[] = [];
  const asKept: KycleRecord[] = [];
  let record = lifecycle.open({ subject: id(0), capacity });
  let row = 0;
  for (const [nth, told] of reports.entries()) {
    const observation = report(nth, { subject: id(0), delivery: id(100 + nth), ...told });
    row = subjects.row(entryOf(observation, phrases), entry.subject);
    record = lifecycle.reducer(record, observation);
    keeping.keep(row, engine.known(record));
    records.push(record);
    asKept.push(keeping.known(row).record);
  }
  keeping.forget(row);
  return { records, asKept, left: sizes().map((size, nth) => size - (before[nth] ?? 0)) };
}

describe.each([1, 2, 3, 9])("of %i reports", (capacity) => {
  test.each<[string, Lifecycle, readonly Told[]]>([
    ["without runs", iinkedsign, [{ status: "failed" }, { status: "start" }, { status: "failed" }]],
    [
      "of several runs",
      iinkedsign,
      [1, 1, 2, 2, 3, 4].map((run, nth) => ({ status: nth % 2 === 0 ? "failed" : "start", run: id(run) })),
    ],
    [
      "with and without a run",
      iinkedsign,
      [
        { status: "failed", run: id(1) },
        { status: "start" },
        { status: "failed", run: id(1) },
        { status: "start", run: id(2) },
        { status: "failed" },
      ],
    ],
    ["without deliveries", iinkedsign, [{ status: "failed", delivery: undefined }, { status: "start" }]],
    [
      "that tell when the subject began",
      fortid,
      [
        { ...polled, ...began },
        { ...expired, ...began },
      ],
    ],
    ["of which the first tells when the subject began", fortid, [{ ...polled, ...began }, expired]],
    ["of which the last tells when the subject began", fortid, [polled, { ...expired, ...began }]],
    ["that nobody ordered", iinkedsign, [{ status: "failed" }, { status: "start", at: "2024-03-01T00:00:00Z" }]],
  ])("%s", (_, lifecycle, reports) => {
    const { records, asKept, left } = kept(lifecycle, capacity, reports);
    expect(asKept).toEqual(records);
    expect(left).toEqual([0, 0, 0]);
  });
});
