/** What rows tell of reports is what `observe` tells of them; and which reports take the record. */
import { describe, expect, test } from "vitest";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { entry } from "../../src/bulk/entry.js";
import { createKeeping } from "../../src/bulk/rows/keeping.js";
import { createPhrases } from "../../src/bulk/phrase.js";
import { type BulkOptions, createRoom } from "../../src/bulk/rows/room.js";
import { createRowJudge } from "../../src/bulk/rows/row-judge.js";
import { notPlain } from "../../src/bulk/rows/row-step.js";
import { createSaidNumbers } from "../../src/bulk/said-numbers.js";
import { createSubjects } from "../../src/bulk/rows/subjects.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import type { Observation } from "../../src/observation.js";
import type { KycleRecord } from "../../src/record/record.js";
import { kindOf } from "../../src/compiled/step.js";
import { type Told, report } from "../report.js";
import { entryOf, id } from "./entries.js";

const minute = (number: number): string => `2024-03-01T00:${String(number).padStart(2, "0")}:00Z`;

interface Judged {
  /** What `observe` tells of the last report. */
  readonly kind: string;
  /** What the row tells of it; undefined where that takes the record. */
  readonly byRow: string | undefined;
  readonly record: KycleRecord;
  /** The record as the row keeps it. */
  readonly kept: KycleRecord;
}

/** Judges each history by the row of another subject. */
function createDesk(lifecycle: Lifecycle, options: BulkOptions): (reports: readonly Told[]) => Judged {
  const { policy, ...opening } = options;
  const bound = lifecycle.under(policy ?? {});
  const phrases = createPhrases();
  const subjects = createSubjects();
  const room = createRoom(lifecycle, options, subjects, phrases.ids);
  const rows = createRowJudge(room);
  const keeping = createKeeping(room);
  const saids = createSaidNumbers(room.vocabulary, phrases);
  // What is told of the first histories lies to both sides of the end of a segment of rows.
  for (let row = 0; row < 1018; row++) for (const of of [room.memory.reports, room.memory.checkpoints]) of.add();

  function tell(observation: Observation): string | undefined {
    const said = saids.of(observation, observation.startedAt !== undefined);
    if (said === undefined) throw new Error("no row can remember it");
    const words = entryOf(observation, phrases);
    const row = subjects.row(words, entry.subject);
    const own = subjects.words(row);
    const at = subjects.at(row);
    const step = rows.step(row, own, at, words, 0, said);
    if (step === notPlain) return undefined;
    const kind = kindOf(step);
    if (kind === "advance" || kind === "gap" || kind === "late") rows.accept(row, own, at, words, 0, said, step);
    return kind;
  }

  return (reports) => {
    const subject = id(subjects.size());
    let record = bound.open({ subject, ...opening });
    let kind = "";
    let byRow: string | undefined = "";
    for (const [index, one] of reports.entries()) {
      const observation = report(index, { subject, at: minute(2 * index + 2), delivery: id(100 + index), ...one });
      const observed = bound.observe(record, observation);
      record = observed.record;
      kind = observed.verdict.kind;
      byRow = tell(observation);
      if (byRow === undefined) break;
    }
    return { kind, byRow, record, kept: keeping.known(subjects.size() - 1).record };
  };
}

const policy = { maxAttempts: 9, maxErrors: 3, maxResets: 2 };

const withRuns: readonly Told[] = [
  { status: "failed", run: id(1) },
  { status: "error", run: id(1) },
  { status: "failed", run: id(2) },
  { status: "error" },
];

describe.each([1, 2, 3, 9])("of a subject of which %i reports are remembered, the row tells", (capacity) => {
  const judged = createDesk(iinkedsign, { policy, capacity });
  const letGo = Math.max(0, withRuns.length - capacity);
  const latest = withRuns.length * 2;

  /** Rows tell no order of equal times, and begin no run but the next one. A run that was replaced before all that is remembered needs no place. */
  function takesRecord(time: number, run: number): boolean {
    const isTied = time % 2 === 0 && time > letGo * 2;
    const isReplaced = run === 1 && letGo > 2;
    return time <= latest && (run === 3 || (isTied && !isReplaced));
  }

  test.each(["failed", "failed_reset", "passed"])(
    "when %s comes, whenever it happened and in whichever run",
    (status) => {
      for (const run of [0, 1, 2, 3]) {
        for (let time = 1; time <= latest + 1; time++) {
          const last = { status, at: minute(time), ...(run === 0 ? {} : { run: id(run) }) };
          const { kind, byRow, record, kept } = judged([...withRuns, last]);
          expect([time, run, byRow]).toEqual([time, run, takesRecord(time, run) ? undefined : kind]);
          if (byRow !== undefined) expect(kept).toEqual(record);
        }
      }
    },
  );
});

test("a late report is judged from what was let go of, wherever that lies", () => {
  const judged = createDesk(iinkedsign, { policy: { maxAttempts: 3, maxErrors: 3, maxResets: 0 }, capacity: 2 });
  for (let history = 0; history < 12; history++) {
    const reports = [
      { status: "failed", at: minute(1) },
      { status: "failed", at: minute(2) },
      { status: "start", at: minute(4) },
      { status: "start", at: minute(3) },
    ];
    expect(judged(reports).byRow).toBe("late");
    expect(judged([...reports, { status: "failed", at: minute(5) }])).toMatchObject({
      kind: "illegal",
      byRow: "illegal",
    });
  }
});

