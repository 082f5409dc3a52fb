/** One JSON object for each line of the log and lifecycle concerned; nothing is held. */
import type { Report, ReportOptions } from "./report.js";

export function ndjsonReport({ write }: ReportOptions): Report {
  return {
    take: (outcome) => write(`${JSON.stringify(outcome)}\n`),
    finish: () => {},
  };
}
