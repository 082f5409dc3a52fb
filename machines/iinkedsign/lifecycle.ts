/** iinkedSign: a signer verifies their identity before signing a package. One instance is one signer of one package. */
import type { EventFrom } from "xstate";
import { defineLifecycle, type Lifecycle } from "../../src/lifecycle.js";
import { finality, order, rows, runs, start } from "./evidence.js";
import { machine } from "./machine.js";
import { defaults, family, policySchema } from "./policy.js";
import { properties } from "./properties.js";
import { aliases, announced, guards, leftOut, phases, retries, statuses, type Status } from "./vocabulary.js";
import { readPoll, readWebhook } from "./wire.js";

/** The lifecycle's type by name, as a declaration file of yours will have it. */
export interface Iinkedsign extends Lifecycle<
  Status,
  EventFrom<typeof machine>["type"],
  typeof policySchema,
  typeof machine
> {}

/**
 * One subject is one signer of one package, `packageId/signerId`; each `verificationId` is a run.
 *
 * @example
 * ```ts
 * import { iinkedsign } from "kycle/iinkedsign";
 *
 * const reading = iinkedsign.read({
 *   verificationId: "0d9a3c52-7c1e-4b7a-9a51-6f2d8e4b1c30",
 *   packageId: "6f1b2a44-95d3-4c0e-8b6a-2f7c9d1e5a08",
 *   signerId: "c4e8d7b2-13fa-4f6e-9d05-7b8a6c2e1f94",
 *   continue: false,
 *   state: "failed",
 *   action: "verification_status",
 *   eventId: "a17c5e90-4d2b-4e8f-b3c6-5d9e8f7a6b21",
 *   eventTime: "2024-05-04T09:12:30.1250632Z",
 * });
 * if (reading.kind !== "observation") throw new Error(reading.message);
 * const { observation } = reading;
 * const record = iinkedsign.open({ subject: observation.subject, policy: { maxAttempts: 3 } });
 * const { verdict, record: next } = iinkedsign.observe(record, observation);
 * verdict.kind; // => "advance"
 * iinkedsign.view(next).attempts; // => { used: 1, left: 2 }
 * ```
 */
export const iinkedsign: Iinkedsign = defineLifecycle({
  id: "iinkedsign",
  provider: "iinkedsign",
  module: "kycle/iinkedsign",
  title: "A signer's identity verification for one package, through retries and the package owner's resets.",
  machine,
  statuses,
  words: aliases,
  leftOut,
  policy: { schema: policySchema, defaults, family },
  guards,
  announced,
  runs: {
    name: "verificationId",
    startedBy: ["server.renewed"],
    unless: "resetKeepsVerificationId",
    rule: "the verificationId changes with a reset by the package owner, and only with one",
    evidence: runs,
  },
  counters: { failures: "maxAttempts", errors: "maxErrors", resets: "maxResets" },
  attempts: "failures",
  properties,
  evidence: { rows, start, finality, order },
  phases,
  retries,
  opaque: ["uuid", "instant"],
  readWebhook,
  readPoll,
  warnings: ({ status, isFirst, policy: { maxAttempts } }) =>
    isFirst &&
    (status === "failed_reset" || status === "failed_locked") &&
    maxAttempts !== undefined &&
    maxAttempts !== 1
      ? [`${status} is the first report, although the policy allows several attempts: earlier failures may be missing`]
      : [],
});
export { iinkedsignMessages } from "./messages.js";
