import { describe, expect, test } from "vitest";
import { fortid } from "../../machines/fortid/lifecycle.js";
import type { KycleRecord } from "../../src/record/record.js";
import { after, session, shows, start } from "./exchanges.js";

type Policy = Parameters<typeof fortid.under>[0];

const timeouts = { sessionTimeoutSeconds: 300, gracePeriodSeconds: 60 };
const exact = { ...timeouts, clockToleranceSeconds: 0 };

function observe(record: KycleRecord, status: string, at: string) {
  const reading = fortid.read(shows(status, at));
  if (reading.kind !== "observation") throw new Error(reading.message);
  return fortid.observe(record, reading.observation);
}

function first(policy: Policy, status: string, at: string, startedAt: string | undefined = start) {
  return observe(fortid.under(policy).open({ subject: session, startedAt }), status, at).verdict;
}

describe("with a start that the caller gave", () => {
  test.each([
    // Exactly at a limit counts as past it.
    ["IN_PROGRESS", after(299, "9999999"), exact, "advance"],
    ["IN_PROGRESS", after(300), exact, "illegal.mistimed"],
    ["EXPIRED", after(299, "9999999"), exact, "illegal.mistimed"],
    ["EXPIRED", after(300), exact, "advance"],
    ["REMOVED", after(359, "9999999"), exact, "illegal.mistimed"],
    ["REMOVED", after(360), exact, "advance"],
    // The tolerance of 5 seconds that holds unless another is given moves each limit away from the report.
    ["IN_PROGRESS", after(304, "9999999"), timeouts, "advance"],
    ["IN_PROGRESS", after(305), timeouts, "illegal.mistimed"],
    ["EXPIRED", after(294, "9999999"), timeouts, "illegal.mistimed"],
    ["EXPIRED", after(295), timeouts, "advance"],
    ["REMOVED", after(354, "9999999"), timeouts, "illegal.mistimed"],
    ["REMOVED", after(355), timeouts, "advance"],
    ["IN_PROGRESS", after(359), { ...timeouts, clockToleranceSeconds: 60 }, "advance"],
    ["IN_PROGRESS", after(360), { ...timeouts, clockToleranceSeconds: 60 }, "illegal.mistimed"],
  ])("%s at %s under %j is %s", (status, at, policy, rule) => {
    expect(first(policy, status, at).rule).toBe(rule);
  });

  test("all seven digits of the start count", () => {
    const startedAt = "2026-03-04T14:30:00.0000005Z";
    expect(first(exact, "EXPIRED", after(300, "0000004"), startedAt).rule).toBe("illegal.mistimed");
    expect(first(exact, "EXPIRED", after(300, "0000005"), startedAt).rule).toBe("advance");
    expect(first(exact, "IN_PROGRESS", after(300, "0000004"), startedAt).rule).toBe("advance");
    expect(first(exact, "IN_PROGRESS", after(300, "0000005"), startedAt).rule).toBe("illegal.mistimed");
  });

  test("the sentence has the numbers", () => {
    expect(first(timeouts, "REMOVED", after(10))).toMatchObject({
      breaches: ["REMOVED begins 360 s after the start"],
      message: "REMOVED as the first report cannot be: its time does not fit (REMOVED begins 360 s after the start).",
    });
  });

  test("a finished session has no time but its removal's", () => {
    for (const seconds of [0, 299, 300, 359, 100_000]) {
      expect(first(exact, "VERIFICATION_SUCCEEDED", after(seconds)).rule).toBe("advance");
    }
    const succeeded = observe(
      fortid.under(exact).open({ subject: session, startedAt: start }),
      "VERIFICATION_SUCCEEDED",
      after(10),
    ).record;
    expect(observe(succeeded, "REMOVED", after(359)).verdict.rule).toBe("illegal.mistimed");
    expect(observe(succeeded, "REMOVED", after(360)).verdict.rule).toBe("advance");
  });
});

