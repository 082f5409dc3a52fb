import { describe, expect, test } from "vitest";
import { SimulatedClock, createActor } from "xstate";
import { assetpayProcess } from "../../machines/assetpay/lifecycle.js";
import type { KycleRecord } from "../../src/record/record.js";
import { report } from "../report.js";
import { about } from "./exchanges.js";

const policies = { standard: {}, late: { lateResults: true } } as const;

function rulesOf(policy: Parameters<typeof assetpayProcess.under>[0], statuses: readonly string[]): readonly string[] {
  let record = assetpayProcess.under(policy).open({ subject: "subject" });
  return statuses.map((status, index) => {
    const step = assetpayProcess.observe(record, report(index, { status, channel: "poll" }));
    record = step.record;
    return step.verdict.rule;
  });
}

describe("the way of a process", () => {
  test.each([
    ["CREATED", "PROCESSING", ["CAPTURE_PENDING"]],
    ["CREATED", "ERROR", ["CAPTURE_PENDING", "PROCESSING"]],
    ["CREATED", "ACCEPTED", ["CAPTURE_PENDING", "PROCESSING"]],
    ["CAPTURE_PENDING", "REJECTED", ["PROCESSING"]],
  ])("a poll that jumps from %s to %s passed %j unseen", (from, to, between) => {
    expect(assetpayProcess.checkTransition(from, to)).toMatchObject({ kind: "indirect", between });
  });

  test.each(["CREATED", "CAPTURE_PENDING", "PROCESSING"])("%s may expire", (from) => {
    expect(assetpayProcess.checkTransition(from, "EXPIRED")).toMatchObject({
      kind: "direct",
      evidence: { level: "IMPLIED" },
    });
  });

  test("nothing goes back", () => {
    const { statuses } = assetpayProcess;
    const running = statuses.slice(0, 3);
    for (const [index, to] of running.entries()) {
      for (const from of statuses.slice(index + 1)) {
        expect(assetpayProcess.checkTransition(from, to).kind, `${from} to ${to}`).toBe("illegal");
      }
    }
  });

  test("the process of the page ends verified, and nothing follows", () => {
    expect(rulesOf(policies.standard, ["CREATED", "PROCESSING", "ACCEPTED", "ACCEPTED", "REJECTED"])).toEqual([
      "advance",
      "advance",
      "advance",
      "duplicate.repeat",
      "illegal.final",
    ]);
  });
});

describe("a result after EXPIRED", () => {
  test("is refused by the switch, which is off", () => {
    const check = assetpayProcess.checkTransition("EXPIRED", "ACCEPTED");
    expect(check).toMatchObject({ kind: "illegal", reason: "guard", evidence: { level: "ASSUMED" } });
    expect(check.message).toBe(
      "ACCEPTED cannot follow EXPIRED: it needs a vendor that takes results after 30 minutes, and lateResults is off (guard lateResults).",
    );
    expect(rulesOf(policies.standard, ["EXPIRED", "REJECTED"])).toEqual(["advance", "illegal.guard"]);
  });

  test("fits where late results are taken, though not an error and nothing before it", () => {
    expect(rulesOf(policies.late, ["EXPIRED", "ACCEPTED"])).toEqual(["advance", "advance"]);
    expect(rulesOf(policies.late, ["EXPIRED", "REJECTED"])).toEqual(["advance", "advance"]);
    expect(rulesOf(policies.late, ["EXPIRED", "ERROR"])).toEqual(["advance", "illegal.unreachable"]);
    expect(rulesOf(policies.late, ["EXPIRED", "PROCESSING"])).toEqual(["advance", "illegal.unreachable"]);
  });

  test("makes EXPIRED final only where none is taken", () => {
    for (const [policy, final] of [
      [policies.standard, true],
      [policies.late, false],
    ] as const) {
      const record = assetpayProcess.under(policy).open({ subject: "subject" });
      const next = assetpayProcess.reducer(record, report(0, { status: "EXPIRED", channel: "poll" }));
      expect(assetpayProcess.view(next)).toMatchObject({ phase: "no_result", settled: true, final });
    }
  });
});

