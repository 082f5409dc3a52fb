/** What is painted onto a picture: what a policy rules out, and what a history did. By the ids of its states and arrows. */

export interface Paint {
  /** Drawn faded: what cannot be under the policy. `unreachable` gives it. */
  readonly faded?: readonly string[] | undefined;
  /** `paintHistory` gives it. */
  readonly history?: PaintedHistory | undefined;
}

export interface PaintedHistory {
  /** What the numbers of the reports count: the lines of a log when not given, or the reports themselves. */
  readonly numbers?: "lines" | "reports" | undefined;
  /** The numbers of the reports that told of each state. */
  readonly reported: Readonly<Record<string, readonly number[]>>;
  /** States that were passed without a report, as the channel may. */
  readonly passed: readonly string[];
  /** States of which a report must be missing. */
  readonly missing: readonly string[];
  /** Where the subject may be now. */
  readonly current: readonly string[];
  /** The arrows on the way. */
  readonly taken: readonly string[];
  readonly refused: readonly RefusedStep[];
  /** What the picture says at its foot, in the order of the reports. */
  readonly remarks: readonly Remark[];
}

export interface RefusedStep {
  /** The number of the report. */
  readonly report: number;
  /** The state known before it; null where it is the first. */
  readonly from: string | null;
  readonly to: string;
  /** The arrow that would have led there, were it not for its guard; null where there is none. */
  readonly arrow: string | null;
}

export interface Remark {
  /** The number of the report. */
  readonly report: number;
  readonly tone: "refused" | "notable" | "ordinary";
  readonly text: string;
}
