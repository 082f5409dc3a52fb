/**
 * What a client is at, in words of ours: the vendor has a level of 0 or 1 and the status of the latest process, and only
 * the two together say whether the client may start another one.
 *
 * Source: the page "Verification Status", response fields; the vendor's "Start Verification" and "Link Verified Identity" (D).
 */
import type { GuardWords } from "../../../src/definition.js";
import type { Json } from "../../../src/json.js";
import type { Phase } from "../../../src/phase.js";

/** Ours: no process was ever started, the latest runs, the latest ended at level 0, level 1. */
export const statuses = ["no_process", "running", "ended", "verified"] as const;

export type Status = (typeof statuses)[number];

/** AssetPay sends its merchants no webhook about a verification; the client's status is polled. */
export const announced = { by: "status", always: [], maybe: [] } as const;

export const phases: Readonly<Record<Status, Phase>> = {
  no_process: "not_started",
  running: "awaiting_person",
  ended: "no_result", // whether rejected, failed or expired: another process may start
  verified: "approved",
};

/** How the client comes to another try. */
export const retries = { ended: "the client starts another process while processes are left" } satisfies {
  readonly [S in Status]?: string;
};

/** "2 of 2 processes are used". */
function used(count: Json | undefined, limit: Json | undefined): string {
  return typeof limit === "number" ? `${Number(count)} of ${limit} processes are used` : "processes are unlimited";
}

const start = "Start Verification (D): Limits and Errors";

/** The guards in words. */
export const guards: Readonly<Record<string, GuardWords>> = {
  notVerified: {
    needs: "verificationLevel 0",
    needsNot: "verificationLevel 1",
    numbers: ({ verificationLevel }) =>
      verificationLevel === 1 ? "it is 1, so that starting and linking are refused with error 2301" : "it is 0",
    evidence: { level: "STATED", source: start, note: "2301: the client is already at level 1; so for a link" },
  },
  noneUnfinished: {
    needs: "no unfinished process younger than 30 minutes",
    needsNot: "an unfinished process younger than 30 minutes",
    numbers: ({ unfinished }) =>
      unfinished === true
        ? "the latest is unfinished: refused with error 2302 until it is 30 minutes old"
        : "there is none",
    evidence: { level: "STATED", source: start, note: "2302: an active process exists from the last 30 minutes" },
  },
  processesLeft: {
    needs: "a process left",
    needsNot: "no process left",
    numbers: ({ processes, maxProcesses }) => used(processes, maxProcesses),
    evidence: { level: "ASSUMED", source: start, note: "a limit of the caller's own; the vendor tells of none" },
  },
};

export const leftOut = [
  {
    what: "email",
    why: "the address given at the start, by which an identity is found for linking; a person's, and it moves no state",
  },
  {
    what: "linkedIdentity's id, firstName, lastName, documentCountry and linkedAt",
    why: "the person's; only whether there is an identity is read",
  },
  { what: "why a process ended", why: "it is the process's: lifecycle assetpay/process" },
  { what: "the 30 minutes of a process", why: "they run from the process's creation: lifecycle assetpay/process" },
  {
    what: "errors 2103, 2300, 2305, 2306, 2310 and 2312 of a start or a link (D)",
    why: "answers to other calls; each leaves the client where it was",
  },
  { what: "the client token", why: "how the client is known to the vendor; a token belongs in no log" },
  { what: "the credit caps that go with a level (D)", why: "what a verification is good for, not where it stands" },
] as const;
