// Reports of random walks through a model, some lost and some forged, for tests.
import type { Configuration, Facts, Model, Report, ReportedCounters } from "./model.js";

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

interface Shares<Policy> {
  /** Of the reports, how many name a random status instead of the one reached; as many name a run of their own choice. */
  readonly forged: number;
  readonly named: number;
  readonly polled: number;
  /** What a poll reports of a configuration. */
  readonly counters?: ((configuration: Configuration) => ReportedCounters) | undefined;
  /** What a report shows of the policy. */
  readonly facts?: ((policy: Policy) => Facts) | undefined;
}

/** One policy of the family, walked until nothing follows or 60 steps are done. Most of what is announced is lost, or no gap would show. */
export function reportsOfAWalk<Given, Policy>(
  model: Model<Given, Policy>,
  given: Given,
  random: Random,
  { forged, named, polled, counters, facts }: Shares<Policy>,
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
    const isNamedByEvent = model.reportedEvents.includes(step.event);
    const isSeen = step.announced === "never" && !isNamedByEvent ? chance(quiet) : chance(0.4);
    if (!isSeen) continue;
    const told = {
      run: chance(named) ? `${chance(forged) ? 1 + random(run) : run}` : undefined,
      facts: facts !== undefined && chance(0.7) ? facts(policy) : undefined,
    };
    if (isNamedByEvent && chance(0.8)) {
      const event = chance(forged) ? pick(model.reportedEvents, random) : step.event;
      reports.push({ channel: "webhook", event, ...told });
      continue;
    }
    const status = chance(forged) ? pick(model.statuses, random) : current.status;
    const isPoll = chance(polled);
    const counted = isPoll && chance(0.7) ? counters?.(current) : undefined;
    reports.push({ channel: isPoll ? "poll" : "webhook", status, ...told, counters: counted });
    if (isPoll && chance(0.3)) {
      const channel = chance(Math.max(0.5, polled)) ? "poll" : "webhook";
      reports.push({ channel, status, counters: counted });
    }
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
