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
