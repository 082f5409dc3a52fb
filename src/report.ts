/** From an observation to what a record remembers of it. */
import type { Report } from "./folded.js";
import { addMilliseconds, compareInstants, type Instant, parseInstant } from "./instant.js";
import type { Observation } from "./observation.js";

/** How far a provider's clock may run ahead of the consumer's before its time counts as none. */
const clockToleranceMilliseconds = 5 * 60_000;

/** The provider's time, unless it lies in the receiver's future. */
export function trustedTime({ at, receivedAt }: Observation): {
  readonly at?: Instant;
  readonly warnings: readonly string[];
} {
  if (at === undefined) return { warnings: [] };
  const instant = parseInstant(at);
  if (instant === undefined) return { warnings: ["its time is not an ISO 8601 instant and counts as none"] };
  const received = receivedAt === undefined ? undefined : parseInstant(receivedAt);
  const latest = received === undefined ? undefined : addMilliseconds(received, clockToleranceMilliseconds);
  return latest !== undefined && compareInstants(instant, latest) > 0
    ? { warnings: ["its time is more than 5 minutes after it was received and counts as none"] }
    : { at: instant, warnings: [] };
}

/** What is remembered of an observation; absent fields stay absent, so that the record is the same after storage. */
export function reportOf(observation: Observation, at: Instant | undefined): Report {
  const { status, event, run, delivery, channel, policy, counters } = observation;
  const startedAt = instantOf(observation.startedAt);
  const isEvent = status === undefined && event !== undefined;
  return {
    channel,
    ...(status === undefined ? {} : { status }),
    ...(isEvent ? { event } : {}),
    ...(run === undefined ? {} : { run }),
    ...(at === undefined ? {} : { at }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(delivery === undefined ? {} : { delivery }),
    ...(policy === undefined ? {} : { policy }),
    ...(counters === undefined ? {} : { counters }),
  };
}

/** Negative when `a` happened before `b`, positive when after; 0 for equal times and where one has none. */
export function compareTimes(a: Pick<Report, "at">, b: Pick<Report, "at">): number {
  return a.at === undefined || b.at === undefined ? 0 : compareInstants(a.at, b.at);
}

export function instantOf(text: string | undefined): Instant | undefined {
  return text === undefined ? undefined : parseInstant(text);
}
