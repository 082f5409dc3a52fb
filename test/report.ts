import type { Observation } from "../src/observation.js";

/**
 * An observation of the subject `subject`, the `index`-th of its history: a webhook with a delivery and a time of its own
 * unless told otherwise.
 */
export function report(index: number, given: Partial<Observation>): Observation {
  const minute = String(index % 60).padStart(2, "0");
  const hour = String(Math.floor(index / 60) % 24).padStart(2, "0");
  const isWebhook = given.channel !== "poll";
  return {
    subject: "subject",
    reported: given.status ?? given.event ?? "word",
    channel: "webhook",
    breaches: [],
    warnings: [],
    at: `2024-03-01T${hour}:${minute}:00Z`,
    ...(isWebhook ? { delivery: `delivery-${index}` } : {}),
    ...given,
  };
}
