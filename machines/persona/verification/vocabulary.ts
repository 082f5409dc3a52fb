/**
 * Persona's words for a verification, verbatim. An event's name and its status differ in more than a prefix
 * (`verification.requires-retry`, `requires_retry`), so a table says which is which.
 *
 * Source: the page "Verification Lifecycle" (S); the vendor's OpenAPI 2025-12-08 (O); its pages on webhooks (D).
 */
import type { GuardWords } from "../../../src/definition.js";
import type { Evidence } from "../../../src/evidence.js";
import type { Json } from "../../../src/json.js";
import type { Phase } from "../../../src/phase.js";

/** The page's statuses and, after `submitted`, the two provisional ones of O. O says that the list is not closed. */
export const statuses = [
  "initiated",
  "confirmed",
  "submitted",
  "tentatively_passed",
  "tentatively_failed",
  "passed",
  "failed",
  "requires_retry",
  "canceled",
  "skipped",
] as const;

export type Status = (typeof statuses)[number];

/** The status that each event tells of. */
export const statusByEvent: ReadonlyMap<string, Status> = new Map([
  ["verification.created", "initiated"],
  ["verification.submitted", "submitted"],
  ["verification.tentatively-passed", "tentatively_passed"],
  ["verification.tentatively-failed", "tentatively_failed"],
  ["verification.passed", "passed"],
  ["verification.failed", "failed"],
  ["verification.requires-retry", "requires_retry"],
  ["verification.canceled", "canceled"],
  ["verification.skipped", "skipped"],
]);

/** Events that move nothing. `verification.escalated` carries the final status that it comments on. */
export const annotations: ReadonlySet<string> = new Set(["verification.escalated", "verification.updated-tags"]);

/** `code.confirmed` and `claims.saved` are never announced: Persona has no webhook for them. */
export const announced = {
  by: "event",
  always: [
    "verification.created",
    "verification.submitted",
    "verification.tentatively-passed",
    "verification.tentatively-failed",
    "verification.passed",
    "verification.failed",
    "verification.requires-retry",
    "verification.canceled",
    "verification.skipped",
  ], // STATED D
  maybe: ["claims.resubmitted"], // ASSUMED, as `verification.submitted`
} as const;

/** What a type may do that others may not; a type can be of two kinds. The words are the part after `verification/`. */
export const kinds = {
  /** STATED S. */
  code: (type: string): boolean => type === "email-address" || type === "phone-number",
  /** STATED S for aamva; O shows it for `database`, hence for every type that begins so. */
  skippable: (type: string): boolean => type === "aamva" || type.startsWith("database"),
  /** STATED O. */
  tentativelyPassing: (type: string): boolean => type === "document" || type === "qes-infocert",
  /** STATED O. */
  tentativelyFailing: (type: string): boolean => type === "database-business" || type === "database-business-footprint",
} as const;

/** The kinds of a type in one word; types with the same word move the machine alike. */
export function kindsOf(type: Json): string {
  const named = Object.entries(kinds).filter(([, includes]) => typeof type === "string" && includes(type));
  return named.map(([kind]) => kind).join();
}

export const phases: Readonly<Record<Status, Phase>> = {
  initiated: "awaiting_person",
  confirmed: "awaiting_provider",
  submitted: "awaiting_provider",
  tentatively_passed: "awaiting_provider",
  tentatively_failed: "awaiting_provider",
  passed: "approved",
  failed: "declined",
  requires_retry: "no_result",
  canceled: "no_result",
  skipped: "no_result",
};

/** How the person comes to another try: never under the same verification, unless `resubmitSameObject` says so. */
export const retries = {
  failed: "a new verification begins, within its inquiry while attempts are left",
  requires_retry: "a new verification begins, with better input",
  canceled: "a new verification begins; the timeout was no failure of the person's",
} satisfies { readonly [S in Status]?: string };

/** The type itself is not told: where it is unknown, another of its kind stands for it. */
const typeWords = (kind: keyof typeof kinds, types: string, evidence: Evidence): GuardWords => ({
  needs: `a type that is ${types}`,
  needsNot: `a type that is not ${types}`,
  numbers: ({ type }) => `its type is ${typeof type === "string" && kinds[kind](type) ? "one" : "another"}`,
  evidence,
});

const statusTable = "Verification Lifecycle (S): Verification statuses";
const specification = "OpenAPI 2025-12-08 (O): verification statuses";

export const guards: Readonly<Record<string, GuardWords>> = {
  typeHasCode: typeWords("code", "email-address or phone-number", { level: "STATED", source: statusTable }),
  typeSkippable: typeWords("skippable", "aamva or of the database family", {
    level: "STATED",
    source: statusTable,
    note: "the page names AAMVA; O shows skipped on verification/database",
  }),
  typePassesTentatively: typeWords("tentativelyPassing", "document or qes-infocert", {
    level: "STATED",
    source: specification,
  }),
  typeFailsTentatively: typeWords("tentativelyFailing", "database-business or database-business-footprint", {
    level: "STATED",
    source: specification,
  }),
  resubmissionAllowed: {
    needs: "the switch resubmitSameObject",
    needsNot: "the switch resubmitSameObject off",
    numbers: ({ resubmitSameObject }) => `it is ${resubmitSameObject === true ? "on" : "off"}`,
    evidence: {
      level: "ASSUMED",
      source: statusTable,
      note: "a resubmission is required; that it is a new verification is not said",
    },
  },
};

export const leftOut = [
  {
    what: "the organization that a verification is associated with (S)",
    why: "the consumer's own; no message names it, and no transition depends on it",
  },
  {
    what: "VerificationTemplate: collection options and required checks (S)",
    why: "it decides which result comes, not which may; the template's relationship stays outside",
  },
  {
    what: "`checks`, their statuses, requirements and metadata (S, O)",
    why: "a verification can pass with a failed check that was not required: never a status",
  },
  {
    what: "`submitted-at`, `completed-at`, `redacted-at` (O)",
    why: "a status is never inferred from timestamps",
  },
  {
    what: "claims, images, tags, scores, countries (S, O)",
    why: "they describe the person, not the lifecycle",
  },
  {
    what: "sandbox or production (O)",
    why: "messages look the same in both; the receiving endpoint knows which it is",
  },
  {
    what: "the header Persona-Signature (D)",
    why: "verifying it is the receiving service's work, before a body is read",
  },
  {
    what: "the deadline of 5 s for an answer, then 7 retries over about 51 hours (D)",
    why: "delivery is the receiving service's; an event lost after that shows as a gap",
  },
  {
    what: "verification.escalated, verification.updated-tags (O)",
    why: "annotations that move nothing: read as no-information",
  },
  {
    what: "the Help Center (S: Learn more)",
    why: "it tells more of the same statuses; what was taken from it is marked D",
  },
] as const;
