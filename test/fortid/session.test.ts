import { describe, expect, test } from "vitest";
import { SimulatedClock, createActor } from "xstate";
import { fortid } from "../../machines/fortid/lifecycle.js";
import type { KycleRecord } from "../../src/record/record.js";
import { session, shows } from "./exchanges.js";

type Policy = Parameters<typeof fortid.under>[0];

/** A session's answers in order, one a second. */
function history(
  statuses: readonly string[],
  { policy = {}, startedAt }: { policy?: Policy; startedAt?: string } = {},
) {
  let record: KycleRecord = fortid.under(policy).open({ subject: session, startedAt });
  const verdicts = statuses.map((status, index) => {
    const reading = fortid.read(shows(status, `2026-03-04T14:30:${String(index).padStart(2, "0")}Z`));
    if (reading.kind !== "observation") throw new Error(reading.message);
    const step = fortid.observe(record, reading.observation);
    record = step.record;
    return step.verdict;
  });
  return { verdicts, rules: verdicts.map(({ rule }) => rule), view: fortid.view(record) };
}

const finishedOnesExpire = { policy: { finishedSessionsExpire: true } };

describe("a session that is gone", () => {
  test("the grace period may pass unseen", () => {
    const { verdicts } = history(["IN_PROGRESS", "REMOVED"]);
    expect(verdicts[1]).toMatchObject({ kind: "advance", skipped: ["EXPIRED"], evidence: { level: "STATED" } });
    expect(fortid.checkTransition("IN_PROGRESS", "REMOVED")).toMatchObject({ kind: "indirect", between: ["EXPIRED"] });
  });

  test("a 410 followed by a 200 cannot be", () => {
    for (const status of ["IN_PROGRESS", "VERIFICATION_SUCCEEDED", "VERIFICATION_FAILED"]) {
      expect(history(["IN_PROGRESS", "EXPIRED", status]).rules[2], status).toBe("illegal.unreachable");
      expect(history(["EXPIRED", status]).rules[1], status).toBe("illegal.unreachable");
    }
  });

  test("nothing follows a removal", () => {
    for (const status of ["IN_PROGRESS", "EXPIRED", "VERIFICATION_SUCCEEDED"]) {
      expect(history(["EXPIRED", "REMOVED", status]).rules[2], status).toBe("illegal.final");
    }
  });

  test("a protocol that has ended does not end otherwise", () => {
    expect(history(["VERIFICATION_FAILED", "VERIFICATION_SUCCEEDED"]).rules[1]).toBe("illegal.unreachable");
    expect(history(["VERIFICATION_SUCCEEDED", "IN_PROGRESS"]).rules[1]).toBe("illegal.unreachable");
  });
});

describe("a 404 about a session of which nothing is known", () => {
  test("says nothing, however often", () => {
    const { rules, view } = history(["REMOVED", "REMOVED"]);
    expect(rules).toEqual(["unknown.session", "unknown.session"]);
    expect(view).toMatchObject({ status: null, phase: "awaiting_person", final: false });
  });

  test("leaves the record open for the session's first report", () => {
    expect(history(["REMOVED", "IN_PROGRESS", "REMOVED"]).rules).toEqual(["unknown.session", "advance", "advance"]);
  });

  test("means a removal where the caller knows the start", () => {
    const { verdicts, view } = history(["REMOVED"], { startedAt: "2026-03-04T14:00:00Z" });
    expect(verdicts[0]).toMatchObject({ rule: "advance", skipped: ["IN_PROGRESS", "EXPIRED"] });
    expect(view).toMatchObject({ status: "REMOVED", phase: "no_result", final: true });
  });
});

