/**
 * What never happens to a signer, by the vendor's own sentences. `prove` decides each claim on every configuration that
 * the machine can reach.
 *
 * Page = the vendor's "Verification status"; D = its help centre.
 */
import { anything, where } from "../../src/proof/moment.js";
import {
  atMost,
  type Claims,
  counts,
  eventuallyPossible,
  inevitable,
  never,
  neverAfter,
  precedes,
} from "../../src/proof/property.js";
import type { machine } from "./machine.js";
import { type policySchema, steps } from "./policy.js";
import { type Status, statuses } from "./vocabulary.js";

const states = "Verification status: Verification states";
const note = "Verification status: note on 3 attempts";
const helpCentre = "Help centre (D)";
const policies = "Help centre (D): Policies, Retries and Resettable";

const finals = ["passed", "failed_locked", "error_locked", "cancelled", "invalid"] as const;
const open = statuses.slice(statuses.indexOf("start"), statuses.indexOf("end") + 1);
const failures = ["server.failed", "server.rejected"] as const;
const renewed = { since: "server.renewed" } as const;

/** Every step alone, all, and none; beside them limits that leave room for a retry. */
const eachStep = {
  steps: [[...steps], [], ...steps.map((step) => [step])],
  maxAttempts: [2],
  maxErrors: [1],
  maxResets: [1],
};

const place = (status: string | undefined): number => statuses.findIndex((known) => known === status);

export const properties: Claims<Status, typeof policySchema, typeof machine> = [
  ...finals.map((status) => ({
    name: `nothing follows ${status}`,
    property: neverAfter(status, anything),
    level: "STATED" as const,
    source: states,
  })),

  {
    name: "no more than maxAttempts failures between resets",
    property: atMost(failures, "maxAttempts", renewed),
    level: "STATED",
    source: note,
  },
  {
    name: "no failed attempt takes the retry away while attempts are left",
    property: precedes(
      failures,
      where("server.failed", ({ status }) => status !== "failed"),
      { times: "maxAttempts", since: "server.renewed" },
    ),
    level: "STATED",
    source: note,
    note: "3 attempts, all failed, send failed, failed, failed_reset or failed_locked",
  },
  {
    name: "a failure for good is never left to the signer to retry",
    property: never(where("server.rejected", ({ status }) => status === "failed")),
    level: "IMPLIED",
    source: helpCentre,
    note: "a result can carry noRetry, whatever the attempt",
  },
  {
    name: "no more than maxErrors errors between resets",
    property: atMost("server.erred", "maxErrors", renewed),
    level: "ASSUMED",
    source: states,
    note: "the statuses are stated, the limit is not",
  },
  {
    name: "no server error takes the retry away while errors are left",
    property: precedes(
      "server.erred",
      where("server.erred", ({ status }) => status !== "error"),
      { times: "maxErrors", since: "server.renewed" },
    ),
    level: "ASSUMED",
    source: states,
    note: "the statuses are stated, the limit is not",
  },
  {
    name: "no retry of the signer's but after failed or error",
    property: never(where("signer.retried", ({ from }) => from?.status !== "failed" && from?.status !== "error")),
    level: "STATED",
    source: states,
  },

  {
    name: "no more than maxResets resets",
    property: atMost("owner.reset", "maxResets"),
    level: "STATED",
    source: policies,
  },
  {
    name: "nothing is locked while resets are left",
    property: precedes("owner.reset", ["failed_locked", "error_locked"], { times: "maxResets" }),
    level: "STATED",
    source: states,
    note: "locked: it can no longer be reset",
  },
  {
    name: "failed_reset and error_reset never wait for a reset that cannot come",
    property: eventuallyPossible("owner.reset", { whenever: ["failed_reset", "error_reset"] }),
    level: "STATED",
    source: states,
  },
  {
    name: "failed_reset and error_reset are left only through the owner",
    property: neverAfter(
      ["failed_reset", "error_reset"],
      [...open, "not_started", "passed", "failed", "error", "failed_locked", "error_locked"],
      { until: "owner.reset" },
    ),
    level: "STATED",
    source: states,
    note: "a cancelled package or an invalid verification ends them, too",
  },
  {
    name: "no verification begins again while the owner's reset is not answered by a new one",
    property: neverAfter("cancelled_reset", [...open, ...failures], { until: "server.renewed" }),
    level: "IMPLIED",
    source: helpCentre,
    note: "a reset brings a new verificationId",
  },
  {
    name: "no failure is forgotten before a reset, and none outlives it",
    property: counts("failures", failures, renewed),
    level: "STATED",
    source: note,
  },
  {
    name: "no error is forgotten before a reset, and none outlives it",
    property: counts("errors", "server.erred", renewed),
    level: "ASSUMED",
    source: states,
  },
  {
    name: "no reset is forgotten",
    property: counts("resets", "server.renewed"),
    level: "STATED",
    source: policies,
  },

  {
    name: "no step that the policy does not require",
    property: never(where(steps, ({ status, policy }) => !policy.steps.some((step) => step === status))),
    across: eachStep,
    level: "IMPLIED",
    source: states,
  },
  {
    name: "no required step is passed over, and none comes twice in one attempt",
    property: never(
      where(["signer.proceeded", "server.accepted"], ({ from, status, policy }) => {
        const isPassedOver = (step: Status): boolean =>
          place(from?.status) < place(step) && place(step) < place(status);
        return place(status) <= place(from?.status) || policy.steps.some(isPassedOver);
      }),
    ),
    across: eachStep,
    level: "ASSUMED",
    source: states,
    note: "the steps come in the order of the table",
  },
  {
    name: "nothing is passed before the server has settled the result",
    property: precedes("end", "passed", { since: ["signer.opened", "signer.retried"] }),
    level: "STATED",
    source: states,
  },

  {
    name: "no open verification is lost for passing",
    property: eventuallyPossible("passed", {
      whenever: [...open, "not_started", "failed", "error", "failed_reset", "error_reset", "cancelled_reset"],
    }),
    level: "IMPLIED",
    source: states,
  },
  {
    name: "no verification goes on for ever",
    property: inevitable([...finals]),
    level: "ASSUMED",
    source: states,
    note: "at the latest the package is cancelled, or found invalid",
  },
];
