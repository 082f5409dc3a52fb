/**
 * What arrives about a verification: the webhook of an event, and the verification itself as a poll's exchange. Reduced to
 * what is judged; claims, checks and every other field stay out of the observation.
 *
 * Source: the vendor's OpenAPI 2025-12-08 (O); its pages on webhooks (D).
 */
import type { Exchange } from "../../../src/exchange.js";
import type { Reading } from "../../../src/observation.js";
import { irrelevant, malformed } from "../../../src/reading.js";
import { eventSchema, nameSchema } from "../envelope.js";
import { observationOf, pollOf, toldBy } from "../reading.js";
import { annotations, statusByEvent, statuses } from "./vocabulary.js";

export function readWebhook(body: unknown): Reading {
  const named = nameSchema.safeParse(body);
  if (!named.success) return malformed(named.error);
  const { data: name } = named;
  const status = statusByEvent.get(name);
  if (status === undefined && !annotations.has(name)) return irrelevant(name);
  const parsed = eventSchema.safeParse(body);
  if (!parsed.success) return malformed(parsed.error);
  const { resource } = parsed.data;
  if (status !== undefined) return observationOf(resource, toldBy(parsed.data, status, statuses));
  const message = `${name} leaves the verification as it is`;
  return { kind: "no-information", subject: resource.id, message, warnings: [] };
}

export const readPoll = (exchange: Exchange): Reading => pollOf(exchange, "verification", statuses);
