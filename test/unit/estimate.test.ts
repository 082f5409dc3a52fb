/** What may be the case after some reports, counted in configurations and policies. */
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { readChart } from "../../src/graph/chart.js";
import { configurationAt, spelledOut } from "../../src/observer/configurations.js";
import { countsFit, createSpace, observersOf, type Space } from "../../src/observer/estimate.js";
import { parsePolicy } from "../../src/policy/family.js";
import { origin } from "../../src/graph/family-graph.js";
import { foldWindow } from "../../src/record/equal-times.js";
import { startFold } from "../../src/record/fold.js";
import { inquiryOf } from "../../src/observer/inquiry.js";
import type { Folded, Report } from "../../src/observer/folded.js";
import type { SetNumber } from "../../src/observer/observer.js";
import { badge } from "./badge.js";
import { tell } from "./history.js";

const { definition } = iinkedsign;
const chart = readChart(definition.machine);

function spaceOf(given: unknown, subscribed?: readonly string[]): Space {
  return createSpace(definition, chart, parsePolicy(definition, given), observersOf(definition, chart, subscribed));
}

const webhook = (status: string, more: Partial<Report> = {}): Report => ({ channel: "webhook", status, ...more });
const poll = (status: string, more: Partial<Report> = {}): Report => ({ channel: "poll", status, ...more });

function after(space: Space, ...window: readonly Report[]): Folded {
  const folded = foldWindow(space, startFold(space.origin, undefined, []), window);
  if (folded === undefined) throw new Error("the reports do not fit");
  return folded;
}

/** The configurations of a set, each with the number of its policy. */
function members({ observer }: Space, set: SetNumber) {
  return spelledOut(observer, set).map((spelled) => ({
    policy: spelled.policy,
    at: spelled.node === origin ? undefined : configurationAt(observer, spelled),
  }));
}

function counted(space: Space, { estimate }: Folded) {
  const policies = (set: SetNumber) => new Set(members(space, set).map(({ policy }) => policy)).size;
  return {
    likely: members(space, estimate.likely).length,
    fitting: members(space, estimate.fitting).length,
    policies: { likely: policies(estimate.likely), fitting: policies(estimate.fitting) },
  };
}

/** Status, failures, errors and resets of the configurations in a set, sorted. */
const counts = (space: Space, set: SetNumber): readonly string[] =>
  members(space, set)
    .map(({ at }) =>
      [at?.status, ...["failures", "errors", "resets"].map((name) => Number(at?.context[name]))].join(" "),
    )
    .toSorted();

describe("under an unknown policy", () => {
  const space = spaceOf({});

  test("there are 120 policies, and nothing is known before the first report", () => {
    expect(space.policies).toHaveLength(120);
    expect(counted(space, after(space))).toEqual({
      likely: 120,
      fitting: 120,
      policies: { likely: 120, fitting: 120 },
    });
  });

  test("one failed leaves 385 likely and 847 fitting configurations, under the policies of more than one attempt", () => {
    expect(counted(space, after(space, webhook("failed")))).toEqual({
      likely: 385,
      fitting: 847,
      policies: { likely: 100, fitting: 100 },
    });
  });

  test("each further failure of one run rules policies out", () => {
    const failed = webhook("failed", { run: "A" });
    const policies = [1, 2, 3, 4, 5].map(
      (times) => counted(space, after(space, ...Array(times).fill(failed))).policies,
    );
    expect(policies.map(({ fitting }) => fitting)).toEqual([100, 80, 60, 40, 20]);
    expect(policies.map(({ likely }) => likely)).toEqual([100, 80, 60, 40, 20]);
  });

  test("a lock rules out the policies of unlimited resets, and a reset those without any", () => {
    expect(counted(space, after(space, webhook("failed_locked"))).policies.fitting).toBe(96);
    expect(counted(space, after(space, webhook("failed_reset"))).policies.fitting).toBe(96);
    expect(counted(space, after(space, webhook("cancelled_reset"), webhook("failed_locked"))).policies.fitting).toBe(
      72,
    );
  });
});

