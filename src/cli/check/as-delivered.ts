/** Judging lines as they come. */
import { trackSubjects } from "../../trace.js";
import type { Bench } from "../bench.js";
import { judgedOutcome, unjudgedOutcome } from "../report/outcome.js";
import type { Judging } from "./judging.js";

/** Holds a record for each subject and no line. */
export function asDelivered(benches: readonly Bench[]): Judging {
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
