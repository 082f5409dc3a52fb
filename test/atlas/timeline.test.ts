import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { type Mark, type Row, summaryOf } from "../../src/atlas/summary.js";
import { durationWords, scales, timelineOf } from "../../src/atlas/timeline.js";
import { report } from "../report.js";

const mark = (at: number | undefined): Mark => ({ phase: "approved", status: "passed", verdict: "advance", at });
const rowOf = (times: readonly (number | undefined)[]): Row => ({
  subject: "subject",
  marks: times.map(mark),
  status: null,
  phase: "approved",
  verdicts: new Set(),
});

const rows = fc.array(
  fc
    .array(fc.option(fc.integer({ min: 0, max: 4e12 }), { nil: undefined }), { minLength: 1, maxLength: 60 })
    .map(rowOf),
  { minLength: 1, maxLength: 12 },
);

describe.each(scales)("%s", (scale) => {
  test("every mark has a place on the strip, and none stands before the one before it", () => {
    fc.assert(
      fc.property(rows, (some) => {
        const timeline = timelineOf(scale, some);
        for (const row of some) {
          const starts = timeline.starts(row);
          expect(starts.length).toBe(row.marks.length);
          for (const [index, start] of starts.entries()) {
            expect(start).toBeGreaterThanOrEqual(starts[index - 1] ?? 0);
            expect(start).toBeLessThan(1);
          }
        }
      }),
    );
  });
});

test("by date, rows share one calendar; since their start, each begins at the left", () => {
  const early = rowOf([0, 1000]);
  const late = rowOf([10_000, 12_000]);
  const starts = (scale: (typeof scales)[number]): readonly (number | undefined)[] =>
    [early, late].map((row) => timelineOf(scale, [early, late]).starts(row)[0]);
  expect(starts("by date")).toEqual([0, 10_000 / (12_000 * 1.02)]);
  expect(starts("since its start")).toEqual([0, 0]);
});

test.each([
  [0, "0 seconds"],
  [1000, "1 second"],
  [90_000, "90 seconds"],
  [7_200_000, "2 hours"],
  [172_800_000, "2 days"],
])("%d milliseconds are %s", (milliseconds, words) => {
  expect(durationWords(milliseconds)).toBe(words);
});

test("a row tells of each report its verdict, and of the subject what is known of it", () => {
  const reports = [
    report(0, { status: "failed" }),
    report(1, { status: "passed" }),
    report(2, { status: "failed" }),
    report(3, { status: undefined, reported: "wat", at: undefined }),
  ];
  const row = summaryOf(iinkedsign.under({ maxAttempts: 3 }), iinkedsign.definition.phases, "subject", reports);
  expect(row.marks.map(({ verdict, phase, status }) => [verdict, phase, status])).toEqual([
    ["advance", "awaiting_person", "failed"],
    ["advance", "approved", "passed"],
    ["illegal", "approved", "passed"],
    ["unknown", "approved", "passed"],
  ]);
  expect([row.status, row.phase, [...row.verdicts]]).toEqual(["passed", "approved", ["advance", "illegal", "unknown"]]);
  expect(row.marks.map(({ at }) => at !== undefined)).toEqual([true, true, true, false]);
});

describe("the ends of the strip, and the places between them", () => {
  const spread = (scale: (typeof scales)[number], ...times: readonly (readonly (number | undefined)[])[]): unknown => {
    const all = times.map(rowOf);
    const timeline = timelineOf(scale, all);
    const starts = all.map((row) => timeline.starts(row).map((start) => Number(start.toFixed(3))));
    return { from: timeline.from, to: timeline.to, starts };
  };

  test("report by report, each has the width of one of the longest row", () => {
    expect(spread("report by report", [0, 5, 5, 9], [7])).toEqual({
      from: "first report",
      to: "report 4",
      starts: [[0, 0.25, 0.5, 0.75], [0]],
    });
    const longest = Array.from({ length: 80 }, (_, index) => index);
    const timeline = timelineOf("report by report", [rowOf(longest), rowOf([0, 1])]);
    expect(timeline.to).toBe("and more");
    expect(timeline.starts(rowOf([0, 1]))).toEqual([0, 1 / 40]);
    expect(timeline.starts(rowOf(longest)).slice(0, 2)).toEqual([0, 1 / 80]);
    expect(timelineOf("report by report", [rowOf(longest.slice(0, 40))]).to).toBe("report 40");
  });

  test("by date, they are the first day and the last", () => {
    const day = 86_400_000;
    expect(spread("by date", [10 * day, undefined, 11 * day], [14 * day])).toEqual({
      from: "1970-01-11",
      to: "1970-01-15",
      starts: [[0, 0, 0.245], [0.98]],
    });
  });

  test("since their start, early times have more room", () => {
    expect(spread("since its start", [1000, 101_000, 401_000], [500_000, 540_000], [0])).toEqual({
      from: "first report",
      to: "7 minutes later, on a scale that gives early times more room",
      starts: [[0, 0.727, 0.98], [0, 0.563], [0]],
    });
  });

  test("within two days, they are named to the minute", () => {
    const noon = Date.UTC(2024, 2, 1, 12);
    expect(spread("by date", [noon, noon + 90_000])).toMatchObject({
      from: "2024-03-01 12:00",
      to: "2024-03-01 12:01",
    });
    expect(spread("by date", [noon, noon + 172_800_000])).toMatchObject({ from: "2024-03-01", to: "2024-03-03" });
  });

  test("a row begins with its first report, where a late one and one without a time stand with the one before them", () => {
    const starts = [[0, 0, 0, 0.98]];
    expect(spread("since its start", [50_000, 10_000, undefined, 90_000])).toMatchObject({ starts });
    expect(spread("by date", [50_000, 10_000, undefined, 90_000])).toMatchObject({ starts, from: "1970-01-01 00:00" });
  });

  test("without any times, marks are spread evenly, and no day is named", () => {
    const starts = [[0, 0.5], [0]];
    expect(spread("by date", [undefined, undefined], [undefined])).toEqual({ from: "", to: "", starts });
    expect(spread("since its start", [undefined, undefined], [undefined])).toMatchObject({ starts });
  });
});