describe("the outcome stays", () => {
  test.each([
    [["VERIFICATION_SUCCEEDED", "REMOVED"], "approved"],
    [["VERIFICATION_FAILED", "REMOVED"], "declined"],
    [["IN_PROGRESS", "EXPIRED", "REMOVED"], "no_result"],
    // A result may have passed unseen: neither success nor failure is claimed.
    [["IN_PROGRESS", "REMOVED"], "no_result"],
  ])("%j is %s", (statuses, outcome) => {
    expect(history(statuses).view).toMatchObject({ status: "REMOVED", outcome, settled: true, final: true });
  });

  test.each([
    [["VERIFICATION_SUCCEEDED", "EXPIRED"], "approved"],
    [["VERIFICATION_SUCCEEDED", "EXPIRED", "REMOVED"], "approved"],
    [["VERIFICATION_SUCCEEDED", "REMOVED"], "approved"],
    [["VERIFICATION_FAILED", "EXPIRED", "REMOVED"], "declined"],
    [["IN_PROGRESS", "EXPIRED"], "no_result"],
    [["IN_PROGRESS", "EXPIRED", "REMOVED"], "no_result"],
  ])("where finished sessions expire, %j is %s", (statuses, outcome) => {
    const { rules, view } = history(statuses, finishedOnesExpire);
    expect(new Set(rules)).toEqual(new Set(["advance"]));
    expect(view).toMatchObject({ outcome, settled: true });
  });
});

describe("a 410 for a finished session", () => {
  test("is refused by the switch, which is off", () => {
    const { verdicts } = history(["VERIFICATION_SUCCEEDED", "EXPIRED"]);
    expect(verdicts[1]).toMatchObject({
      rule: "illegal.guard",
      guards: [{ guard: "finishedSessionsExpire", evidence: { level: "ASSUMED" } }],
      fitting: ["REMOVED"],
    });
    expect(verdicts[1]?.message).toBe(
      "EXPIRED after VERIFICATION_SUCCEEDED cannot be: it needs a service at which finished sessions expire too, and finishedSessionsExpire is off (guard finishedSessionsExpire).",
    );
  });

  test("fits where the switch is on", () => {
    expect(fortid.checkTransition("VERIFICATION_FAILED", "EXPIRED", { finishedSessionsExpire: true })).toMatchObject({
      kind: "direct",
      evidence: { level: "ASSUMED" },
    });
  });
});

describe("in an actor, both timers run from the start", () => {
  function running(finishedSessionsExpire: boolean) {
    const clock = new SimulatedClock();
    const input = { sessionTimeoutSeconds: 300, gracePeriodSeconds: 60, finishedSessionsExpire };
    const actor = createActor(fortid.machine, { input, clock }).start();
    const at = () => {
      const { value, context } = actor.getSnapshot();
      return [JSON.stringify(value), context.outcome];
    };
    return { clock, actor, at };
  }

  test.each([[false], [true]])("an open session expires and is removed (finished ones expire, too: %s)", (expire) => {
    const { clock, at } = running(expire);
    clock.increment(299_999);
    expect(at()).toEqual(['{"known":{"unexpired":"IN_PROGRESS"}}', "open"]);
    clock.increment(1);
    expect(at()).toEqual(['{"known":"EXPIRED"}', "none"]);
    clock.increment(59_999);
    expect(at()).toEqual(['{"known":"EXPIRED"}', "none"]);
    clock.increment(1);
    expect(at()).toEqual(['"REMOVED"', "none"]);
  });

  test("a finished session is removed when an open one would be", () => {
    const { clock, actor, at } = running(false);
    clock.increment(290_000);
    actor.send({ type: "verifier.succeeded" });
    clock.increment(69_999);
    expect(at()).toEqual(['{"known":{"unexpired":"VERIFICATION_SUCCEEDED"}}', "succeeded"]);
    clock.increment(1);
    expect(at()).toEqual(['"REMOVED"', "succeeded"]);
  });

  test("where finished sessions expire, the timeout still runs from the start", () => {
    const { clock, actor, at } = running(true);
    clock.increment(200_000);
    actor.send({ type: "verifier.failed" });
    clock.increment(100_000);
    expect(at()).toEqual(['{"known":"EXPIRED"}', "failed"]);
    clock.increment(60_000);
    expect(at()).toEqual(['"REMOVED"', "failed"]);
  });
});
