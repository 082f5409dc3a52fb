/**
 * What never happens to a session, by the service's own sentences. `prove` decides each claim on every configuration that
 * the machine can reach.
 */
import { anything, where } from "../../src/proof/moment.js";
import { type Claims, inevitable, leadsTo, never, neverAfter, possible, precedes } from "../../src/proof/property.js";
import type { machine } from "./machine.js";
import type { policySchema } from "./policy.js";
import type { Status } from "./vocabulary.js";

const statuses = "Verification Status Check: statuses";
const timeouts = "Verification Status Check: timeout and grace period";

const finishedSessionsExpire = [false, true];
const seconds = { sessionTimeoutSeconds: [300, 1, 86_400], gracePeriodSeconds: [60, 7] };

export const properties: Claims<Status, typeof policySchema, typeof machine> = [
  {
    name: "nothing follows a removal",
    property: neverAfter("REMOVED", anything),
    level: "STATED",
    source: timeouts,
    note: "a session that was removed is not found any more",
  },
  {
    name: "410 never turns back into 200",
    property: neverAfter("EXPIRED", ["IN_PROGRESS", "VERIFICATION_SUCCEEDED", "VERIFICATION_FAILED"]),
    level: "STATED",
    source: timeouts,
    note: "after a session has expired, 410 and then 404 are all that is returned",
  },
  {
    name: "no success turns into a failure, and no failure into a success",
    property: never(
      ({ from, context }) =>
        from !== undefined && /succeeded|failed/.test(from.context.outcome) && context.outcome !== from.context.outcome,
    ),
    level: "STATED",
    source: statuses,
    note: "the protocol has terminated",
  },
  {
    name: "no success is invented by a 404",
    property: precedes("verifier.succeeded", ({ context }) => context.outcome === "succeeded"),
    level: "STATED",
    source: statuses,
  },
  {
    name: "no failure is invented by a 404",
    property: precedes("verifier.failed", ({ context }) => context.outcome === "failed"),
    level: "STATED",
    source: statuses,
  },
  {
    name: "no answer is without its outcome",
    property: never(
      where(
        ["VERIFICATION_SUCCEEDED", "VERIFICATION_FAILED"],
        ({ status, context }) => !status.endsWith(context.outcome.toUpperCase()),
      ),
    ),
    level: "STATED",
    source: statuses,
  },
  {
    name: "no session is over while it is open",
    property: never(where(["EXPIRED", "REMOVED"], ({ context }) => context.outcome === "open")),
    level: "STATED",
    source: timeouts,
    note: "a session in progress times out before it is removed",
  },
  {
    name: "a session in progress is never removed before it has expired",
    property: never(where("REMOVED", ({ from }) => from?.status === "IN_PROGRESS")),
    level: "STATED",
    source: timeouts,
  },
  {
    name: "no finished session expires where only open ones do",
    property: neverAfter(["VERIFICATION_SUCCEEDED", "VERIFICATION_FAILED"], "EXPIRED", {
      when: (policy) => !policy.finishedSessionsExpire,
    }),
    level: "ASSUMED",
    source: timeouts,
    note: "only a session that is IN_PROGRESS is said to time out",
  },
  {
    name: "no switch without effect: a finished session can expire where they do",
    property: possible(
      where("EXPIRED", ({ context }) => context.outcome === "succeeded"),
      { when: (policy) => policy.finishedSessionsExpire },
    ),
    across: { finishedSessionsExpire },
    level: "ASSUMED",
    source: timeouts,
  },
  {
    name: "nothing times out before session_timeout_secs, or after it",
    property: never(where("after timeout", ({ delay, policy }) => delay !== policy.sessionTimeoutSeconds * 1000)),
    across: seconds,
    level: "STATED",
    source: timeouts,
  },
  {
    name: "nothing is removed before its timeout and grace period, or after them",
    property: never(
      where(
        "after removal",
        ({ delay, policy }) => delay !== (policy.sessionTimeoutSeconds + policy.gracePeriodSeconds) * 1000,
      ),
    ),
    across: seconds,
    level: "STATED",
    source: timeouts,
  },
  {
    name: "no session is in progress for ever",
    property: leadsTo("IN_PROGRESS", ["EXPIRED", "VERIFICATION_SUCCEEDED", "VERIFICATION_FAILED"]),
    level: "STATED",
    source: timeouts,
  },
  {
    name: "no session is known for ever",
    property: inevitable("REMOVED"),
    across: { finishedSessionsExpire },
    level: "STATED",
    source: timeouts,
    note: "the session is removed no matter its status",
  },
];
