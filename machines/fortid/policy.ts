/**
 * How a verifier service is configured. No answer carries it, and the page gives no defaults: of a timeout that is not
 * given nothing is known, and no report is then mistimed by it.
 *
 * Source: the page "Verification Status Check", `session_timeout_secs` and `session_timeout_grace_period_secs`.
 */
import * as z from "zod";
import type { LifecycleDefinition } from "../../src/definition.js";
import { addMilliseconds, compareInstants, type Instant } from "../../src/instant.js";

/** Eleven days each: together still within what a timer of Node's or a browser's can wait. */
const longestSeconds = 1_000_000;

const timerSeconds = z.int().min(1).max(longestSeconds);

export const policySchema = z.strictObject({
  /** `session_timeout_secs`: how long a session may be IN_PROGRESS. STATED. */
  sessionTimeoutSeconds: timerSeconds,
  /** `session_timeout_grace_period_secs`: how long after the timeout a session is still known. STATED. */
  gracePeriodSeconds: timerSeconds,
  /** How far the service's clock and the caller's may differ before a report is mistimed. Our own. */
  clockToleranceSeconds: z.int().min(0).max(86_400),
  /** Our own switch: a finished session answers 410 after the timeout, too. ASSUMED of others in the field, off. */
  finishedSessionsExpire: z.boolean(),
});

export type Policy = Readonly<z.output<typeof policySchema>>;

/** The fields that are known. */
const givenSchema = policySchema.partial();

/** The machine's input where nothing is given; its two timeouts are invented, and no verdict rests on them. */
export const defaults: Policy = {
  sessionTimeoutSeconds: 300,
  gracePeriodSeconds: 60,
  clockToleranceSeconds: 5,
  finishedSessionsExpire: false,
};

/** What an unknown field may be: how long a timer runs moves no transition, and our own fields are as given or default. */
export const family: { readonly [Field in keyof Policy]: readonly Policy[Field][] } = {
  sessionTimeoutSeconds: [defaults.sessionTimeoutSeconds],
  gracePeriodSeconds: [defaults.gracePeriodSeconds],
  clockToleranceSeconds: [defaults.clockToleranceSeconds],
  finishedSessionsExpire: [defaults.finishedSessionsExpire],
};

/**
 * The rules between times that a report breaks, as far as the timeouts are known. A 410 or 404 is too early only by a
 * start that the caller gave; an IN_PROGRESS is too late also by the first report, whichever of the two came in late.
 */
export const mistimed: NonNullable<LifecycleDefinition["mistimed"]> = (report, known) => {
  if (known.policy["sessionTimeoutSeconds"] === undefined) return [];
  const given = givenSchema.parse(known.policy);
  const { sessionTimeoutSeconds: timeout, gracePeriodSeconds: grace } = given;
  const tolerance = given.clockToleranceSeconds ?? defaults.clockToleranceSeconds;
  if (timeout === undefined) return [];
  const { startedAt, firstAt } = known;
  const began = startedAt ?? earlier(report.at, firstAt ?? report.at);
  const isBefore = (at: Instant, seconds: number): boolean =>
    compareInstants(at, addMilliseconds(began, seconds * 1000)) < 0;

  const isFirst = startedAt === undefined && began !== firstAt;
  const outlasts = [report, ...(isFirst ? known.reports : [])].some(
    ({ status, at }) => status === "IN_PROGRESS" && at !== undefined && !isBefore(at, timeout + tolerance),
  );
  if (outlasts) return [`IN_PROGRESS ends ${timeout} s after the start`];
  if (startedAt === undefined) return [];
  if (report.status === "EXPIRED" && isBefore(report.at, timeout - tolerance)) {
    return [`EXPIRED begins ${timeout} s after the start`];
  }
  if (report.status === "REMOVED" && grace !== undefined && isBefore(report.at, timeout + grace - tolerance)) {
    return [`REMOVED begins ${timeout + grace} s after the start`];
  }
  return [];
};

function earlier(a: Instant, b: Instant): Instant {
  return compareInstants(a, b) < 0 ? a : b;
}
