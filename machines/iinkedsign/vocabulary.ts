/**
 * The vendor's words, verbatim. Its own example payload says `completed`, a word that its table of states does not list.
 *
 * Source: the page "Verification status", table "Verification states" and example.
 */
import type { GuardWords } from "../../src/definition.js";
import type { Json } from "../../src/json.js";
import type { Phase } from "../../src/phase.js";

/** The 21 states of the page's table, in its order. */
export const statuses = [
  "not_started",
  "start",
  "consent",
  "consent_processing",
  "identity",
  "identity_processing",
  "kba",
  "kba_processing",
  "document",
  "document_processing",
  "end",
  "passed",
  "failed",
  "failed_reset",
  "failed_locked",
  "error",
  "error_reset",
  "error_locked",
  "cancelled",
  "cancelled_reset",
  "invalid",
] as const;

export type Status = (typeof statuses)[number];

/** Words on the wire that stand for a status. ASSUMED: the prose says the event is sent when a verification "completed". */
export const aliases: ReadonlyMap<string, Status> = new Map([["completed", "passed"]]);

/** The one webhook: sent when a signer completed or failed a verification. */
export const action = "verification_status";

/** A `not_started` verification is virtual (D): its id is all zeros and identifies no run. */
export const noRun = "00000000-0000-0000-0000-000000000000";

export const announced = {
  by: "status",
  always: ["passed", "failed", "failed_reset", "failed_locked"], // STATED: completed or failed by a signer
  maybe: ["error", "error_reset", "error_locked", "cancelled", "cancelled_reset", "invalid"], // ASSUMED
} as const;

export const phases: Readonly<Record<Status, Phase>> = {
  not_started: "not_started",
  start: "awaiting_person",
  consent: "awaiting_person",
  consent_processing: "awaiting_provider",
  identity: "awaiting_person",
  identity_processing: "awaiting_provider",
  kba: "awaiting_person",
  kba_processing: "awaiting_provider",
  document: "awaiting_person",
  document_processing: "awaiting_provider",
  end: "awaiting_provider",
  passed: "approved",
  failed: "awaiting_person",
  failed_reset: "awaiting_owner",
  failed_locked: "declined",
  error: "awaiting_person",
  error_reset: "awaiting_owner",
  error_locked: "no_result",
  cancelled: "no_result",
  cancelled_reset: "awaiting_person",
  invalid: "no_result",
};

/** How the signer comes to another try. */
export const retries = {
  failed: "the signer retries under the same verificationId",
  error: "the signer retries under the same verificationId",
  failed_reset: "the package owner resets the signer, then a new verificationId begins",
  error_reset: "the package owner resets the signer, then a new verificationId begins",
  cancelled_reset: "a new verificationId begins",
} satisfies { readonly [S in Status]?: string };

/** "3 of 3 attempts are used", counting the try that is being refused. */
function used(count: Json | undefined, limit: Json | undefined, what: string): string {
  return typeof limit === "number"
    ? `${Math.min(Number(count), limit)} of ${limit} ${what} are used`
    : `${what} are unlimited`;
}

const policies = { level: "STATED", source: "Help centre (D): Policies, Retries and Resettable" } as const;
const order = {
  level: "ASSUMED",
  source: "Verification status: Verification states",
  note: "a step that the policy does not require is left out",
} as const;

const stepWords = (step: string): GuardWords => ({
  needs: `a policy with the ${step} step`,
  needsNot: `a policy without the ${step} step`,
  numbers: ({ steps }) => `its steps are ${Array.isArray(steps) && steps.length > 0 ? steps.join(", ") : "none"}`,
  evidence: order,
});

/** The guards in words; the numbers are those of the try that was refused. */
export const guards: Readonly<Record<string, GuardWords>> = {
  attemptsLeft: {
    needs: "an attempt left after this failure",
    needsNot: "no attempt left after this failure",
    numbers: ({ failures, maxAttempts }) => used(Number(failures) + 1, maxAttempts, "attempts"),
    evidence: {
      level: "STATED",
      source: "Verification status: note on 3 attempts",
      note: "3 attempts, all failed, send failed, failed, failed_reset or failed_locked",
    },
  },
  errorsLeft: {
    needs: "an error left after this one",
    needsNot: "no error left after this one",
    numbers: ({ errors, maxErrors }) => used(Number(errors) + 1, maxErrors, "errors"),
    evidence: { level: "ASSUMED", source: "Verification status: Verification states", note: "the limit is not told" },
  },
  resetsLeft: {
    needs: "a reset left",
    needsNot: "no reset left",
    numbers: ({ resets, maxResets }) => used(resets, maxResets, "resets"),
    evidence: policies,
  },
  consentRequired: stepWords("consent"),
  identityRequired: stepWords("identity"),
  kbaRequired: stepWords("kba"),
  documentRequired: stepWords("document"),
};

export const leftOut = [
  {
    what: "the webhook's `continue`",
    why: "whether the signer may go on to signing; it moves no state and is only checked for oddities",
  },
  { what: "VSR in place of a package", why: "the page treats the two alike; the ids are the same" },
  { what: "the result's reasons and scores (D)", why: "they describe the person, not the lifecycle" },
] as const;
