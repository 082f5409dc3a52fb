/** What a consumer's state may show after a report: the lifecycle's own answer, or one of several that are as good. */
import type { Instant } from "../instant.js";
import type { BoundLifecycle } from "../lifecycle.js";
import type { Observation } from "../observation.js";
import type { KycleRecord } from "../record/record.js";
import { trustedTime } from "../record/report.js";
import type { Verdict } from "../verdict/verdict.js";

export const aspects: readonly Aspect[] = ["status", "phase", "outcome"];

/** What of the lifecycle a state is compared by. */
export type Aspect = "status" | "phase" | "outcome";

/** What a state shows; null for nothing. */
export type Shown = string | null;

interface Expectation {
  readonly verdict: Verdict;
  /** What the state may show now; the first is the lifecycle's own answer. */
  readonly allowed: readonly Shown[];
}

export interface Expecting {
  /** Judges the next report; `before` is what the state shows before it. */
  next(observation: Observation, before: Shown): Expectation;
}

export type Judging = Pick<BoundLifecycle, "open" | "observe" | "view">;

export interface ExpectingOptions {
  readonly subject: string;
  readonly subscribed: readonly string[] | undefined;
  readonly by: Aspect;
}

/** More than a delivery has: what a record forgets is not the reducer's mistake. */
const capacity = 1000;

/** Follows one subject, from before its first report. */
export function expecting(lifecycle: Judging, { subject, subscribed, by }: ExpectingOptions): Expecting {
  const open = lifecycle.open({ subject, subscribed, capacity });
  const heard: Observation[] = [];
  let record = open;
  let isOpenWhich = false;

  return {
    next(observation, before) {
      const { verdict, record: after } = lifecycle.observe(record, observation);
      // Duplicate, stale, superseded, unknown, illegal: nothing may change.
      if (after === record) return { verdict, allowed: [before] };
      heard.push(observation);
      record = after;
      const answers = answersIn(lifecycle, open, record, heard, by);
      const wasOpenWhich = isOpenWhich;
      isOpenWhich = answers.length > 1;
      // A report that names no status may be left aside; a late one need not settle what equal times leave open.
      const mayStay = observation.status === undefined || (verdict.kind === "late" && (wasOpenWhich || isOpenWhich));
      return { verdict, allowed: mayStay ? [...new Set([...answers, before])] : answers };
    },
  };
}

/**
 * The order of reports of equal time is anyone's guess: the lifecycle takes the one with the fewest missing reports, then
 * delivery ids decide, which mean nothing to the consumer. An answer is as good when it would be the lifecycle's if one of
 * them had happened a moment after the others.
 */
function answersIn(
  lifecycle: Judging,
  open: KycleRecord,
  record: KycleRecord,
  heard: readonly Observation[],
  by: Aspect,
): readonly Shown[] {
  const own = lifecycle.view(record)[by];
  const newest = record.window.findLast(({ at }) => at !== undefined)?.at;
  if (newest === undefined) return [own];
  const tied = heard.filter((observation) => trustedTime(observation) === newest);
  if (tied.length < 2) return [own];
  const others = tied.map((last) => {
    // When it was received says no more than that its time is trusted, and might say otherwise a moment later.
    const aMomentLater = { ...last, at: aMomentAfter(newest), receivedAt: undefined };
    const parted = heard.map((observation) => (observation === last ? aMomentLater : observation));
    return lifecycle.view(parted.reduce((soFar, told) => lifecycle.observe(soFar, told).record, open))[by];
  });
  return [...new Set([own, ...others])];
}

/** Later than an instant, by less than any provider's clock can tell. */
function aMomentAfter(instant: Instant): Instant {
  const digits = instant.slice(0, -1);
  return `${digits}${digits.includes(".") ? "" : "."}00000000001Z`;
}
