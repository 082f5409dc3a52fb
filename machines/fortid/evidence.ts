/**
 * The legal transitions, transcribed by hand from the service's page and independent of the machine: a law compares the
 * two edge for edge.
 */
import type { EvidenceRow, NeverRow } from "../../src/evidence.js";
import type { Policy } from "./policy.js";

const statuses = "Verification Status Check: statuses";
const timeouts = "Verification Status Check: timeout and grace period";

const timeout = ({ sessionTimeoutSeconds }: Policy): number => sessionTimeoutSeconds * 1000;
const removal = ({ sessionTimeoutSeconds, gracePeriodSeconds }: Policy): number =>
  (sessionTimeoutSeconds + gracePeriodSeconds) * 1000;

export const rows: readonly EvidenceRow<Policy>[] = [
  {
    from: ["IN_PROGRESS"],
    to: "VERIFICATION_SUCCEEDED",
    event: ["verifier.succeeded"],
    level: "STATED",
    source: statuses,
  },
  {
    from: ["IN_PROGRESS"],
    to: "VERIFICATION_FAILED",
    event: ["verifier.failed"],
    level: "STATED",
    source: statuses,
  },
  {
    from: ["IN_PROGRESS"],
    to: "EXPIRED",
    event: ["after timeout"],
    waits: timeout,
    level: "STATED",
    source: timeouts,
    note: "session_timeout_secs after the start",
  },
  {
    from: ["EXPIRED"],
    to: "REMOVED",
    event: ["after removal"],
    waits: removal,
    level: "STATED",
    source: timeouts,
    note: "session_timeout_grace_period_secs after the timeout",
  },
  {
    from: ["VERIFICATION_SUCCEEDED", "VERIFICATION_FAILED"],
    to: "REMOVED",
    event: ["after removal"],
    waits: removal,
    level: "STATED",
    source: timeouts,
    note: "the session is removed no matter its status",
  },
  {
    from: ["VERIFICATION_SUCCEEDED", "VERIFICATION_FAILED"],
    to: "EXPIRED",
    event: ["after timeout"],
    when: ({ finishedSessionsExpire }) => finishedSessionsExpire,
    waits: timeout,
    level: "ASSUMED",
    source: timeouts,
    note: "off: only a session that is IN_PROGRESS is said to time out",
  },
];

export const never: readonly NeverRow[] = ["IN_PROGRESS", "VERIFICATION_SUCCEEDED", "VERIFICATION_FAILED"].map(
  (to) => ({
    from: ["EXPIRED"],
    to,
    level: "STATED",
    source: timeouts,
    note: "after a session has expired, 410 and then 404 are all that is returned",
  }),
);

export const start = { at: "IN_PROGRESS", level: "STATED", source: statuses } as const;

export const finality = {
  level: "STATED",
  source: timeouts,
  note: "a session that was removed is not found any more",
} as const;

export const order = {
  level: "IMPLIED",
  source: statuses,
  note: "a protocol that has terminated does not go on",
} as const;
