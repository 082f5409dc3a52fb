// Reports of random walks through a model, some lost and some forged, for tests.
import type { Configuration, Model, Report, ReportedCounters } from "./model.js";

/** Whole numbers from 0 up to but excluding `below`, the same for the same seed. */
export type Random = (below: number) => number;

/** A linear congruential generator, good enough to pick steps. */
export function randomFrom(seed: number): Random {
  let state = (seed * 2_654_435_761 + 12_345) % 2 ** 32;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Shares {
  /** Of the reports, how many name a random status instead of the one reached. */
  readonly forged: number;
  readonly named: number;
  readonly polled: number;
  /** What a poll reports of a configuration. */
  readonly counters?: (configuration: Configuration) => ReportedCounters;
}

/** One policy of the family, walked until nothing follows or 60 steps are done. Most of what is announced is lost, or no gap would show. */
export function reportsOfAWalk<Given, Policy>(
  model: Model<Given, Policy>,
  given: Given,
  random: Random,
  { forged, named, polled, counters }: Shares,
): readonly Report[] {
  const chance = (share: number): boolean => random(1000) < share * 1000;
  const quiet = pick([0.05, 0.2, 0.6], random);
  const policy = pick(model.policies(given), random);
  const reports: Report[] = [];
  let current: Configuration = model.initial(policy);
  let run = 1;
  for (let count = 0; count < 60; count += 1) {
    const enabled = model.steps(policy, current).filter(({ guards }) => guards.length === 0);
    if (enabled.length === 0) break;
    // A dull ending is likely at every step; postpone it to have longer walks.
    const further = enabled.filter(({ to }) => model.steps(policy, to).some(({ guards }) => guards.length === 0));
    const step = pick(further.length > 0 && chance(0.95) ? further : enabled, random);
    if (step.startsRun) run += 1;
    current = step.to;
    const seen = step.announced === "never" ? chance(quiet) : chance(0.4);
    if (!seen) continue;
    const status = chance(forged) ? pick(model.statuses, random) : current.status;
    const isPoll = chance(polled);
    const counted = isPoll && chance(0.7) ? counters?.(current) : undefined;
    reports.push({
      channel: isPoll ? "poll" : "webhook",
      status,
      run: chance(named) ? `${run}` : undefined,
      counters: counted,
    });
    if (isPoll && chance(0.3)) reports.push({ channel: chance(0.5) ? "poll" : "webhook", status, counters: counted });
  }
  return reports;
}

export function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const keyed = items.map((item) => ({ item, key: random(1_000_000) }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[random(items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}
