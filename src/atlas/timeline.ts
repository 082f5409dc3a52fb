/** Where each mark of a row stands on its strip: a share of the width from 0 to 1. */
import type { Row } from "./summary.js";

/** By report: each has the same width. Since the start: by the time since the row's first. By date: all rows on one calendar. */
export const scales = ["since its start", "report by report", "by date"] as const;

export type Scale = (typeof scales)[number];

export interface Timeline {
  /** Where each mark of a row begins; a row without times is spread evenly. */
  starts(row: Row): readonly number[];
  /** What the strip's ends stand for. */
  readonly from: string;
  readonly to: string;
}

export function timelineOf(scale: Scale, rows: readonly Row[]): Timeline {
  if (scale === "report by report") {
    const longest = Math.max(1, ...rows.map(({ marks }) => marks.length));
    const most = Math.min(longest, 40);
    const starts = ({ marks }: Row): readonly number[] => {
      const width = 1 / Math.max(most, marks.length);
      return marks.map((_, index) => index * width);
    };
    return { starts, from: "first report", to: most === longest ? `report ${longest}` : "and more" };
  }
  return scale === "by date" ? byDate(rows) : sinceStart(rows);
}

function byDate(rows: readonly Row[]): Timeline {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const ends = endsOf(row);
    if (ends === undefined) continue;
    first = Math.min(first, ends.first);
    last = Math.max(last, ends.last);
  }
  // The last mark has some width, too.
  const span = Math.max(1, last - first) * 1.02;
  const words = last - first < 2 * day ? minuteOf : dayOf;
  return {
    starts: (row) => placed(row, (at) => (at - first) / span),
    from: Number.isFinite(first) ? words(first) : "",
    to: Number.isFinite(last) ? words(last) : "",
  };
}

/** Short times take as much room as long ones: minutes and days are both to be seen, so the scale is logarithmic. */
function sinceStart(rows: readonly Row[]): Timeline {
  const durations = rows.map(durationOf).toSorted((a, b) => a - b);
  const longest = Math.max(1, durations.at(-1) ?? 1);
  const unit = Math.max(1, (durations[Math.floor(durations.length / 2)] ?? 1) / 20);
  const end = Math.log1p(longest / unit) * 1.02;
  return {
    starts: (row) => {
      const began = endsOf(row)?.first ?? 0;
      return placed(row, (at) => Math.log1p(Math.max(0, at - began) / unit) / end);
    },
    from: "first report",
    to: `${durationWords(longest)} later, on a scale that gives early times more room`,
  };
}

interface Ends {
  readonly first: number;
  readonly last: number;
}

/** The times between which a row is drawn: it begins with its first report, also where a later one tells of earlier. */
function endsOf({ marks }: Row): Ends | undefined {
  const times = marks.flatMap(({ at }) => at ?? []);
  const [first] = times;
  return first === undefined ? undefined : { first, last: Math.max(...times) };
}

function durationOf(row: Row): number {
  const ends = endsOf(row);
  return ends === undefined ? 0 : ends.last - ends.first;
}

/** Marks by their times; one without a time stands where the one before it does. None ever stands before its predecessor. */
function placed({ marks }: Row, placeOf: (at: number) => number): readonly number[] {
  let latest = 0;
  if (marks.every(({ at }) => at === undefined)) return marks.map((_, index) => index / marks.length);
  return marks.map(({ at }) => {
    latest = at === undefined ? latest : Math.max(latest, placeOf(at));
    return latest;
  });
}

const day = 86_400_000;

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

const minuteOf = (time: number): string => new Date(time).toISOString().slice(0, 16).replace("T", " ");

const units = [
  ["day", day],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/** In the largest unit of which there are at least two. */
export function durationWords(milliseconds: number): string {
  const [unit, size] = units.find(([, length]) => milliseconds >= 2 * length) ?? ["second", 1000];
  const amount = Math.round(milliseconds / size);
  return `${amount.toLocaleString("en")} ${unit}${amount === 1 ? "" : "s"}`;
}
