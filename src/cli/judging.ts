/** Judging lines as they come, or all of them in the order in which they happened. */
import { type Order, trackSubjects } from "../trace.js";
import { asHappened } from "./as-happened.js";
import type { Bench } from "./bench.js";
import { judgedOutcome, type Outcome, type Place, unjudgedOutcome } from "./outcome.js";
import type { Routed } from "./routing.js";

export interface Judging {
  /** The outcome, where it can be told at once. */
  take(place: Place, routed: Routed): Outcome | undefined;
  /** How many outcomes wait for the last line. */
  waiting(): number;
  /** The outcomes that waited. */
  finish(): Iterable<Outcome>;
}

export function judgingOf(order: Order, benches: readonly Bench[], told: "by line" | "by subject"): Judging {
  return order === "delivered" ? asDelivered(benches) : asHappened(told);
}

/** Holds a record for each subject and no line. */
function asDelivered(benches: readonly Bench[]): Judging {
  const trackers = new Map(
    benches.map((bench) => [bench, trackSubjects(bench.bound, { subscribed: bench.subscribed })] as const),
  );
  return {
    take(place, routed) {
      if ("unjudged" in routed) return unjudgedOutcome(place, routed.lifecycle, routed.unjudged);
      const verdict = trackers.get(routed.bench)?.observe(routed.observation);
      return verdict === undefined ? undefined : judgedOutcome(place, routed.observation, verdict);
    },
    waiting: () => 0,
    finish: () => [],
  };
}
