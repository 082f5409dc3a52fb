/** FortID: a verifier service asks an external wallet for a credential. One instance is one verification session. */
import type { EventFrom } from "xstate";
import { defineLifecycle, type Lifecycle } from "../../src/lifecycle.js";
import { finality, never, order, rows, start } from "./evidence.js";
import { machine } from "./machine.js";
import { defaults, family, mistimed, policySchema } from "./policy.js";
import { properties } from "./properties.js";
import { announced, guards, leftOut, phases, statuses, type Status } from "./vocabulary.js";
import { readPoll } from "./wire.js";

/** The lifecycle's type by name, as a declaration file of yours will have it. */
export interface Fortid extends Lifecycle<
  Status,
  EventFrom<typeof machine>["type"],
  typeof policySchema,
  typeof machine
> {}

/**
 * One subject is one verification session, by the UUID that was asked for; part of its state is in the answer's HTTP status code.
 *
 * @example
 * ```ts
 * import { fortid } from "kycle/fortid";
 *
 * const reading = fortid.read({
 *   at: "2024-05-04T09:12:30Z",
 *   subject: "0d9a3c52-7c1e-4b7a-9a51-6f2d8e4b1c30",
 *   httpStatus: 410,
 * });
 * if (reading.kind !== "observation") throw new Error(reading.message);
 * const { observation } = reading;
 * const record = fortid.open({ subject: observation.subject });
 * const { verdict, record: next } = fortid.observe(record, observation);
 * verdict.kind; // => "advance"
 * fortid.view(next).status; // => "EXPIRED"
 * ```
 */
export const fortid: Fortid = defineLifecycle({
  id: "fortid",
  provider: "fortid",
  module: "kycle/fortid",
  title: "One verification session between a verifier service and an external wallet.",
  machine,
  statuses,
  leftOut,
  policy: { schema: policySchema, defaults, family },
  guards,
  announced,
  counters: {},
  timers: { timeout: ["sessionTimeoutSeconds"], removal: ["sessionTimeoutSeconds", "gracePeriodSeconds"] },
  properties,
  evidence: { rows, start, never, finality, order },
  phases,
  retries: {},
  opaque: ["uuid", "instant"],
  readPoll,
  mistimed,
});
export { fortidMessages } from "./messages.js";
