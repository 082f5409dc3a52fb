/**
 * Persona's words for an inquiry, verbatim. An event's name and its status differ in more than a prefix
 * (`inquiry.marked-for-review`, `needs_review`), so a table says which is which.
 *
 * Source: the vendor's pages on inquiries and webhooks (D); its OpenAPI 2025-12-08 (O).
 */
import type { GuardWords } from "../../../src/definition.js";
import type { Phase } from "../../../src/phase.js";

export const statuses = [
  "created",
  "pending",
  "completed",
  "failed",
  "expired",
  "needs_review",
  "approved",
  "declined",
] as const;

export type Status = (typeof statuses)[number];

/** The status that each event tells of. */
export const statusByEvent: ReadonlyMap<string, Status> = new Map([
  ["inquiry.created", "created"],
  ["inquiry.started", "pending"],
  ["inquiry.completed", "completed"],
  ["inquiry.failed", "failed"],
  ["inquiry.expired", "expired"],
  ["inquiry.marked-for-review", "needs_review"],
  ["inquiry.approved", "approved"],
  ["inquiry.declined", "declined"],
]);

/** Events of a verification that its inquiry counts; they say nothing of the inquiry's status. */
export const countedEvents: ReadonlySet<string> = new Set(["verification.created", "verification.failed"]);

const annotations = ["inquiry.redacted", "inquiry.transitioned", "inquiry.updated-tags"];
const annotationPrefixes = ["inquiry.reusable-persona-", "inquiry-session."];

/** Whether an event leaves the inquiry's status as it is. `inquiry.redacted` comes after decisions, too. */
export function isAnnotation(name: string): boolean {
  return annotations.includes(name) || annotationPrefixes.some((prefix) => name.startsWith(prefix));
}

/** `owner.resumed` is never announced: Persona has no webhook for it. */
export const announced = {
  by: "event",
  always: [
    "inquiry.created",
    "inquiry.started",
    "inquiry.completed",
    "inquiry.failed",
    "inquiry.expired",
    "after expiry", // as `inquiry.expired`
    "inquiry.marked-for-review",
    "inquiry.approved",
    "inquiry.declined",
  ], // STATED D
  maybe: [],
} as const;

/** Completed, failed and expired are ends for the person; the owner's rules or people then decide. */
export const phases: Readonly<Record<Status, Phase>> = {
  created: "not_started",
  pending: "awaiting_person",
  completed: "awaiting_owner",
  failed: "awaiting_owner",
  expired: "awaiting_owner",
  needs_review: "awaiting_owner",
  approved: "approved",
  declined: "declined",
};

/** How the person comes to another try. */
export const retries = {
  pending: "a new verification begins in the same inquiry while attempts are left",
  expired: "the owner resumes the inquiry, unless it was redacted",
} satisfies { readonly [S in Status]?: string };

export const guards: Readonly<Record<string, GuardWords>> = {
  attemptsLeft: {
    needs: "an attempt left",
    needsNot: "no attempt left",
    numbers: ({ failures, maxAttempts }) =>
      typeof maxAttempts === "number"
        ? `${Number(failures)} of ${maxAttempts} attempts are used`
        : "attempts are unlimited",
    evidence: {
      level: "STATED",
      source: "Inquiries (D): retry branch",
      note: "attempts < 5 by default, counting failed verifications",
    },
  },
  notRedacted: {
    needs: "an inquiry that was not redacted",
    needsNot: "an inquiry that was redacted",
    numbers: ({ redacted }) => (redacted === true ? "it was" : "it was not"),
    evidence: { level: "STATED", source: "OpenAPI 2025-12-08 (O): resume an inquiry" },
  },
  overturnAllowed: {
    needs: "the switch decisionsOverturn",
    needsNot: "the switch decisionsOverturn off",
    numbers: ({ decisionsOverturn }) => `it is ${decisionsOverturn === true ? "on" : "off"}`,
    evidence: {
      level: "ASSUMED",
      source: "Inquiries (D): decisions",
      note: "a later manual change of a decision; the vendor neither tells of it nor rules it out",
    },
  },
};

export const leftOut = [
  {
    what: "inquiry templates: steps and branches (D)",
    why: "they describe collection and checks; of them only the limit of attempts and the expiry move a status",
  },
  {
    what: "`fields`, `tags`, `note`, `reviewer-comment`, `behaviors`, `reference-id`, `creator` (O)",
    why: "they describe people, not the lifecycle",
  },
  {
    what: "`started-at`, `completed-at`, `failed-at`, `decisioned-at`, `expired-at`, `redacted-at` (O)",
    why: "a status is never inferred from timestamps",
  },
  {
    what: "`expires-at` (O)",
    why: "the vendor's own sum of creation and expiry; the deadline is computed from the policy",
  },
  {
    what: "`relationships.verifications` (O)",
    why: "ids without results; attempts are counted from the verifications' own events",
  },
  {
    what: "inquiry.transitioned, inquiry.updated-tags, inquiry.reusable-persona-…, inquiry-session.… (D)",
    why: "annotations that move nothing: read as no-information",
  },
  {
    what: "the other events of a verification, and those of accounts, cases, reports and transactions (D)",
    why: "about another resource, without effect on the inquiry's status: irrelevant",
  },
  {
    what: "who decided: rules, a workflow or a person (O)",
    why: "the decision's status and event are the same",
  },
  {
    what: "sandbox or production, the header Persona-Signature, the retries of a delivery (O, D)",
    why: "the receiving service's to know and to do, as for a verification",
  },
] as const;
