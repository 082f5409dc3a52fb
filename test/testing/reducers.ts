/** A handler of verification reports as people write it by hand, each of its rules open to a mistake. */
import { compareInstants, parseInstant } from "../../src/instant.js";
import type { Observation } from "../../src/observation.js";

export interface Row {
  readonly status: string | null;
  readonly at: string | null;
  readonly seen: readonly string[];
  readonly runs: readonly string[];
}

export const empty: Row = { status: null, at: null, seen: [], runs: [] };

/** What may be reported after what, whatever goes unreported in between. */
export type Follows = Readonly<Record<string, readonly string[]>>;

const verificationEnds = ["passed", "failed", "requires_retry", "canceled", "skipped"];
const verificationOpen = ["submitted", "tentatively_passed", "tentatively_failed"];

export const verificationFollows: Follows = {
  initiated: ["confirmed", ...verificationOpen, ...verificationEnds],
  confirmed: ["submitted", "passed", "failed", "requires_retry", "canceled"],
  submitted: ["tentatively_passed", "tentatively_failed", ...verificationEnds],
  tentatively_passed: ["passed", "failed", "canceled"],
  tentatively_failed: ["passed", "failed", "canceled"],
};

const decisions = ["approved", "declined"];

export const inquiryFollows: Follows = {
  created: ["pending", "completed", "failed", "expired", "needs_review", ...decisions],
  pending: ["completed", "failed", "expired", "needs_review", ...decisions],
  expired: ["completed", "failed", "expired", "needs_review", ...decisions],
  completed: ["needs_review", ...decisions],
  failed: ["needs_review", ...decisions],
  needs_review: decisions,
  approved: decisions,
  declined: decisions,
};

export const processFollows: Follows = {
  CREATED: ["CAPTURE_PENDING", "PROCESSING", "ACCEPTED", "REJECTED", "ERROR", "EXPIRED"],
  CAPTURE_PENDING: ["PROCESSING", "ACCEPTED", "REJECTED", "ERROR", "EXPIRED"],
  PROCESSING: ["ACCEPTED", "REJECTED", "ERROR", "EXPIRED"],
};

export const sessionFollows: Follows = {
  IN_PROGRESS: ["EXPIRED", "VERIFICATION_FAILED", "VERIFICATION_SUCCEEDED", "REMOVED"],
  EXPIRED: ["REMOVED"],
  VERIFICATION_FAILED: ["REMOVED"],
  VERIFICATION_SUCCEEDED: ["REMOVED"],
};

export interface Rules {
  /** What a report says, in the row's words; undefined for nothing. */
  readonly statusOf: (report: Observation) => string | null | undefined;
  readonly isSeen: (row: Row, report: Observation) => boolean;
  /** Whether the report is about a run that another has replaced. */
  readonly isReplaced: (row: Row, report: Observation) => boolean;
  readonly isEarlier: (row: Row, report: Observation) => boolean;
  readonly mayFollow: (row: Row, status: string, report: Observation) => boolean;
  readonly next: (row: Row, report: Observation, status: string) => Row;
}

const instant = (at: string | undefined): string => parseInstant(at ?? "") ?? "";

/** A handler that is right: identity first, then the vocabulary, the run, the time, and what may follow. */
function right(follows: Follows | undefined): Rules {
  return {
    statusOf: ({ status }) => status,
    isSeen: ({ seen }, { delivery }) => delivery !== undefined && seen.includes(delivery),
    isReplaced: ({ runs }, { run }) => run !== undefined && runs.includes(run) && runs.at(-1) !== run,
    isEarlier: ({ at }, report) => at !== null && compareInstants(instant(report.at), at) < 0,
    mayFollow: ({ status }, next) => status === null || follows === undefined || (follows[status] ?? []).includes(next),
    next: (row, { at, delivery, run }, status) => ({
      status,
      at: instant(at),
      seen: delivery === undefined ? row.seen : [...row.seen, delivery],
      runs: run === undefined || row.runs.includes(run) ? row.runs : [...row.runs, run],
    }),
  };
}

/** A late report moves nothing; that there was its run is worth knowing. */
function heardLate(row: Row, { run }: Observation): Row {
  return run === undefined || row.runs.includes(run) ? row : { ...row, runs: [run, ...row.runs] };
}

/** A handler by these rules; those that are not given are right. Without `follows` anything may follow. */
export function handler(
  follows: Follows | undefined,
  mistakes: Partial<Rules> = {},
): (row: Row, report: Observation) => Row {
  const { statusOf, isSeen, isReplaced, isEarlier, mayFollow, next } = { ...right(follows), ...mistakes };
  return (row, report) => {
    const status = statusOf(report);
    if (status === undefined || status === null) return row;
    if (isSeen(row, report) || isReplaced(row, report)) return row;
    if (isEarlier(row, report)) return heardLate(row, report);
    return mayFollow(row, status, report) ? next(row, report, status) : row;
  };
}
