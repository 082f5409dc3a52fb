/**
 * Readings that both lifecycles make alike. A payload is the state at delivery and may be ahead of its event: the event's
 * name is what happened.
 *
 * Source: the vendor's OpenAPI 2025-12-08 (O); its pages on webhooks (D).
 */
import type { Exchange } from "../../src/exchange.js";
import type { Observation, Reading } from "../../src/observation.js";
import { irrelevant, malformed } from "../../src/reading.js";
import { answerSchema, type PersonaEvent, type Resource } from "./envelope.js";

type Told = Omit<Observation, "subject" | "breaches">;

/** What an event says of the resource that it tells the `status` of, one of `statuses`; of another resource it tells none. */
export function toldBy(
  { name, delivery, at, resource }: PersonaEvent,
  status?: string,
  statuses: readonly string[] = [],
): Told {
  return {
    channel: "webhook",
    ...(status === undefined ? {} : { status }),
    reported: name,
    event: name,
    delivery,
    ...(at === undefined ? {} : { at }),
    warnings: [
      ...(at === undefined ? ["the event has no created-at"] : []),
      ...(status === undefined ? [] : oddity(resource.status, status, statuses)),
    ],
  };
}

/** What is odd about a payload's status beside the one that its event tells of. */
function oddity(payload: string | undefined, told: string, statuses: readonly string[]): readonly string[] {
  if (payload === undefined || payload === told) return [];
  return statuses.includes(payload)
    ? [`the payload is already ahead: ${payload}`]
    : [`the payload's status ${payload} is none that this lifecycle knows`];
}

/** A report about a resource itself: since when it exists and of which kind it is go with it. */
export function observationOf({ id, kind, createdAt }: Resource, told: Told): Reading {
  return {
    kind: "observation",
    observation: {
      subject: id,
      ...told,
      ...(createdAt === undefined ? {} : { startedAt: createdAt }),
      ...(kind === undefined ? {} : { policy: { type: kind } }),
      breaches: [],
    },
  };
}

/** A poll of a resource of one type, whose statuses are known. */
export function pollOf({ at, httpStatus, body }: Exchange, type: string, statuses: readonly string[]): Reading {
  if (httpStatus !== 200) {
    return {
      kind: "no-information",
      message: `HTTP status ${httpStatus} says nothing about the status`,
      warnings: httpStatus < 500 ? [`the vendor answered ${httpStatus}`] : [],
    };
  }
  const parsed = answerSchema.safeParse(body);
  if (!parsed.success) return malformed(parsed.error, ["body"]);
  const { data: resource } = parsed;
  if (resource.type !== type) return irrelevant(resource.type);
  const { id, status } = resource;
  if (status === undefined) {
    return { kind: "no-information", subject: id, message: "the status is hidden", warnings: [] };
  }
  return observationOf(resource, {
    channel: "poll",
    ...(statuses.includes(status) ? { status } : {}),
    reported: status,
    at,
    warnings: [],
  });
}
