/** What a check reports, by its settings: which lines it shows, and its exit code. */
import type { LineKind } from "../../line-kind.js";
import type { Source } from "../reading/sources.js";
import { reportOf } from "../report/report-format.js";
import type { Report, ReportOptions } from "../report/report.js";
import type { Tallies } from "../report/tally.js";
import { weightOf } from "../report/verdict-words.js";
import type { CheckDesk } from "./check-desk.js";
import type { CheckSettings } from "./check-flags.js";

/** The report on these logs; `kept` is what is counted and shown elsewhere. */
export function checkReport(
  { benches, order, format, failOn }: CheckSettings,
  sources: readonly Source[],
  { output, isColoured, lineWidth }: Pick<CheckDesk, "output" | "isColoured" | "lineWidth">,
  kept: Pick<ReportOptions, "histories" | "tallies"> = {},
): Report {
  const files = sources.map(({ name }) => name);
  return reportOf(format, { write: output.write, benches, failOn, order, files, isColoured, lineWidth, ...kept });
}

/** Whether lines of a kind are shown as findings. */
export function isFinding({ format, failOn }: Pick<CheckSettings, "format" | "failOn">, kind: LineKind): boolean {
  return format === "text" ? weightOf(kind, failOn) !== "ordinary" : failOn.has(kind);
}

/** The kinds of lines that there were. */
export type Kinds = ReadonlySet<LineKind>;

export const kindsIn = ({ all }: Tallies): Kinds => new Set(all.counts().keys());

/** 1 when a kind that there was fails the check. */
export function exitCode({ failOn }: Pick<CheckSettings, "failOn">, kinds: Kinds): 0 | 1 {
  return [...kinds].some((kind) => failOn.has(kind)) ? 1 : 0;
}
