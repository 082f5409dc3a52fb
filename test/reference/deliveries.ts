// Random histories as they are delivered: late, twice, out of order, without time.
import * as fc from "fast-check";
import type { DeliveredReport } from "./arrangements.js";
import type { Facts, Model } from "./model.js";
import { randomFrom, reportsOfAWalk, shuffled } from "./walks.js";

const timing = {
  /** Each report a second after the one before. */
  spaced: (index: number): number => index,
  /** Three reports share each second. */
  crowded: (index: number): number => Math.floor(index / 3),
};

/** What a lifecycle's reports are like. */
export interface Manner<Policy> {
  readonly channels: "both" | "polls";
  readonly hasRuns: boolean;
  readonly facts?: (policy: Policy) => Facts;
}

export interface Delivery {
  readonly reports: readonly DeliveredReport[];
  /** Whether the times leave one order only. Of several places that a report fits in none of, it is not defined whose rule is named. */
  readonly isOrdered: boolean;
}

/** What a poll repeats among reports without an order of their own is not defined: there are polls only where there is one. */
export function deliveriesOf<Given, Policy>(
  model: Model<Given, Policy>,
  given: Given,
  { channels, hasRuns, facts }: Manner<Policy>,
): fc.Arbitrary<Delivery> {
  const onlyPolls = channels === "polls";
  const settings = fc.record({
    seed: fc.nat(),
    times: onlyPolls ? fc.constant("spaced" as const) : fc.constantFrom<keyof typeof timing>("spaced", "crowded"),
    timeless: onlyPolls ? fc.constant(0) : fc.constantFrom(0, 0, 0.2),
    polled: onlyPolls ? fc.constant(1) : fc.constantFrom(0, 0, 0.4),
    forged: fc.constantFrom(0, 0.2),
    named: hasRuns ? fc.constantFrom(0, 1, 0.5) : fc.constant(0),
  });
  return settings.map(({ seed, times, timeless, polled, forged, named }) => {
    const random = randomFrom(seed);
    const isOrdered = times === "spaced" && timeless === 0;
    const walked = reportsOfAWalk(model, given, random, { forged, named, polled: isOrdered ? polled : 0, facts });
    const timed = walked.slice(0, 7).map((report, index) => ({
      ...report,
      ...(report.channel === "webhook" ? { delivery: `delivery-${random(1000)}-${index}` } : {}),
      ...(times === "spaced" && random(100) < timeless * 100 ? {} : { at: timing[times](index) }),
    }));
    const again = timed.filter(() => random(10) < 2);
    return { reports: shuffled([...timed, ...again], random), isOrdered };
  });
}
