/**
 * What arrives about an inquiry: the webhooks of its own events and of its verifications' attempts, and the inquiry itself
 * as a poll's exchange. Reduced to what is judged; fields, notes and tags stay out of the observation.
 *
 * Source: the vendor's OpenAPI 2025-12-08 (O); its pages on webhooks (D).
 */
import type { Exchange } from "../../../src/exchange.js";
import type { Reading } from "../../../src/observation.js";
import { irrelevant, malformed } from "../../../src/reading.js";
import { eventSchema, nameSchema } from "../envelope.js";
import { observationOf, pollOf, toldBy } from "../reading.js";
import { countedEvents, isAnnotation, statusByEvent, statuses } from "./vocabulary.js";

export function readWebhook(body: unknown): Reading {
  const named = nameSchema.safeParse(body);
  if (!named.success) return malformed(named.error);
  const { data: name } = named;
  const status = statusByEvent.get(name);
  if (status === undefined && !countedEvents.has(name) && !isAnnotation(name)) return irrelevant(name);
  const parsed = eventSchema.safeParse(body);
  if (!parsed.success) return malformed(parsed.error);
  const { resource } = parsed.data;
  if (status !== undefined) return observationOf(resource, toldBy(parsed.data, status, statuses));
  const subject = resource.type === "inquiry" ? resource.id : resource.inquiry;
  if (isAnnotation(name)) {
    const message = `${name} leaves the inquiry's status as it is`;
    return { kind: "no-information", ...(subject === undefined ? {} : { subject }), message, warnings: [] };
  }
  // A verification may stand alone: then its events count for nobody.
  if (subject === undefined) return irrelevant(name);
  return { kind: "observation", observation: { subject, ...toldBy(parsed.data), breaches: [] } };
}

export const readPoll = (exchange: Exchange): Reading => pollOf(exchange, "inquiry", statuses);