describe("what a report says besides its status", () => {
  test("counts narrow the estimate to the configurations that have them", () => {
    const space = spaceOf({ maxAttempts: 4, maxErrors: 3, maxResets: 0 });
    const before = after(space, webhook("failed"), webhook("failed"));
    expect(counts(space, before.estimate.likely)).toEqual(["failed 2 0 0", "failed 2 1 0", "failed 2 2 0"]);
    expect(counts(space, before.estimate.fitting)).toEqual([
      "failed 2 0 0",
      "failed 2 1 0",
      "failed 2 2 0",
      "failed 3 0 0",
      "failed 3 1 0",
      "failed 3 2 0",
    ]);
    const exact = after(
      space,
      webhook("failed"),
      webhook("failed"),
      poll("failed", { counters: { failures: 2, errors: 1 } }),
    );
    expect(counts(space, exact.estimate.likely)).toEqual(["failed 2 1 0"]);
    expect(counts(space, exact.estimate.fitting)).toEqual(["failed 2 1 0"]);
    const lost = after(space, webhook("failed"), webhook("failed"), poll("failed", { counters: { failures: 3 } }));
    expect(counts(space, lost.estimate.likely)).toEqual(counts(space, lost.estimate.fitting));
    expect(counts(space, lost.estimate.likely)).toHaveLength(3);
  });

  test("counts rule out policies that are not known, and unlimited ones never", () => {
    const space = spaceOf({ maxErrors: 1, maxResets: 0 });
    const limits = (count: number) => {
      const { estimate } = after(space, poll("failed", { counters: { failures: count } }));
      return [
        ...new Set(members(space, estimate.fitting).map(({ policy }) => space.policies[policy]?.["maxAttempts"])),
      ];
    };
    expect(limits(1)).toEqual([2, 3, 4, 5, "unlimited"]);
    expect(limits(3)).toEqual([4, 5, "unlimited"]);
    expect(limits(5)).toEqual(["unlimited"]);
  });

  test("an unlimited counter has any count, one at its limit any at or above it", () => {
    const fits = (failures: number, maxAttempts: number | string, count: number) =>
      countsFit(definition, { failures, maxAttempts }, { failures: count });
    expect([0, 1, 7].map((count) => fits(0, "unlimited", count))).toEqual([true, true, true]);
    expect([0, 1, 2, 3].map((count) => fits(1, 3, count))).toEqual([false, true, false, false]);
    expect([2, 3, 9].map((count) => fits(3, 3, count))).toEqual([false, true, true]);
  });

  test("counts that nothing has are ignored, with a warning, and only they", () => {
    const given = { policy: { maxAttempts: 3, maxErrors: 1, maxResets: 0 } } as const;
    const { verdict, record } = tell(iinkedsign, given, {
      status: "failed",
      channel: "poll",
      counters: { failures: 3 },
    });
    expect(verdict).toMatchObject({
      kind: "advance",
      warnings: ["the report's counts fit no configuration and were ignored"],
    });
    const plain = tell(iinkedsign, given, { status: "failed", channel: "poll" });
    expect(iinkedsign.view(record)).toEqual(iinkedsign.view(plain.record));
  });

  test("counts that nobody counts say nothing", () => {
    const counters = { visits: 7, constructor: 1 };
    const { verdict } = tell(iinkedsign, {}, { status: "failed", channel: "poll", counters });
    expect(verdict).toMatchObject({ kind: "advance", warnings: [] });
  });

  test("facts narrow the policy where it is not known", () => {
    const rules = (facts: Readonly<Record<string, number>> | undefined) =>
      tell(badge, {}, { status: "created", policy: facts }, { status: "submitted" }, { status: "created" }).rules;
    expect(rules(undefined)).toEqual(["advance", "advance", "advance"]);
    expect(rules({ tries: 2 })).toEqual(["advance", "advance", "advance"]);
    expect(rules({ tries: 1 })).toEqual(["advance", "advance", "illegal.guard"]);
  });

  test("facts against the policy given are not believed, with a warning", () => {
    const { verdicts } = tell(
      badge,
      { policy: { tries: 2 } },
      { status: "created", policy: { tries: 1 } },
      { status: "submitted" },
      { status: "created" },
    );
    expect(verdicts.map(({ kind, warnings }) => [kind, warnings])).toEqual([
      ["advance", ["the report shows a setting that no policy that fits has, and it was ignored"]],
      ["advance", []],
      ["advance", []],
    ]);
  });

  test("facts against earlier facts are not believed, either", () => {
    const { verdicts } = tell(
      badge,
      {},
      { status: "created", policy: { tries: 1 } },
      { status: "submitted", policy: { tries: 3 } },
      { status: "created" },
    );
    expect(verdicts.map(({ rule, warnings }) => [rule, warnings.length])).toEqual([
      ["advance", 0],
      ["advance", 1],
      ["illegal.guard", 0],
    ]);
  });

  test("a fact that the family of an unknown field does not hold decides nothing", () => {
    const { verdict } = tell(badge, {}, { status: "created", policy: { days: 5 } });
    expect(verdict).toMatchObject({ kind: "advance", warnings: [] });
  });

  test("a poll that repeats is kept where its counts narrow, and only once", () => {
    const told = { status: "failed", channel: "poll", counters: { failures: 1 } } as const;
    const { rules, record } = tell(iinkedsign, { policy: { maxAttempts: 4 } }, { status: "failed" }, told, told);
    expect(rules).toEqual(["advance", "advance", "duplicate.repeat"]);
    expect(record.window).toHaveLength(2);
    expect(iinkedsign.view(record).attempts).toEqual({ used: 1, left: 3 });
  });

  test("a poll that repeats with counts that nothing has says so", () => {
    const { verdict } = tell(
      iinkedsign,
      { policy: { maxAttempts: 3 } },
      { status: "failed" },
      { status: "failed", channel: "poll", counters: { failures: 7 } },
    );
    expect(verdict).toMatchObject({
      rule: "duplicate.repeat",
      warnings: ["the report's counts fit no configuration and were ignored"],
    });
  });
});

