/** A report on a log: takes the outcomes one by one and writes in its own form. */
import type { Order } from "../trace.js";
import type { Bench } from "./bench.js";
import type { Outcome, OutcomeKind } from "./outcome.js";
import type { Histories } from "./histories.js";
import { jsonReport } from "./json-report.js";
import { ndjsonReport } from "./ndjson-report.js";
import type { LineWidth } from "./line-width.js";
import type { Tallies } from "./tally.js";
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
  /** As in a file when not given. */
  readonly lineWidth?: LineWidth | undefined;
  /** Where the histories of findings are kept; a book of its own when not given. */
  readonly histories?: Histories | undefined;
  /** What is counted elsewhere; outcomes are counted as they are taken when not given. */
  readonly tallies?: Tallies | undefined;
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
