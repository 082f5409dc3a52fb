/**
 * The legal transitions, transcribed by hand from the vendor's pages and specification and independent of the machine: a
 * law compares the two edge for edge.
 *
 * D = the vendor's pages on inquiries and webhooks; O = its OpenAPI 2025-12-08; S = the page "Verification Lifecycle".
 */
import type { EvidenceRow } from "../../../src/evidence.js";
import type { Policy } from "./policy.js";

const model = "Inquiries (D): statuses";
const decisions = "Inquiries (D): decisions";
const specification = "OpenAPI 2025-12-08 (O)";

interface Counts {
  readonly failures: number;
  readonly redactions: number;
}

const attemptsAreLeft = ({ failures, maxAttempts }: Policy & Counts): boolean =>
  maxAttempts === "unlimited" || failures < maxAttempts;
const mayOverturn = ({ decisionsOverturn }: Policy): boolean => decisionsOverturn;

const millisecondsPerHour = 3_600_000;

export const rows: readonly EvidenceRow<Policy & Counts>[] = [
  { from: ["created"], to: "pending", event: ["inquiry.started"], level: "STATED", source: model },
  {
    from: ["pending"],
    to: "pending",
    event: ["verification.created"],
    when: attemptsAreLeft,
    level: "STATED",
    source: "Inquiries (D): retry branch",
    note: "attempts < 5 by default",
  },
  {
    from: ["pending"],
    to: "pending",
    event: ["verification.failed"],
    when: attemptsAreLeft,
    counts: "failures",
    level: "STATED",
    source: "Verification Lifecycle (S): Verification statuses",
    note: "the number of failed verification attempts within the inquiry",
  },
  { from: ["pending"], to: "completed", event: ["inquiry.completed"], level: "STATED", source: model },
  {
    from: ["pending"],
    to: "failed",
    event: ["inquiry.failed"],
    level: "STATED",
    source: model,
    note: "not only the limit of attempts leads here: templates may route to it",
  },
  {
    from: ["created", "pending"],
    to: "expired",
    event: ["inquiry.expired", "after expiry"],
    waits: ({ expiresAfterHours }) => expiresAfterHours * millisecondsPerHour,
    level: "STATED",
    source: model,
  },
  {
    from: ["expired"],
    to: "pending",
    event: ["owner.resumed"],
    when: ({ redactions }) => redactions === 0,
    level: "STATED",
    source: specification,
  },

  ...[
    { to: "approved", event: "inquiry.approved" },
    { to: "declined", event: "inquiry.declined" },
    { to: "needs_review", event: "inquiry.marked-for-review" },
  ].flatMap(({ to, event }) => [
    {
      from: ["completed", "failed", "expired"],
      to,
      event: [event],
      level: "STATED" as const,
      source: decisions,
    },
    {
      from: ["created", "pending"],
      to,
      event: [event],
      level: "IMPLIED" as const,
      source: specification,
      note: "the API sets it at any time, which prevents further progress",
    },
  ]),
  { from: ["needs_review"], to: "approved", event: ["inquiry.approved"], level: "IMPLIED", source: decisions },
  { from: ["needs_review"], to: "declined", event: ["inquiry.declined"], level: "IMPLIED", source: decisions },
  {
    from: ["approved"],
    to: "declined",
    event: ["inquiry.declined"],
    when: mayOverturn,
    level: "ASSUMED",
    source: decisions,
    note: "a later manual change",
  },
  {
    from: ["declined"],
    to: "approved",
    event: ["inquiry.approved"],
    when: mayOverturn,
    level: "ASSUMED",
    source: decisions,
    note: "a later manual change",
  },

  ...["created", "pending", "completed", "failed", "expired", "needs_review"].map((status) => ({
    from: [status],
    to: status,
    event: ["inquiry.redacted"],
    counts: "redactions",
    level: "STATED" as const,
    source: specification,
    note: "it moves no status; a redacted inquiry cannot be resumed",
  })),
  ...["created", "pending", "completed", "failed", "expired", "needs_review"].map((status) => ({
    from: [status],
    to: status,
    event: ["inquiry.updated-tags"],
    level: "STATED" as const,
    source: "Webhooks (D): inquiry events",
    note: "annotations move nothing",
  })),
];

export const start = { at: "created", level: "STATED", source: model } as const;

export const finality = {
  level: "ASSUMED",
  source: decisions,
  note: "a decision ends an inquiry for its owner, unless decisions can be overturned",
} as const;

export const order = {
  level: "IMPLIED",
  source: model,
  note: "the pages tell of no way there",
} as const;

export const never = [
  {
    from: ["approved", "declined"],
    to: "needs_review",
    level: "STATED",
    source: specification,
    note: "already approved or declined cannot be marked for review",
  },
] as const;