describe("without the timeouts", () => {
  test.each([["IN_PROGRESS"], ["EXPIRED"], ["REMOVED"]])("%s is never mistimed", (status) => {
    for (const seconds of [1, 300, 360, 10_000_000]) expect(first({}, status, after(seconds)).rule).toBe("advance");
  });

  test("a grace period alone proves nothing, nor does a timeout about a removal", () => {
    expect(first({ gracePeriodSeconds: 60 }, "REMOVED", after(1)).rule).toBe("advance");
    expect(first({ sessionTimeoutSeconds: 300 }, "REMOVED", after(1)).rule).toBe("advance");
    expect(first({ sessionTimeoutSeconds: 300 }, "EXPIRED", after(1)).rule).toBe("illegal.mistimed");
  });
});

describe("without a start, only what the reports prove themselves", () => {
  const opened = () => fortid.under(exact).open({ subject: session });

  test("IN_PROGRESS ends one timeout after the first report at the latest", () => {
    const { record } = observe(opened(), "IN_PROGRESS", after(1000));
    expect(observe(record, "IN_PROGRESS", after(1299, "9999999")).verdict.rule).toBe("duplicate.repeat");
    expect(observe(record, "IN_PROGRESS", after(1300)).verdict.rule).toBe("illegal.mistimed");
  });

  test("also when the first report is the one that comes late", () => {
    const { record } = observe(opened(), "IN_PROGRESS", after(1300));
    const { verdict, record: same } = observe(record, "IN_PROGRESS", after(1000));
    expect(verdict).toMatchObject({ rule: "illegal.mistimed", breaches: ["IN_PROGRESS ends 300 s after the start"] });
    expect(same).toBe(record);
    expect(observe(record, "IN_PROGRESS", after(1000, "0000001")).verdict.rule).toBe("late");
  });

  test("a report between the two is as it is", () => {
    const { record } = observe(opened(), "IN_PROGRESS", after(1000));
    const { record: next } = observe(record, "VERIFICATION_FAILED", after(1200));
    expect(observe(next, "IN_PROGRESS", after(1100)).verdict.kind).not.toBe("illegal");
  });

  test("410 and 404 are never too early", () => {
    const { record } = observe(opened(), "IN_PROGRESS", after(0));
    const { verdict, record: expired } = observe(record, "EXPIRED", after(1));
    expect(verdict.rule).toBe("advance");
    expect(observe(expired, "REMOVED", after(2)).verdict.rule).toBe("advance");
  });
});

describe("deadlines", () => {
  function deadlines(policy: Policy, status: string, startedAt: string | null = start) {
    const record = fortid.under(policy).open({ subject: session, startedAt: startedAt ?? undefined });
    const { record: next } = observe(record, status, after(300));
    return fortid.view(next).deadlines;
  }
  const tolerant = { ...timeouts, clockToleranceSeconds: 60 };

  test("are the start's and the timeouts' together", () => {
    expect(deadlines(tolerant, "IN_PROGRESS")).toEqual([{ to: "EXPIRED", at: after(300) }]);
    expect(deadlines(tolerant, "EXPIRED")).toEqual([{ to: "REMOVED", at: after(360) }]);
    expect(deadlines(tolerant, "VERIFICATION_SUCCEEDED")).toEqual([{ to: "REMOVED", at: after(360) }]);
    expect(deadlines({ ...tolerant, finishedSessionsExpire: true }, "VERIFICATION_SUCCEEDED")).toEqual([
      { to: "EXPIRED", at: after(300) },
      { to: "REMOVED", at: after(360) },
    ]);
  });

  test("are none without a start or a timeout", () => {
    expect(deadlines({ sessionTimeoutSeconds: 900 }, "EXPIRED", null)).toEqual([]);
    expect(deadlines({}, "IN_PROGRESS")).toEqual([]);
    expect(deadlines({ sessionTimeoutSeconds: 100 }, "EXPIRED")).toEqual([]);
  });
});

describe("settings that no service can have", () => {
  test.each([
    { sessionTimeoutSeconds: 0 },
    { sessionTimeoutSeconds: -1 },
    { sessionTimeoutSeconds: 1_000_001 },
    { gracePeriodSeconds: 0.5 },
    { clockToleranceSeconds: -1 },
  ])("%j", (policy) => {
    expect(() => fortid.under(policy)).toThrow(Object.keys(policy)[0]);
  });
});
