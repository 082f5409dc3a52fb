// Every order of reports that their times allow.
import type { Report } from "./model.js";

export interface DeliveredReport extends Report {
  readonly delivery?: string | undefined;
  /** Any number or string that sorts by time; one kind throughout a history. */
  readonly at?: number | string | undefined;
}

/**
 * All arrangements of the known reports and one more: by time, equal times in any order, and a known report without a time
 * where it was placed among those known before. The new one is free beside reports without a time. Known reports that
 * nothing but their deliveries tells apart follow each other by these.
 */
export function arrangements(
  known: readonly DeliveredReport[],
  added: DeliveredReport,
): readonly (readonly DeliveredReport[])[] {
  const everything = [...known, added];
  const precedes = (a: DeliveredReport, b: DeliveredReport): boolean => {
    if (a.at !== undefined && b.at !== undefined) {
      if (a.at === b.at) return a !== added && b !== added && said(a) === said(b) && identity(a) < identity(b);
      return a.at < b.at;
    }
    return a !== added && b !== added && known.indexOf(a) < known.indexOf(b);
  };

  const extensions = (left: readonly DeliveredReport[]): readonly (readonly DeliveredReport[])[] => {
    if (left.length === 0) return [[]];
    return left
      .filter((first) => !left.some((other) => other !== first && precedes(other, first)))
      .flatMap((first) => extensions(left.filter((other) => other !== first)).map((rest) => [first, ...rest]));
  };
  return extensions(everything);
}

const said = (report: DeliveredReport): string =>
  JSON.stringify({ ...report, delivery: undefined }, Object.keys(report).toSorted());

export const identity = (report: DeliveredReport): string => report.delivery ?? "";