describe("the 30 minutes", () => {
  function judged(at: string, policy: { clockToleranceSeconds?: number } = {}, startedAt?: string) {
    const reading = assetpayProcess.read(about("EXPIRED", {}, { at }));
    if (reading.kind !== "observation") throw new Error(reading.message);
    const record = assetpayProcess.under(policy).open({ subject: "process-1", startedAt });
    return assetpayProcess.observe(record, reading.observation).verdict;
  }

  test.each([
    ["2026-03-04T14:58:59.9999999Z", {}, "illegal.mistimed"],
    ["2026-03-04T14:59:00Z", {}, "advance"],
    ["2026-03-04T14:59:59.9999999Z", { clockToleranceSeconds: 0 }, "illegal.mistimed"],
    ["2026-03-04T15:00:00Z", { clockToleranceSeconds: 0 }, "advance"],
    ["2026-03-04T16:00:00+01:00", { clockToleranceSeconds: 0 }, "advance"],
    ["2026-03-04T14:55:00Z", { clockToleranceSeconds: 300 }, "advance"],
    ["2026-03-04T14:54:59.999Z", { clockToleranceSeconds: 300 }, "illegal.mistimed"],
  ])("EXPIRED at %s under %j", (at, policy, rule) => {
    expect(judged(at, policy).rule).toBe(rule);
  });

  test("are named in the sentence", () => {
    expect(judged("2026-03-04T14:45:00Z").message).toBe(
      "EXPIRED as the first report cannot be: its time does not fit (EXPIRED is not before 30 minutes after createdAt).",
    );
  });

  test("run from the caller's own start where one is given", () => {
    expect(judged("2026-03-04T15:10:00Z", {}, "2026-03-04T14:45:00Z").rule).toBe("illegal.mistimed");
  });

  test("keep all seven digits of createdAt", () => {
    const message = about(
      "EXPIRED",
      { createdAt: "2026-03-04T14:30:00.0000005Z" },
      { at: "2026-03-04T15:00:00.0000004Z" },
    );
    const reading = assetpayProcess.read(message);
    if (reading.kind !== "observation") throw new Error(reading.message);
    const record = assetpayProcess.under({ clockToleranceSeconds: 0 }).open({ subject: "process-1" });
    expect(assetpayProcess.observe(record, reading.observation).verdict.rule).toBe("illegal.mistimed");
  });

  test("make no process illegal that still runs after them: EXPIRED may be told late", () => {
    const reading = assetpayProcess.read(about("PROCESSING", {}, { at: "2026-03-04T18:00:00Z" }));
    if (reading.kind !== "observation") throw new Error(reading.message);
    const step = assetpayProcess.observe(assetpayProcess.open({ subject: "process-1" }), reading.observation);
    expect(step.verdict.rule).toBe("advance");
  });

  test("are a deadline from the creation on, gone with the result", () => {
    const observe = (record: KycleRecord, status: string): KycleRecord => {
      const reading = assetpayProcess.read(about(status));
      if (reading.kind !== "observation") throw new Error(reading.message);
      return assetpayProcess.reducer(record, reading.observation);
    };
    const running = observe(assetpayProcess.open({ subject: "process-1" }), "CAPTURE_PENDING");
    expect(assetpayProcess.view(running).deadlines).toEqual([{ to: "EXPIRED", at: "2026-03-04T15:00:00Z" }]);
    expect(assetpayProcess.view(observe(running, "REJECTED")).deadlines).toEqual([]);
  });

  test("run across capture and analysis in an actor", () => {
    const clock = new SimulatedClock();
    const actor = createActor(assetpayProcess.machine, { input: {}, clock }).start();
    clock.increment(29 * 60_000);
    actor.send({ type: "client.opened" });
    actor.send({ type: "client.captured" });
    expect(actor.getSnapshot().value).toEqual({ unfinished: "PROCESSING" });
    clock.increment(60_000 - 1);
    expect(actor.getSnapshot().value).toEqual({ unfinished: "PROCESSING" });
    clock.increment(1);
    expect(actor.getSnapshot().value).toBe("EXPIRED");
  });
});

test("what each status means", () => {
  const meanings = assetpayProcess.statuses.map((status) => {
    const record = assetpayProcess.open({ subject: "subject" });
    const next = assetpayProcess.reducer(record, report(0, { status, channel: "poll" }));
    const { phase, waitingFor, retry } = assetpayProcess.view(next);
    return [status, phase, waitingFor, retry !== null];
  });
  expect(meanings).toEqual([
    ["CREATED", "awaiting_person", "person", false],
    ["CAPTURE_PENDING", "awaiting_person", "person", false],
    ["PROCESSING", "awaiting_provider", "provider", false],
    ["ACCEPTED", "approved", null, false],
    ["REJECTED", "declined", null, true],
    ["ERROR", "no_result", null, true],
    ["EXPIRED", "no_result", null, true],
  ]);
});
