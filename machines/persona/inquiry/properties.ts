/**
 * What never happens to an inquiry, by the vendor's own sentences. `prove` decides each claim on every configuration that
 * the machine can reach.
 *
 * D = the vendor's pages on inquiries and webhooks; O = its OpenAPI 2025-12-08; S = the page "Verification Lifecycle".
 */
import { where } from "../../../src/proof/moment.js";
import {
  atMost,
  type Claims,
  counts,
  eventuallyPossible,
  leadsTo,
  type MomentOf,
  never,
  neverAfter,
  possible,
} from "../../../src/proof/property.js";
import type { machine } from "./machine.js";
import type { policySchema } from "./policy.js";
import type { Status } from "./vocabulary.js";

const model = "Inquiries (D): statuses";
const retryBranch = "Inquiries (D): retry branch";
const decisions = "Inquiries (D): decisions";
const expiry = "Inquiries (D): expiry";
const specification = "OpenAPI 2025-12-08 (O)";

const millisecondsPerHour = 3_600_000;
const decisionsOverturn = [false, true];

const attemptsLeft = where<MomentOf<Status, typeof policySchema, typeof machine>>(
  "pending",
  ({ context, policy }) => context.failures !== policy.maxAttempts,
);

export const properties: Claims<Status, typeof policySchema, typeof machine> = [
  {
    name: "no more failed verifications than the inquiry's attempts",
    property: atMost("verification.failed", "maxAttempts"),
    level: "STATED",
    source: retryBranch,
    note: "attempts < 5 by default",
  },
  {
    name: "no verification starts once the inquiry's attempts are used up",
    property: never(where("verification.created", ({ from, policy }) => from?.context.failures === policy.maxAttempts)),
    level: "STATED",
    source: retryBranch,
  },
  {
    name: "no verification is kept from starting while attempts are left",
    property: eventuallyPossible("verification.created", { whenever: attemptsLeft }),
    level: "STATED",
    source: retryBranch,
  },
  {
    name: "no verification is kept from failing while attempts are left",
    property: eventuallyPossible("verification.failed", { whenever: attemptsLeft }),
    level: "STATED",
    source: retryBranch,
  },
  {
    name: "no failed verification is forgotten",
    property: counts("failures", "verification.failed"),
    level: "STATED",
    source: "Verification Lifecycle (S): Verification statuses",
    note: "the number of failed verification attempts within the inquiry",
  },
  {
    name: "an approved or declined inquiry is never marked for review",
    property: neverAfter(["approved", "declined"], "needs_review"),
    level: "STATED",
    source: specification,
    note: "already approved or declined cannot be marked for review",
  },
  {
    name: "a decided inquiry never goes back to the person or the owner",
    property: neverAfter(["approved", "declined"], ["created", "pending", "completed", "failed", "expired"]),
    level: "STATED",
    source: specification,
    note: "a decision prevents further progress",
  },
  {
    name: "no decision is overturned where decisions stand",
    property: neverAfter(["approved", "declined"], ["inquiry.approved", "inquiry.declined"], {
      when: (policy) => !policy.decisionsOverturn,
    }),
    across: { decisionsOverturn },
    level: "ASSUMED",
    source: decisions,
  },
  {
    name: "no approved inquiry is closed to a refusal where decisions can be overturned",
    property: eventuallyPossible("declined", { whenever: "approved", when: (policy) => policy.decisionsOverturn }),
    level: "ASSUMED",
    source: decisions,
    note: "a later manual change",
  },
  {
    name: "no declined inquiry is closed to an approval where decisions can be overturned",
    property: eventuallyPossible("approved", { whenever: "declined", when: (policy) => policy.decisionsOverturn }),
    level: "ASSUMED",
    source: decisions,
    note: "a later manual change",
  },
  {
    name: "a redacted inquiry is never resumed",
    property: neverAfter("inquiry.redacted", "owner.resumed"),
    level: "STATED",
    source: specification,
    note: "a redacted inquiry cannot be resumed",
  },
  {
    name: "an expired inquiry that was not redacted is never closed to resuming",
    property: possible("owner.resumed"),
    level: "STATED",
    source: specification,
  },
  {
    name: "an expired inquiry is never pending again but by resuming",
    property: neverAfter("expired", ["created", "pending"], { until: "owner.resumed" }),
    level: "STATED",
    source: specification,
  },
  {
    name: "nothing that the person has ended is open to the person again",
    property: neverAfter(["completed", "failed"], ["created", "pending", "expired"]),
    level: "IMPLIED",
    source: model,
  },
  {
    name: "no inquiry expires before its time, or after it",
    property: never(
      where("after expiry", ({ delay, policy }) => delay !== policy.expiresAfterHours * millisecondsPerHour),
    ),
    across: { expiresAfterHours: [24, 0.5, 596], maxAttempts: [1] },
    level: "STATED",
    source: expiry,
  },
  {
    name: "no inquiry stays open for ever",
    property: leadsTo(
      ["created", "pending"],
      ["completed", "failed", "expired", "needs_review", "approved", "declined"],
    ),
    level: "STATED",
    source: expiry,
  },
  {
    name: "no inquiry is beyond decision",
    property: eventuallyPossible(["approved", "declined"]),
    level: "IMPLIED",
    source: specification,
    note: "the API sets a decision at any time",
  },
];
