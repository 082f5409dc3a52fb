/** A report on a log: takes the outcomes one by one and writes in its own form. */
import type { Order } from "../trace.js";
import type { Bench } from "./bench.js";
import type { Outcome, OutcomeKind } from "./outcome.js";
import { jsonReport } from "./json-report.js";
import { ndjsonReport } from "./ndjson-report.js";
import { textReport } from "./text-report.js";

export const reportFormats = ["text", "json", "ndjson"] as const;

export interface Report {
  take(outcome: Outcome): void;
  finish(): void;
}

export interface ReportOptions {
  readonly write: (text: string) => void;
  readonly benches: readonly Bench[];
  /** The kinds that fail the check. */
  readonly failOn: ReadonlySet<OutcomeKind>;
  readonly order: Order;
  /** The names of what is checked. */
  readonly files: readonly string[];
  readonly isColoured: boolean;
}

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
