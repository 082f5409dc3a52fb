/**
 * The service's words, and two of ours: it says EXPIRED and REMOVED by an HTTP status code alone.
 *
 * Source: the page "Verification Status Check" of FortID's verifier service.
 */
import type { Context } from "../../src/graph/chart.js";
import type { GuardWords } from "../../src/definition.js";
import type { Phase } from "../../src/phase.js";

/** The words of a 200, in the page's order. */
export const words = ["IN_PROGRESS", "VERIFICATION_FAILED", "VERIFICATION_SUCCEEDED"] as const;

/**
 * All five. Where a verdict tells one of several ways that are as short, this order decides: a removal after IN_PROGRESS is
 * told through EXPIRED, as on the page, and never claims a result that nobody saw.
 */
export const statuses = ["IN_PROGRESS", "EXPIRED", "VERIFICATION_FAILED", "VERIFICATION_SUCCEEDED", "REMOVED"] as const;

export type Status = (typeof statuses)[number];

/** FortID sends no webhook; the session is polled. */
export const announced = { by: "status", always: [], maybe: [] } as const;

/** What a session that is over amounts to, whether or not it can still be asked about. */
function byOutcome({ outcome }: Context): Phase {
  if (outcome === "succeeded") return "approved";
  return outcome === "failed" ? "declined" : "no_result";
}

export const phases: Readonly<Record<Status, Phase | ((context: Context) => Phase)>> = {
  IN_PROGRESS: "awaiting_person",
  EXPIRED: byOutcome,
  VERIFICATION_FAILED: "declined",
  VERIFICATION_SUCCEEDED: "approved", // of the credential: whether the person may go on is the caller's check of the claims
  REMOVED: byOutcome,
};

const page = "Verification Status Check: timeout and grace period";

const whetherOpen = ({ outcome }: Context): string => (outcome === "open" ? "it is open" : "it is over");

/** The guards in words. */
export const guards: Readonly<Record<string, GuardWords>> = {
  isOpen: {
    needs: "an open session",
    needsNot: "a session that is over",
    numbers: whetherOpen,
    evidence: { level: "STATED", source: page, note: "while the session is IN_PROGRESS it can time out" },
  },
  isOver: {
    needs: "a session that is over",
    needsNot: "an open session",
    numbers: whetherOpen,
    evidence: { level: "IMPLIED", source: page, note: "a session that is IN_PROGRESS times out before it is removed" },
  },
  finishedSessionsExpire: {
    needs: "a service at which finished sessions expire too",
    needsNot: "a service at which only open sessions expire",
    numbers: ({ finishedSessionsExpire }) =>
      finishedSessionsExpire === true ? "finishedSessionsExpire is on" : "finishedSessionsExpire is off",
    evidence: { level: "ASSUMED", source: page, note: "only a session that is IN_PROGRESS is said to time out" },
  },
};

export const leftOut = [
  {
    what: "presentedClaims",
    why: "the person's own words; the caller checks them against its business, and they move no state",
  },
  { what: "description", why: "free text beside a failure; it may speak of the person, and it moves no state" },
  {
    what: "the message of a 400, 404, 410 or 500",
    why: "the HTTP status code says it; the page itself words it two ways",
  },
  { what: "X-API-KEY", why: "how the caller is known to the service; a key belongs in no log" },
  { what: "the trust policy of a session", why: "it decides how the service verifies, not where a session may go" },
] as const;
