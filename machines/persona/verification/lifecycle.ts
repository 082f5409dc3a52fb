/** Persona's verification: one check of one claim about a person. One instance is one verification; a retry is a new one. */
import type { EventFrom } from "xstate";
import { defineLifecycle, type Lifecycle } from "../../../src/lifecycle.js";
import { finality, order, rows, start } from "./evidence.js";
import { machine } from "./machine.js";
import { defaults, family, policySchema } from "./policy.js";
import { properties } from "./properties.js";
import {
  announced,
  guards,
  kindsOf,
  leftOut,
  phases,
  retries,
  statusByEvent,
  statuses,
  type Status,
} from "./vocabulary.js";
import { readPoll, readWebhook } from "./wire.js";

/** The lifecycle's type by name, as a declaration file of yours will have it. */
export interface PersonaVerification extends Lifecycle<
  Status,
  EventFrom<typeof machine>["type"],
  typeof policySchema,
  typeof machine
> {}

export const personaVerification: PersonaVerification = defineLifecycle({
  id: "persona/verification",
  provider: "persona",
  module: "kycle/persona",
  title: "One check of one claim about a person, from the first claims saved to a result.",
  machine,
  statuses,
  words: statusByEvent,
  leftOut,
  policy: { schema: policySchema, defaults, family, classes: { type: kindsOf } },
  guards,
  announced,
  opening: "verification.created",
  counters: {},
  properties,
  evidence: { rows, start, finality, order },
  phases,
  retries,
  opaque: ["uuid", "name", "instant"],
  readWebhook,
  readPoll,
});