test("a late report is judged by the run that was let go of last, where it was named", () => {
  const options = { policy: { maxAttempts: 1, maxErrors: 3, maxResets: 5 }, capacity: 1 };
  for (const run of [undefined, id(1)]) {
    const { kind, byRow } = createDesk(
      iinkedsign,
      options,
    )([
      { status: "start", run: id(1) },
      { status: "failed_reset", run },
      { status: "passed", run: id(2), at: minute(9) },
      { status: "start", run: id(1), at: minute(7) },
    ]);
    // Without its run, the one before it may have been a new one.
    expect([kind, byRow]).toEqual(run === undefined ? ["late", "late"] : ["illegal", "illegal"]);
  }
});

const began = minute(1);
const limits = { sessionTimeoutSeconds: 240, gracePeriodSeconds: 240, clockToleranceSeconds: 0 };
const running = { status: "IN_PROGRESS", channel: "poll", delivery: undefined } as const;
const removed = { status: "REMOVED", channel: "poll", delivery: undefined, deniesExistence: true } as const;
const takesRecord = undefined;

test.each<[string, Lifecycle, BulkOptions, readonly Told[], string | undefined]>([
  [
    "a delivery that came twice",
    iinkedsign,
    { policy },
    [{ status: "error" }, { status: "error", delivery: id(100) }],
    "duplicate",
  ],
  ["a word that nobody knows", iinkedsign, { policy }, [{ status: "error" }, { status: "renamed" }], "unknown"],
  [
    "one that comes late",
    iinkedsign,
    { policy },
    [{ status: "error" }, { status: "renamed", at: minute(1) }],
    "unknown",
  ],
  ["a removal of what nobody knows", fortid, {}, [removed], "unknown"],
  ["a removal of what is known", fortid, {}, [running, removed], "advance"],
  ["a removal of what was let go of", fortid, { capacity: 1 }, [running, running, removed], "advance"],
  ["a poll that came twice", fortid, {}, [running, { ...running, at: minute(2) }], "duplicate"],
  [
    "a poll that came twice, and others between",
    fortid,
    {},
    [running, { ...running, status: "VERIFICATION_FAILED" }, running, { ...running, at: minute(2) }],
    "duplicate",
  ],
  [
    "a poll at the time of one that told something else",
    fortid,
    {},
    [running, { ...running, status: "VERIFICATION_FAILED", at: minute(2) }],
    takesRecord,
  ],
  [
    "a poll at the time of a like one that told when the session began",
    fortid,
    {},
    [
      { ...running, startedAt: began },
      { ...running, at: minute(2) },
    ],
    takesRecord,
  ],
  [
    "a webhook at the time of a like one",
    iinkedsign,
    { policy },
    [{ status: "error" }, { status: "error", at: minute(2) }],
    takesRecord,
  ],
  [
    "a session that began as it was told before",
    fortid,
    {},
    [
      { ...running, startedAt: began },
      { ...running, startedAt: began },
    ],
    "duplicate",
  ],
  [
    "a session that began at another time",
    fortid,
    {},
    [
      { ...running, startedAt: began },
      { ...running, startedAt: minute(0) },
    ],
    takesRecord,
  ],
  [
    "an end before its time",
    fortid,
    { policy: limits },
    [{ ...running, startedAt: began }, { status: "EXPIRED" }],
    "illegal",
  ],
  [
    "an end in time",
    fortid,
    { policy: limits },
    [
      { ...running, startedAt: began },
      { status: "EXPIRED", at: minute(5) },
    ],
    "advance",
  ],
  [
    "a word that nobody knows, too late for any",
    fortid,
    { policy: limits },
    [
      { ...running, at: minute(9) },
      { status: "RENAMED", at: minute(1) },
    ],
    "unknown",
  ],
  [
    "a late report of the time of another, too late for any",
    fortid,
    { policy: limits },
    [running, { status: "EXPIRED", at: minute(20) }, { ...running, at: minute(20) }],
    takesRecord,
  ],
])("%s", (_, lifecycle, options, reports, expected) => {
  const { kind, byRow, record, kept } = createDesk(lifecycle, options)(reports);
  expect(byRow).toBe(expected);
  if (byRow === undefined) return;
  expect(kind).toBe(byRow);
  expect(kept).toEqual(record);
});

test("a run beyond those that a row counts takes the record", () => {
  const start = Date.parse("2024-03-01T00:00:00Z");
  const runs = Array.from({ length: 2048 }, (_, nth) => ({
    status: "failed",
    run: id(nth + 1),
    at: new Date(start + nth * 1000).toISOString(),
  }));
  const judged = createDesk(iinkedsign, {
    policy: { maxAttempts: "unlimited", maxErrors: 3, maxResets: "unlimited" },
    capacity: 1,
  });
  const { byRow, record } = judged(runs);
  expect([byRow, record.sequence]).toEqual([undefined, runs.length]);
});
