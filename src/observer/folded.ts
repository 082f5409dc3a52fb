/** What reports in the order in which they happened amount to: one entry for each, and the estimate after the last. */
import type { Instant } from "../instant.js";
import type { Observation } from "../observation.js";
import type { Answer, Estimate, Inquiry } from "./estimate.js";

/** What a record remembers of an observation. */
export interface Report extends Pick<
  Observation,
  "status" | "event" | "run" | "delivery" | "channel" | "policy" | "counters"
> {
  readonly at?: Instant | undefined;
  /** When the subject began, by this report. */
  readonly startedAt?: Instant | undefined;
  /** The consumer followed the provider against the verdict: what came before says nothing about what follows. */
  readonly adopted?: true | undefined;
}

/** What the next report is judged against, besides the estimate. */
export type Latest = Pick<Report, "status" | "run" | "channel">;

export interface Entry {
  readonly report: Report;
  readonly before: Estimate;
  readonly inquiry: Inquiry;
  readonly answer: Answer;
  /** Statuses of the reports that are missing before this one; empty unless it is a gap. */
  readonly missing: readonly string[];
  /** What the next report is judged against. */
  readonly latest: Latest | undefined;
  /** A poll that showed what was known, and left everything as it was. */
  readonly isRepeat: boolean;
}

export interface Folded {
  readonly start: Estimate;
  readonly entries: readonly Entry[];
  readonly estimate: Estimate;
  readonly latest: Latest | undefined;
  /** The runs so far, the current one last. A run that another has replaced does not come back. */
  readonly runs: readonly string[];
  /** How many reports are missing in all. */
  readonly missing: number;
  /** Whether two reports of equal time stand side by side, so that another order may be better. */
  readonly hasTies: boolean;
}

/** The runs so far with the one that a report names, each where its last report was. */
export function runsWith(runs: readonly string[], run: string | undefined): readonly string[] {
  return run === undefined || run === runs.at(-1) ? runs : [...runs.filter((known) => known !== run), run];
}

/** A form whose fields may still be filled in. */
export type Writable<Form> = { -readonly [Field in keyof Form]: Form[Field] };
