/** A report on a log: takes the outcomes one by one and writes in its own form. */
import type { LineKind } from "../../line-kind.js";
import type { Order } from "../../trace.js";
import type { Bench } from "../bench.js";
import type { LineWidth } from "../text/line-width.js";
import type { Histories } from "./histories.js";
import type { Outcome } from "./outcome.js";
import type { Tallies } from "./tally.js";

export interface Report {
  take(outcome: Outcome): void;
  finish(): void;
}

export interface ReportOptions {
  readonly write: (text: string) => void;
  readonly benches: readonly Bench[];
  /** The kinds that fail the check. */
  readonly failOn: ReadonlySet<LineKind>;
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
