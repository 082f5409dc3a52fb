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