describe("channels", () => {
  const locking = { maxAttempts: 3, maxErrors: 1, maxResets: 0 };

  test("a poll may be a stay, a webhook is a step", () => {
    const space = spaceOf(locking);
    const stayed = after(space, webhook("start"), poll("start"));
    expect(stayed.entries[1]).toMatchObject({ isRepeat: true });
    expect(counts(space, stayed.estimate.likely)).toEqual(["start 0 0 0"]);
    expect(counts(space, after(space, webhook("start"), webhook("start")).estimate.likely)).toEqual([
      "start 1 0 0",
      "start 2 0 0",
    ]);
  });

  test("a webhook after polls of its status may announce that stay, so both readings are kept", () => {
    const space = spaceOf(locking);
    expect(counts(space, after(space, poll("failed", { counters: { failures: 1 } })).estimate.fitting)).toEqual([
      "failed 1 0 0",
    ]);
    const both = after(space, poll("failed", { counters: { failures: 1 } }), webhook("failed"));
    expect(counts(space, both.estimate.likely)).toEqual(["failed 1 0 0", "failed 2 0 0"]);
    const passed = { status: "passed" };
    const polled = { ...passed, channel: "poll" } as const;
    expect(tell(iinkedsign, {}, polled, polled, passed).rules).toEqual(["advance", "duplicate.repeat", "advance"]);
    expect(tell(iinkedsign, {}, passed, polled, passed).rules).toEqual([
      "advance",
      "duplicate.repeat",
      "illegal.final",
    ]);
    expect(tell(iinkedsign, {}, polled, passed, passed).rules).toEqual(["advance", "advance", "illegal.final"]);
  });

  test("nothing is missing before a poll", () => {
    const space = spaceOf(locking);
    expect(after(space, webhook("start"), poll("end"), webhook("start")).missing).toBe(1);
    expect(after(space, poll("failed_locked")).missing).toBe(0);
    expect(
      tell(iinkedsign, { policy: locking }, { status: "failed" }, { status: "failed_locked", channel: "poll" }).rules,
    ).toEqual(["advance", "advance"]);
  });

  test("start, start, error: the second start may be an error's or a failure's, the error then needs the failure", () => {
    const space = spaceOf({ maxAttempts: 2, maxErrors: 2, maxResets: 0 });
    const twice = after(space, webhook("start"), webhook("start"));
    expect(counts(space, twice.estimate.likely)).toEqual(["start 0 1 0"]);
    expect(counts(space, twice.estimate.fitting)).toEqual(["start 0 1 0", "start 1 0 0", "start 1 1 0"]);
    const error = after(space, webhook("start"), webhook("start"), webhook("error"));
    expect(error.missing).toBe(1);
    expect(error.entries.map(({ missing }) => missing)).toEqual([[], [], ["failed"]]);
    expect(counts(space, error.estimate.likely)).toEqual(["error 1 1 0"]);
    expect(error.estimate.likely).toEqual(error.estimate.fitting);
  });

  test("start, and then a reset: since the poll a failure may be missing from which there is no retry", () => {
    const { verdict } = tell(
      iinkedsign,
      { policy: { maxErrors: 1, maxResets: 1 } },
      { status: "kba_processing", channel: "poll", at: undefined },
      { status: "start", at: undefined },
      { status: "cancelled_reset", at: undefined },
    );
    expect(verdict).toMatchObject({ kind: "gap", missing: ["failed"] });
  });

  test("with a subscription to fewer statuses the others are never missing", () => {
    const all = spaceOf(locking);
    const some = spaceOf(locking, ["passed", "failed_locked"]);
    const reports = [webhook("start"), webhook("start"), webhook("failed_locked")];
    expect(after(all, ...reports).missing).toBe(1);
    expect(after(some, ...reports).missing).toBe(0);
    expect(counts(some, after(some, webhook("start"), webhook("start")).estimate.likely)).toEqual([
      "start 1 0 0",
      "start 2 0 0",
    ]);
  });

  test("an always announced status that a consumer did subscribe to is still missing", () => {
    const opened = { policy: locking, subscribed: ["failed"] };
    expect(tell(iinkedsign, opened, { status: "start" }, { status: "start" }).verdict).toMatchObject({
      kind: "gap",
      missing: ["failed"],
    });
  });
});

