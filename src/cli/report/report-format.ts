/** The forms of a report on a log. */
import { jsonReport } from "./json-report.js";
import { ndjsonReport } from "./ndjson-report.js";
import type { Report, ReportOptions } from "./report.js";
import { textReport } from "./text-report.js";

export const reportFormats = ["text", "json", "ndjson"] as const;

export function reportOf(format: (typeof reportFormats)[number], options: ReportOptions): Report {
  switch (format) {
    case "text":
      return textReport(options);
    case "json":
      return jsonReport(options);
    case "ndjson":
      return ndjsonReport(options);
  }
}
