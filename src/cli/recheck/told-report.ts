/** Reports in short, as traces and tests tell them. */
import type { Observation } from "../../observation.js";

/** What is said of a report; absent fields have their defaults, `at` and `delivery` may be undefined on purpose. */
export type ReportInShort = { readonly [Field in keyof Observation]?: Observation[Field] | undefined };

/**
 * The observation of a report, the `index`-th of its history: of the subject `subject`, by webhook with a delivery of its
 * own, a minute after the one before it, unless it says otherwise.
 */
export function reportTold(index: number, told: ReportInShort): Observation {
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
