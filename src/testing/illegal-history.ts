import * as fc from "fast-check";
import type * as z from "zod";
import type { Lifecycle } from "../lifecycle.js";
import type { Observation } from "../observation.js";
import type { Verdict } from "../verdict/verdict.js";
import { choice, historyPlan } from "./choices.js";
import { type History, historyFrom, type Outline, outline, type TellingOptions } from "./history.js";
import type { HistoryOptions } from "./legal-history.js";
import { refusedReport } from "./odd-report.js";
import { refuseNoTelling } from "./refuse-options.js";
import { pickFrom } from "./walk.js";

export interface IllegalHistory extends History {
  /** The index of the report that cannot be. All others can. */
  readonly place: number;
  /** Why it cannot: kind `illegal`, the reason, the guards that refused, a sentence. */
  readonly verdict: Verdict;
}

/**
 * A legal history with one report put in that cannot be at its place, whatever was lost, under any policy that fits the
 * known settings. Shrinks towards shorter histories and an earlier place.
 *
 * @throws {PolicyError} when drawn from, for settings that no policy can have.
 * @throws {RangeError} for a number of reports or a start that there cannot be.
 */
export function illegalHistory<Schema extends z.ZodObject>(
  lifecycle: Lifecycle<string, string, Schema>,
  options: HistoryOptions<Schema> = {},
): fc.Arbitrary<IllegalHistory> {
  refuseNoTelling(options);
  return fc
    .record({ plan: historyPlan, after: choice, pick: choice })
    .map(({ plan, after, pick }) => withIllegal(lifecycle, outline(lifecycle, plan, options), { after, pick }, options))
    .filter((history) => history !== undefined);
}

interface Drawn {
  readonly after: number;
  readonly pick: number;
}

/** Put in after the report that was drawn, else after the next one after which anything can be refused. */
function withIllegal(
  lifecycle: Lifecycle,
  planned: Outline,
  { after, pick }: Drawn,
  options: TellingOptions,
): IllegalHistory | undefined {
  const { teller, sights, told } = planned;
  const { policy, subscribed } = options;
  const bound = lifecycle.under({ ...policy });
  const places = [...told.keys()];
  const first = pickFrom(places, after) ?? 0;
  for (const of of [...places.slice(first), ...places.slice(0, first)]) {
    const sight = sights[of];
    if (sight === undefined) continue;
    const open = bound.open({ subject: teller.subject, subscribed, capacity: told.length + 1 });
    const record = told.slice(0, of + 1).reduce((soFar, { observation }) => bound.reducer(soFar, observation), open);
    const verdictOn = (observation: Observation): Verdict => bound.observe(record, observation).verdict;
    const scene = { lifecycle, teller, options, sight, of, pick };
    const odd = refusedReport(scene, "illegal", (observation) => verdictOn(observation).kind);
    if (odd === undefined) continue;
    const all = told.toSpliced(of + 1, 0, odd);
    return {
      ...historyFrom(lifecycle, { ...planned, told: all }, options),
      place: of + 1,
      verdict: verdictOn(odd.observation),
    };
  }
  return undefined;
}
