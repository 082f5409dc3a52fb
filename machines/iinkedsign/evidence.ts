/**
 * The legal transitions, transcribed by hand from the vendor's pages and independent of the machine: a law compares the
 * two edge for edge.
 *
 * Page = the vendor's "Verification status"; D = its help centre.
 */
import type { EvidenceRow } from "../../src/evidence.js";
import type { Policy } from "./policy.js";

const states = "Verification status: Verification states";
const note = "Verification status: note on 3 attempts";
const helpCentre = "Help centre (D)";

const processing = ["consent_processing", "identity_processing", "kba_processing", "document_processing"] as const;
const openSteps = [
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
] as const;
const beforeReset = ["not_started", ...openSteps, "failed", "error"] as const;
const nonFinal = [...beforeReset, "failed_reset", "error_reset"] as const;

interface Counts {
  readonly failures: number;
  readonly errors: number;
  readonly resets: number;
}

type Limit = number | "unlimited";

/** Whether so many are fewer than the policy allows. */
const below = (count: number, limit: Limit): boolean => limit === "unlimited" || count < limit;
const mayRetry = ({ failures, maxAttempts }: Policy & Counts): boolean => below(failures + 1, maxAttempts);
const mayRetryAfterError = ({ errors, maxErrors }: Policy & Counts): boolean => below(errors + 1, maxErrors);
const mayReset = ({ resets, maxResets }: Policy & Counts): boolean => below(resets, maxResets);

/** What comes after a step: the first of the later ones that is required, or else the end. */
function next({ steps }: Policy, from: string): string {
  const taken = ["consent", "identity", "kba", "document"];
  const done = taken.findIndex((step) => from === `${step}_processing`);
  return taken.find((step, place) => place > done && steps.some((required) => required === step)) ?? "end";
}

export const rows: readonly EvidenceRow<Policy & Counts>[] = [
  { from: ["not_started"], to: "start", event: ["signer.opened"], level: "IMPLIED", source: states },

  // A required step follows the ones before it; those that the policy does not require are passed over.
  ...["consent", "identity", "kba", "document", "end"].map((to) => ({
    from: ["start"],
    to,
    event: ["signer.proceeded"],
    when: (policy: Policy, from: string) => next(policy, from) === to,
    level: "ASSUMED" as const,
    source: states,
    note: "the steps come in the order of the table",
  })),
  ...[
    { to: "identity", from: ["consent_processing"] },
    { to: "kba", from: ["consent_processing", "identity_processing"] },
    { to: "document", from: ["consent_processing", "identity_processing", "kba_processing"] },
    { to: "end", from: processing },
  ].map(({ to, from }) => ({
    from,
    to,
    event: ["server.accepted"],
    when: (policy: Policy, at: string) => next(policy, at) === to,
    level: "ASSUMED" as const,
    source: states,
    note: "the steps come in the order of the table",
  })),

  { from: ["consent"], to: "consent_processing", event: ["signer.submitted"], level: "IMPLIED", source: states },
  { from: ["identity"], to: "identity_processing", event: ["signer.submitted"], level: "IMPLIED", source: states },
  { from: ["kba"], to: "kba_processing", event: ["signer.submitted"], level: "IMPLIED", source: states },
  { from: ["document"], to: "document_processing", event: ["signer.submitted"], level: "IMPLIED", source: states },
  {
    from: processing,
    to: "end",
    event: ["server.refused"],
    level: "ASSUMED",
    source: states,
    note: "a refused step ends the attempt early",
  },

  { from: ["end"], to: "passed", event: ["server.passed"], level: "STATED", source: states },
  {
    from: ["end"],
    to: "failed",
    event: ["server.failed"],
    when: mayRetry,
    counts: "failures",
    level: "STATED",
    source: note,
  },
  {
    from: ["end"],
    to: "failed_reset",
    event: ["server.failed"],
    when: (known) => !mayRetry(known) && mayReset(known),
    counts: "failures",
    level: "STATED",
    source: note,
  },
  {
    from: ["end"],
    to: "failed_locked",
    event: ["server.failed"],
    when: (known) => !mayRetry(known) && !mayReset(known),
    counts: "failures",
    level: "STATED",
    source: note,
  },
  {
    from: ["end"],
    to: "failed_reset",
    event: ["server.rejected"],
    when: mayReset,
    counts: "failures",
    level: "IMPLIED",
    source: helpCentre,
    note: "a result can carry noRetry, whatever the attempt",
  },
  {
    from: ["end"],
    to: "failed_locked",
    event: ["server.rejected"],
    when: (known) => !mayReset(known),
    counts: "failures",
    level: "IMPLIED",
    source: helpCentre,
    note: "a result can carry noRetry, whatever the attempt",
  },

  ...[
    { to: "error", when: mayRetryAfterError },
    { to: "error_reset", when: (known: Policy & Counts) => !mayRetryAfterError(known) && mayReset(known) },
    { to: "error_locked", when: (known: Policy & Counts) => !mayRetryAfterError(known) && !mayReset(known) },
  ].map(({ to, when }) => ({
    from: openSteps,
    to,
    event: ["server.erred"],
    when,
    counts: "errors",
    level: "ASSUMED" as const,
    source: states,
    note: "the statuses are stated, the limit is not",
  })),

  {
    from: ["failed", "error"],
    to: "start",
    event: ["signer.retried"],
    level: "STATED",
    source: states,
    note: "that the signer may retry is stated, that it begins at start is assumed",
  },
  {
    from: ["failed_reset", "error_reset"],
    to: "cancelled_reset",
    event: ["owner.reset"],
    when: mayReset,
    level: "STATED",
    source: states,
  },
  {
    from: beforeReset,
    to: "cancelled_reset",
    event: ["owner.reset"],
    when: mayReset,
    level: "IMPLIED",
    source: states,
    note: "the owner need not wait for a failure",
  },
  {
    from: ["cancelled_reset"],
    to: "not_started",
    event: ["server.renewed"],
    counts: "resets",
    clears: ["failures", "errors"],
    level: "IMPLIED",
    source: helpCentre,
    note: "the signer's current verificationId is a new one after a reset",
  },
  { from: nonFinal, to: "cancelled", event: ["package.cancelled"], level: "ASSUMED", source: states },
  {
    from: ["cancelled_reset"],
    to: "cancelled",
    event: ["package.cancelled"],
    level: "ASSUMED",
    source: states,
    note: "the package is cancelled before the new start",
  },
  {
    from: [...nonFinal, "cancelled_reset"],
    to: "invalid",
    event: ["system.invalidated"],
    level: "ASSUMED",
    source: states,
  },
];

export const start = { at: "not_started", level: "STATED", source: states } as const;

export const finality = {
  level: "STATED",
  source: states,
  note: "passed, failed_locked, error_locked, cancelled and invalid name no way on",
} as const;

export const order = {
  level: "IMPLIED",
  source: states,
  note: "the table names every state and who acts in it",
} as const;

export const runs = {
  level: "IMPLIED",
  source: helpCentre,
  note: "a signer has one current verificationId, and a reset brings a new one",
} as const;
