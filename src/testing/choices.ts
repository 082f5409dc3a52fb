/** The numbers that decide a history, drawn by fast-check: fewer steps and smaller numbers are the simpler history. */
import * as fc from "fast-check";
import type { HistoryPlan } from "./history.js";
import { longestWalk } from "./plan.js";
import { type Fate, type Trouble, uneventful } from "./trouble.js";
import { choices, type Step } from "./walk.js";

/** Every choice is as likely: the extremes, which fast-check prefers, are no special cases here. */
export const choice = fc.noBias(fc.nat({ max: choices - 1 }));

const step: fc.Arbitrary<Step> = fc.record({ move: choice, manner: choice });

export const historyPlan: fc.Arbitrary<HistoryPlan> = fc.record({
  policy: choice,
  steps: fc.noBias(fc.array(step, { minLength: 1, maxLength: longestWalk, size: "max" })),
});

/** A fate for each of `length` reports; for what never happens nothing is drawn. */
export function fatesFor(length: number, rates: Trouble): fc.Arbitrary<readonly Fate[]> {
  const { loss = 0, ...others } = rates;
  const fate = fc.record({
    lost: loss > 0 ? choice : fc.constant(uneventful.lost),
    manner: Object.values(others).some((rate) => (rate ?? 0) > 0) ? choice : fc.constant(uneventful.manner),
  });
  return fc.array(fate, { minLength: length, maxLength: length });
}
