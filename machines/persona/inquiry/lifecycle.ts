/** Persona's inquiry: a person's whole attempt to be verified. One instance is one inquiry, which holds many verifications. */
import type { EventFrom } from "xstate";
import { defineLifecycle, type Lifecycle } from "../../../src/lifecycle.js";
import { finality, never, order, rows, start } from "./evidence.js";
import { machine } from "./machine.js";
import { defaults, family, policySchema } from "./policy.js";
import { properties } from "./properties.js";
import { announced, guards, leftOut, phases, retries, statusByEvent, statuses, type Status } from "./vocabulary.js";
import { readPoll, readWebhook } from "./wire.js";

/** The lifecycle's type by name, as a declaration file of yours will have it. */
export interface PersonaInquiry extends Lifecycle<
  Status,
  EventFrom<typeof machine>["type"],
  typeof policySchema,
  typeof machine
> {}

/**
 * One subject is one inquiry, `inq_…`: a person's whole attempt, which counts the verifications that failed in it.
 *
 * @example
 * ```ts
 * import { personaInquiry } from "kycle/persona";
 *
 * const reading = personaInquiry.read({
 *   data: {
 *     type: "event",
 *     id: "evt_1",
 *     attributes: {
 *       name: "inquiry.created",
 *       "created-at": "2024-05-04T09:12:30Z",
 *       payload: { data: { type: "inquiry", id: "inq_1", attributes: { status: "created" } } },
 *     },
 *   },
 * });
 * if (reading.kind !== "observation") throw new Error(reading.message);
 * const { observation } = reading;
 * const record = personaInquiry.open({ subject: observation.subject });
 * const { verdict, record: next } = personaInquiry.observe(record, observation);
 * verdict.kind; // => "advance"
 * personaInquiry.view(next).phase; // => "not_started"
 * ```
 */
export const personaInquiry: PersonaInquiry = defineLifecycle({
  id: "persona/inquiry",
  provider: "persona",
  module: "kycle/persona",
  title: "A person's whole attempt to be verified, through many verifications, to its owner's decision.",
  machine,
  statuses,
  words: statusByEvent,
  leftOut,
  policy: { schema: policySchema, defaults, family },
  guards,
  announced,
  opening: "inquiry.created",
  counters: { failures: "maxAttempts" },
  attempts: "failures",
  properties,
  evidence: { rows, start, never, finality, order },
  timers: { expiry: ["expiresAfterHours"] },
  phases,
  retries,
  opaque: ["uuid", "name", "instant"],
  readWebhook,
  readPoll,
});
