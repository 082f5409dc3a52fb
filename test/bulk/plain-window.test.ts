/** Which windows rows can hold, and what is held of them. */
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { createIds } from "../../src/bulk/ids.js";
import { plainWindow, type PlainWindow } from "../../src/bulk/rows/plain-window.js";
import { createVocabulary } from "../../src/bulk/vocabulary.js";
import { engineOf } from "../../src/engine.js";
import type { Observation } from "../../src/observation.js";
import type { KycleRecord } from "../../src/record/record.js";
import { report } from "../report.js";
import { tell } from "../unit/history.js";
import { id } from "./entries.js";

const engine = engineOf(iinkedsign.definition);
const policy = { maxAttempts: "unlimited", maxErrors: 1, maxResets: "unlimited" } as const;
const minute = (number: number): string => `2024-03-01T00:${String(number).padStart(2, "0")}:00Z`;

type Told = readonly Partial<Observation>[];

function plainOf(record: KycleRecord, vocabulary = createVocabulary({ symbolOf: () => 0 })): PlainWindow | undefined {
  return plainWindow(engine.known(record), vocabulary, createIds());
}

/** What rows hold of a history whose reports name deliveries that are ids. */
function heldOf(capacity: number, ...reports: Told): PlainWindow | undefined {
  const told = reports.map((one, index) => ({ at: minute(index), delivery: id(100 + index), ...one }));
  return plainOf(tell(iinkedsign, { policy, capacity }, ...told).record);
}

const attempts: Told = [
  { status: "failed", run: id(1) },
  { status: "start" },
  { status: "failed_reset", run: id(1), startedAt: minute(0) },
  { status: "start", run: id(2), startedAt: minute(0) },
];

describe("a plain window", () => {
  test("is held with its runs, its beginning and what each report says", () => {
    const held = heldOf(9, ...attempts);
    expect(held).toMatchObject({ runs: [id(1), id(2)], startedAt: "2024-03-01T00:00:00Z", gone: 0 });
    expect(held?.checkpoint).toBeUndefined();
    expect(held?.reports.map(({ status, said }) => [status, said])).toEqual([
      ["failed", 0],
      ["start", 1],
      ["failed_reset", 2],
      ["start", 3],
    ]);
  });

  test("is held with its checkpoint, and how many reports that took in", () => {
    const held = heldOf(2, ...attempts);
    expect(held).toMatchObject({ runs: [id(1), id(2)], gone: 2 });
    expect(held?.checkpoint).toMatchObject({
      at: "2024-03-01T00:01:00Z",
      firstAt: "2024-03-01T00:00:00Z",
      runs: [id(1)],
    });
    expect(held?.reports.map(({ status }) => status)).toEqual(["failed_reset", "start"]);
  });

  test.each<[string, Told]>([
    ["no runs", [{ status: "failed" }, { status: "start" }, { status: "failed" }]],
    [
      "no deliveries",
      [
        { status: "failed", delivery: undefined },
        { status: "start", delivery: undefined },
      ],
    ],
    ["no run in its latest reports", [{ status: "failed", run: id(1) }, { status: "start" }, { status: "failed" }]],
    ["three runs, one after another", [1, 2, 3].map((run) => ({ status: "failed", run: id(run) }))],
  ])("may have %s, with a checkpoint and without", (_, reports) => {
    expect([9, 1].map((capacity) => heldOf(capacity, ...reports)?.gone)).toEqual([0, reports.length - 1]);
  });
});

describe("no row can hold", () => {
  const far = "2106-01-01T00:00:00Z";
  test.each<[string, number, Told]>([
    ["a report without a time", 9, [{ status: "failed" }, { status: "start", at: undefined }]],
    [
      "two reports of equal time",
      9,
      [
        { status: "failed", at: minute(1) },
        { status: "start", at: minute(1) },
      ],
    ],
    [
      "a report of the time of what was let go of",
      1,
      [
        { status: "failed", at: minute(1) },
        { status: "start", at: minute(2) },
        { status: "start", at: minute(2) },
      ],
    ],
    ["a time that no words hold", 9, [{ status: "failed" }, { status: "start", at: far }]],
    [
      "such a time that was let go of",
      1,
      [
        { status: "failed", at: far },
        { status: "start", at: "2106-01-02T00:00:00Z" },
      ],
    ],
    [
      "a checkpoint without a time",
      1,
      [
        { status: "failed", at: undefined },
        { status: "start", at: minute(2) },
      ],
    ],
    [
      "a first time before what words hold",
      1,
      [{ status: "failed", at: "1970-01-01T00:00:00Z" }, { status: "start" }, { status: "failed" }],
    ],
    ["a run that is no id", 9, [{ status: "failed", run: "Ada Example" }]],
    [
      "a run that is no id beside one that is",
      9,
      [
        { status: "failed", run: id(1) },
        { status: "failed", run: "Ada Example" },
      ],
    ],
    ["a delivery that is no id", 9, [{ status: "failed", delivery: "Ada Example" }]],
    [
      "two beginnings",
      9,
      [
        { status: "failed", startedAt: minute(0) },
        { status: "start", startedAt: "2024-02-29T00:00:00Z" },
      ],
    ],
    ["a beginning that no words hold", 9, [{ status: "failed", startedAt: "1969-01-01T00:00:00Z" }]],
    [
      "a poll that repeats what was told too late",
      9,
      [
        { status: "start", at: minute(1) },
        { status: "failed", channel: "poll", delivery: undefined, at: minute(3) },
        { status: "failed", at: minute(2) },
      ],
    ],
  ])("%s", (_, capacity, reports) => {
    expect(heldOf(capacity, ...reports)).toBeUndefined();
  });

  test("a report that was adopted", () => {
    const { record } = tell(iinkedsign, { policy }, { status: "passed", at: minute(0), delivery: id(1) });
    const adopted = iinkedsign.adopt(record, report(1, { status: "failed", at: minute(1), delivery: id(2) })).record;
    expect(adopted.window.at(-1)).toMatchObject({ status: "failed", adopted: true });
    expect([record, adopted].map((one) => plainOf(one) !== undefined)).toEqual([true, false]);
  });

  test("what is one thing too many to be numbered", () => {
    const { record } = tell(iinkedsign, { policy }, { status: "passed", at: minute(0), delivery: id(1) });
    const vocabulary = createVocabulary({ symbolOf: () => 0 });
    expect(plainOf(record, vocabulary)).toBeDefined();
    expect(plainOf(record, { ...vocabulary, number: () => undefined })).toBeUndefined();
  });
});
