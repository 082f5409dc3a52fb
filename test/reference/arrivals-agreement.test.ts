/** The engine's front door and the reference, on histories as they are delivered: late, twice, out of order, without time. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { report } from "../report.js";
import type { DeliveredReport } from "./arrangements.js";
import { judgeArrivals } from "./arrivals.js";
import { iinkedsignModel } from "./iinkedsign.js";
import { createJudge } from "./judge.js";
import { randomFrom, reportsOfAWalk, shuffled } from "./walks.js";

const policies = [
  { maxAttempts: 3, maxErrors: 1, maxResets: 0 },
  { maxAttempts: 2, maxErrors: 2, maxResets: 1 },
  { maxAttempts: 3, maxErrors: "unlimited", maxResets: "unlimited" },
] as const;

const timing = {
  /** Each report a second after the one before. */
  spaced: (index: number): number => index,
  /** Three reports share each second. */
  crowded: (index: number): number => Math.floor(index / 3),
};

const settings = fc.record({
  seed: fc.nat(),
  policy: fc.constantFrom(...policies),
  times: fc.constantFrom<keyof typeof timing>("spaced", "crowded"),
  timeless: fc.constantFrom(0, 0, 0.2),
  polled: fc.constantFrom(0, 0, 0.4),
  forged: fc.constantFrom(0, 0.2),
  named: fc.constantFrom(0, 1, 0.5),
});

type Settings = typeof settings extends fc.Arbitrary<infer Value> ? Value : never;

function delivered({ seed, policy, times, timeless, polled, forged, named }: Settings): readonly DeliveredReport[] {
  const random = randomFrom(seed);
  // What a poll repeats among reports without an order of their own is not defined.
  const isPlain = times === "spaced" && timeless === 0;
  const walked = reportsOfAWalk(iinkedsignModel, policy, random, {
    forged,
    named,
    polled: isPlain ? polled : 0,
  }).slice(0, 7);
  const timed = walked.map((walkedReport, index) => ({
    ...walkedReport,
    ...(walkedReport.channel === "webhook" ? { delivery: `delivery-${random(1000)}-${index}` } : {}),
    ...(times === "spaced" && random(100) < timeless * 100 ? {} : { at: timing[times](index) }),
  }));
  const again = timed.filter(() => random(10) < 2);
  return shuffled([...timed, ...again], random);
}

const judges = new Map(policies.map((policy) => [policy, createJudge(iinkedsignModel, policy)]));

function engineKinds(policy: Settings["policy"], reports: readonly DeliveredReport[]): readonly string[] {
  let record = iinkedsign.open({ subject: "subject", policy, capacity: 100 });
  return reports.map(({ at, delivery, ...given }, index) => {
    const time = at === undefined ? undefined : `2024-01-01T00:00:${String(at).padStart(2, "0")}Z`;
    const step = iinkedsign.observe(record, { ...report(index, given), at: time, delivery });
    record = step.record;
    const { kind, reason, missing } = step.verdict;
    if (kind === "gap") return `gap ${missing?.length}`;
    return reason === undefined ? kind : `${kind} ${reason}`;
  });
}

function referenceKinds(policy: Settings["policy"], reports: readonly DeliveredReport[]): readonly string[] {
  const judge = judges.get(policy);
  const { verdicts } = judgeArrivals(iinkedsignModel, policy, reports, judge === undefined ? {} : { judge });
  return verdicts.map((verdict) => {
    if (verdict.kind === "gap") return `gap ${verdict.missingCount}`;
    return verdict.kind === "illegal" || verdict.kind === "duplicate"
      ? `${verdict.kind} ${verdict.reason}`
      : verdict.kind;
  });
}

test("engine and reference give the same verdicts in every order of arrival", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(settings, (given) => {
      const reports = delivered(given);
      const ours = engineKinds(given.policy, reports);
      const theirs = referenceKinds(given.policy, reports);
      // Of several places that a report fits in none of, it is not defined whose rule is named.
      const isOrdered = given.times === "spaced" && given.timeless === 0;
      const told = (judged: readonly string[]): readonly string[] =>
        judged.map((kind, index) => {
          const { channel, status, run, at } = reports[index] ?? {};
          return `${channel} ${status} ${run ?? "-"} @${at ?? "-"}: ${isOrdered ? kind : kind.replace(/^(illegal|unknown) .*/, "$1")}`;
        });
      expect(told(ours)).toEqual(told(theirs));
    }),
    { numRuns: 2000 },
  );
});