describe("runs", () => {
  const known = { maxAttempts: 2, maxErrors: 1, maxResets: 1 };
  const runsOf = (run: string | undefined, next: string | undefined) =>
    inquiryOf(webhook("failed", { run }), { status: "failed", run: next, channel: "webhook" }).possible.run;

  test("are compared only where both reports name one", () => {
    expect([runsOf("A", "A"), runsOf("B", "A"), runsOf(undefined, "A"), runsOf("A", undefined)]).toEqual([
      "same",
      "next",
      "any",
      "any",
    ]);
  });

  test("between two reports of one run none begins, between two runs one does", () => {
    const space = spaceOf(known);
    const failed = (run?: string) => webhook("failed", run === undefined ? {} : { run });
    expect(counts(space, after(space, failed("A"), failed("B")).estimate.fitting)).toEqual(["failed 1 0 1"]);
    expect(foldWindow(space, startFold(space.origin, undefined, []), [failed("A"), failed("A")])).toBeUndefined();
    expect(
      foldWindow(space, startFold(space.origin, undefined, []), [failed("A"), failed("B"), failed("C")]),
    ).toBeUndefined();
    expect(counts(space, after(space, failed(), failed()).estimate.fitting)).toEqual(["failed 1 0 1"]);
  });

  test("a reset that keeps the verificationId begins none", () => {
    const keeping = { ...known, resetKeepsVerificationId: true };
    expect(
      tell(iinkedsign, { policy: keeping }, { status: "failed", run: "A" }, { status: "failed", run: "A" }).rules,
    ).toEqual(["advance", "advance"]);
    expect(
      tell(iinkedsign, { policy: keeping }, { status: "failed", run: "A" }, { status: "failed", run: "B" }).rules,
    ).toEqual(["advance", "illegal.run"]);
  });

  test("a reset clears the counts of attempts and errors, and adds to its own", () => {
    const space = spaceOf({ maxAttempts: 3, maxErrors: 3, maxResets: 2 });
    const reset = after(space, poll("error", { counters: { failures: 2, errors: 2 } }), poll("not_started"));
    expect(counts(space, reset.estimate.likely)).toEqual(["not_started 0 0 1", "not_started 0 0 2"]);
  });
});
