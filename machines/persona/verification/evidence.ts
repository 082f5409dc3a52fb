/**
 * The legal transitions, transcribed by hand from the vendor's page and specification and independent of the machine: a law
 * compares the two edge for edge.
 *
 * S = the page "Verification Lifecycle"; O = the vendor's OpenAPI 2025-12-08.
 */
import type { EvidenceRow } from "../../../src/evidence.js";
import type { Policy } from "./policy.js";

const lifecycle = "Verification Lifecycle (S): Verification lifecycle";
const statusTable = "Verification Lifecycle (S): Verification statuses";
const specification = "OpenAPI 2025-12-08 (O)";

const hasCode = ({ type }: Policy): boolean => ["email-address", "phone-number"].includes(type);
const isSkippable = ({ type }: Policy): boolean => type === "aamva" || type.startsWith("database");

export const rows: readonly EvidenceRow<Policy>[] = [
  {
    from: ["initiated"],
    to: "initiated",
    event: ["claims.saved"],
    level: "STATED",
    source: lifecycle,
    note: "from submitted on, attributes and images can no longer be changed",
  },
  {
    from: ["initiated"],
    to: "confirmed",
    event: ["code.confirmed"],
    when: hasCode,
    level: "IMPLIED",
    source: statusTable,
    note: "the status is stated, its place in the order is not",
  },
  { from: ["initiated"], to: "submitted", event: ["verification.submitted"], level: "STATED", source: lifecycle },
  {
    from: ["confirmed"],
    to: "submitted",
    event: ["verification.submitted"],
    level: "IMPLIED",
    source: statusTable,
    note: "the status is stated, its place in the order is not",
  },

  { from: ["submitted"], to: "passed", event: ["verification.passed"], level: "STATED", source: lifecycle },
  { from: ["submitted"], to: "failed", event: ["verification.failed"], level: "STATED", source: lifecycle },
  {
    from: ["submitted"],
    to: "skipped",
    event: ["verification.skipped"],
    when: isSkippable,
    level: "STATED",
    source: lifecycle,
    note: "the page names AAMVA; O shows it on verification/database",
  },
  {
    from: ["initiated"],
    to: "skipped",
    event: ["verification.skipped"],
    when: isSkippable,
    level: "IMPLIED",
    source: specification,
    note: "the example of verification.skipped has no submitted-at",
  },
  {
    from: ["submitted"],
    to: "requires_retry",
    event: ["verification.requires-retry"],
    level: "STATED",
    source: statusTable,
    note: "deprecated",
  },

  {
    from: ["submitted"],
    to: "tentatively_passed",
    event: ["verification.tentatively-passed"],
    when: ({ type }) => ["document", "qes-infocert"].includes(type),
    level: "IMPLIED",
    source: specification,
    note: "the status is stated, the way into it is not",
  },
  {
    from: ["submitted"],
    to: "tentatively_failed",
    event: ["verification.tentatively-failed"],
    when: ({ type }) => ["database-business", "database-business-footprint"].includes(type),
    level: "IMPLIED",
    source: specification,
    note: "the status is stated, the way into it is not",
  },
  ...[
    { to: "passed", event: "verification.passed" },
    { to: "failed", event: "verification.failed" },
    { to: "canceled", event: "verification.canceled" },
  ].map(({ to, event }) => ({
    from: ["tentatively_passed", "tentatively_failed"],
    to,
    event: [event],
    level: "IMPLIED" as const,
    source: specification,
    note: "provisional, so either result may follow",
  })),

  { from: ["submitted"], to: "canceled", event: ["verification.canceled"], level: "STATED", source: statusTable },
  {
    from: ["initiated", "confirmed"],
    to: "canceled",
    event: ["verification.canceled"],
    level: "STATED",
    source: specification,
    note: "expiring an inquiry cancels its pending verifications; that a timeout may come before submission is assumed",
  },
  {
    from: ["requires_retry"],
    to: "submitted",
    event: ["claims.resubmitted"],
    when: ({ resubmitSameObject }) => resubmitSameObject,
    level: "ASSUMED",
    source: statusTable,
    note: "off: a resubmission is required, and we take it to be a new verification",
  },
];

export const start = { at: "initiated", level: "STATED", source: lifecycle } as const;

export const finality = {
  level: "IMPLIED",
  source: lifecycle,
  note: "the lifecycle ends with the verification's completion, and a retry is a new verification",
} as const;

export const order = {
  level: "IMPLIED",
  source: lifecycle,
  note: "initialization, then submission, then completion",
} as const;
