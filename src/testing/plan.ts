/** The numbers that decide a simulated history, drawn from a seeded generator. */
import type { HistoryPlan } from "./history.js";
import type { Random } from "./random.js";
import type { Fate } from "./trouble.js";

/** A plan with a fate for each report. */
export interface Plan extends HistoryPlan {
  readonly fates: readonly Fate[];
}

/** More steps than most walks have before they end; of most of them nothing is told. */
export const longestWalk = 60;

/** Drawn from `random`, one number after another in a fixed order; for at most `longest` reports. */
export function drawPlan(random: Random, longest: number): Plan {
  const length = 1 + (random() % longestWalk);
  return {
    policy: random(),
    steps: Array.from({ length }, () => ({ move: random(), manner: random() })),
    fates: Array.from({ length: longest }, () => ({ lost: random(), manner: random() })),
  };
}
