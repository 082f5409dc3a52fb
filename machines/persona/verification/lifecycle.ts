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

/**
 * One subject is one verification, `ver_…`: one check of one claim about a person. A retry is another subject.
 *
 * @example
 * ```ts
 * import { personaVerification } from "kycle/persona";
 *
 * const reading = personaVerification.read({
 *   data: {
 *     type: "event",
 *     id: "evt_1",
 *     attributes: {
 *       name: "verification.passed",
 *       "created-at": "2024-05-04T09:12:30Z",
 *       payload: { data: { type: "verification/selfie", id: "ver_1", attributes: { status: "passed" } } },
 *     },
 *   },
 * });
 * if (reading.kind !== "observation") throw new Error(reading.message);
 * const { observation } = reading;
 * const record = personaVerification.open({ subject: observation.subject });
 * const { verdict, record: next } = personaVerification.observe(record, observation);
 * verdict.kind; // => "gap"
 * verdict.missing; // => ["initiated", "submitted"]
 * personaVerification.view(next).phase; // => "approved"
 * ```
 */
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
