/**
 * The vendor's words for one process, verbatim. EXPIRED is not told when it happens: it is what is found of a process that
 * was not completed in time.
 *
 * Source: the page "Verification Status", table "Process Statuses".
 */
import type { GuardWords } from "../../../src/definition.js";
import type { Phase } from "../../../src/phase.js";
import { endedStatuses, unfinishedStatuses } from "../status-body.js";

/** The 7 statuses of the page's table, in its order. */
export const statuses = [...unfinishedStatuses, ...endedStatuses] as const;

export type Status = (typeof statuses)[number];

/** AssetPay sends its merchants no webhook about a process; the client's status is polled. */
export const announced = { by: "status", always: [], maybe: [] } as const;

export const phases: Readonly<Record<Status, Phase>> = {
  CREATED: "awaiting_person",
  CAPTURE_PENDING: "awaiting_person",
  PROCESSING: "awaiting_provider",
  ACCEPTED: "approved",
  REJECTED: "declined",
  ERROR: "no_result",
  EXPIRED: "no_result",
};

const another = "the client starts another process, which has a processId of its own";

/** How the client comes to another try. */
export const retries = { REJECTED: another, ERROR: another, EXPIRED: another } satisfies {
  readonly [S in Status]?: string;
};

/** The guards in words. */
export const guards: Readonly<Record<string, GuardWords>> = {
  lateResults: {
    needs: "a vendor that takes results after 30 minutes",
    needsNot: "a vendor that takes no result after 30 minutes",
    numbers: ({ lateResults }) => (lateResults === true ? "lateResults is on" : "lateResults is off"),
    evidence: {
      level: "ASSUMED",
      source: "Verification Status: Process Statuses",
      note: "whether a result may follow EXPIRED is not told",
    },
  },
};

export const leftOut = [
  { what: "verificationLevel and linkedIdentity", why: "they are the client's: lifecycle assetpay/client" },
  { what: "dossierId", why: "Signicat's own number for the process; processId identifies it" },
  { what: "captureUrl", why: "a link for the person alone; whoever has it may act as the person" },
  { what: "requestId", why: "it identifies the answer, not what it says; a poll that repeats is told by its content" },
  { what: "Signicat's webhook to AssetPay (D)", why: "it is not sent to a merchant; what it changes is polled" },
] as const;
