import type { Observation } from "../src/observation.js";

/** What a test says of a report; absent fields have their defaults, `at` and `delivery` may be undefined on purpose. */
export type Told = { readonly [Field in keyof Observation]?: Observation[Field] | undefined };

/**
 * An observation of the subject `subject`, the `index`-th of its history: a webhook with a delivery and a time of its own
 * unless told otherwise.
 */
export function report(index: number, told: Told): Observation {
  const minute = String(index % 60).padStart(2, "0");
  const hour = String(Math.floor(index / 60) % 24).padStart(2, "0");
  const { channel = "webhook", subject = "subject", breaches = [], warnings = [] } = told;
  return {
    at: `2024-03-01T${hour}:${minute}:00Z`,
    ...(channel === "webhook" ? { delivery: `delivery-${index}` } : {}),
    ...told,
    subject,
    reported: told.reported ?? told.status ?? told.event ?? "word",
    channel,
    breaches,
    warnings,
  };
}
