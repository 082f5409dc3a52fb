/** What may happen next, by every configuration that fits: the buttons of the atlas. */
import type { Candidate } from "../graph/candidates.js";
import { readChart } from "../graph/chart.js";
import type { Lifecycle } from "../lifecycle.js";
import type { KycleRecord } from "../record/record.js";

export interface NextReport {
  readonly event: string;
  /** The status that it leads to. */
  readonly status: string;
  /** Whether every configuration that fits takes it; else some do. */
  readonly isCertain: boolean;
  /** Milliseconds until a timer runs out, from the subject's start; undefined for an event. */
  readonly delay: number | undefined;
}

interface Refused {
  readonly event: string;
  /** Why it cannot happen now. */
  readonly message: string;
}

export interface Possibilities {
  readonly next: readonly NextReport[];
  readonly refused: readonly Refused[];
}

/** Every event of the machine, as what it leads to or why it cannot be. */
export function possibilitiesAfter(lifecycle: Lifecycle, record: KycleRecord): Possibilities {
  const { definition } = lifecycle;
  const chart = readChart(definition.machine);
  const { fitting } = lifecycle.estimates(record);
  const found = new Map<string, { readonly candidate: Candidate; readonly delay: number | undefined; count: number }>();
  for (const configuration of fitting) {
    for (const { candidate, to } of chart.moves(configuration)) {
      const key = `${candidate.event}\n${to.status}`;
      const delay = chart.delay(candidate, configuration.context);
      const known = found.get(key) ?? { candidate: { ...candidate, target: to.status }, delay, count: 0 };
      known.count += 1;
      found.set(key, known);
    }
  }
  const next = [...found.values()].map(({ candidate: { event, target }, delay, count }) => ({
    event,
    status: target,
    isCertain: count === fitting.length,
    delay,
  }));
  const refused = [...chart.events]
    .filter((event) => !next.some((report) => report.event === event))
    .map((event) => ({ event, message: lifecycle.may(record, event).message }));
  return { next, refused };
}
