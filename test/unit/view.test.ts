import { describe, expect, test } from "vitest";
import { setup } from "xstate";
import * as z from "zod";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { defineLifecycle } from "../../src/lifecycle.js";
import { report } from "../report.js";
import { badge } from "./badge.js";
import { tell } from "./history.js";

const policy = { maxAttempts: 3, maxErrors: 2, maxResets: 1 };

describe("view", () => {
  test("before the first report knows no status, and that the person has not begun", () => {
    expect(iinkedsign.view(iinkedsign.open({ subject: "subject", policy }))).toEqual({
      status: null,
      phase: "not_started",
      outcome: null,
      settled: false,
      final: false,
      waitingFor: "person",
      retry: null,
      attempts: { used: 0, left: 3 },
      deadlines: [],
    });
  });

  test("after a failure tells how the person comes to a new try", () => {
    expect(iinkedsign.view(tell(iinkedsign, { policy }, { status: "failed", run: "A" }).record)).toEqual({
      status: "failed",
      phase: "awaiting_person",
      outcome: null,
      settled: false,
      final: false,
      waitingFor: "person",
      retry: "the signer retries under the same verificationId",
      attempts: { used: 1, left: 2 },
      deadlines: [],
    });
  });

  test.each([
    ["not_started", "not_started", "person", null],
    ["start", "awaiting_person", "person", null],
    ["kba_processing", "awaiting_provider", "provider", null],
    ["end", "awaiting_provider", "provider", null],
    [
      "failed_reset",
      "awaiting_owner",
      "owner",
      "the package owner resets the signer, then a new verificationId begins",
    ],
    ["error", "awaiting_person", "person", "the signer retries under the same verificationId"],
    ["cancelled_reset", "awaiting_person", "person", "a new verificationId begins"],
  ])("in %s waits, and neither settled nor final", (status, phase, waitingFor, retry) => {
    const { record } = tell(iinkedsign, { policy }, { status, channel: "poll" });
    expect(iinkedsign.view(record)).toMatchObject({
      status,
      phase,
      waitingFor,
      retry,
      outcome: null,
      settled: false,
      final: false,
    });
  });

  test.each([
    ["passed", "approved"],
    ["failed_locked", "declined"],
    ["error_locked", "no_result"],
    ["cancelled", "no_result"],
    ["invalid", "no_result"],
  ])("in %s is settled and final, with the outcome %s", (status, outcome) => {
    const { record } = tell(iinkedsign, { policy }, { status });
    expect(iinkedsign.view(record)).toMatchObject({
      status,
      phase: outcome,
      outcome,
      settled: true,
      final: true,
      waitingFor: null,
      retry: null,
    });
  });

  test("keeps the status through refused, unknown and repeated reports", () => {
    const { record } = tell(
      iinkedsign,
      { policy },
      { status: "passed" },
      { status: "failed" },
      { reported: "approved" },
      { status: "passed", channel: "poll" },
    );
    expect(iinkedsign.view(record).status).toBe("passed");
  });

  test("shows the latest that happened, not what arrived last", () => {
    const { record, verdict } = tell(
      iinkedsign,
      { policy },
      { status: "error" },
      { status: "failed", at: "2024-03-01T02:00:00Z" },
      { status: "cancelled_reset", at: "2024-03-01T01:00:00Z" },
    );
    expect(verdict.kind).toBe("late");
    expect(iinkedsign.view(record).status).toBe("failed");
  });

  test("a status that the context decides has the phase of its context", () => {
    expect(
      badge.view(tell(badge, {}, { status: "created", channel: "poll", counters: { refused: 0 } }).record),
    ).toMatchObject({
      phase: "not_started",
    });
    expect(
      badge.view(tell(badge, {}, { status: "created", channel: "poll", counters: { refused: 1 } }).record),
    ).toMatchObject({
      phase: "awaiting_person",
      waitingFor: "person",
    });
  });
});

test("where what is likely agrees on nothing but the person, it waits for the person", () => {
  const { record } = tell(badge, {}, { status: "created" }, { status: "created" });
  expect(badge.view(record)).toMatchObject({ status: "created", phase: "awaiting_person", waitingFor: "person" });
});

test("where an event may have led to one status or another, none is claimed", () => {
  const told = [{ status: "created" }, { event: "photo.refused" }];
  expect(badge.view(tell(badge, { policy: { tries: 1 } }, ...told).record).status).toBe("declined");
  expect(badge.view(tell(badge, {}, ...told).record)).toMatchObject({
    status: null,
    phase: "awaiting_provider",
    outcome: null,
    retry: null,
  });
});

describe("attempts", () => {
  test("leave at least one where a failure was not the last under any policy", () => {
    const { attempts } = iinkedsign.view(tell(iinkedsign, {}, { status: "failed", run: "A" }).record);
    expect(attempts).toEqual({ used: { atLeast: 0, atMost: "unlimited" }, left: { atLeast: 1, atMost: "unlimited" } });
  });

  const attempts = (given: object, ...statuses: readonly string[]) =>
    iinkedsign.view(tell(iinkedsign, { policy: given }, ...statuses.map((status) => ({ status }))).record).attempts;

  test("are a number where they are certain", () => {
    expect(attempts({ maxAttempts: 3, maxResets: 0 }, "failed")).toEqual({ used: 1, left: 2 });
    expect(attempts({ maxAttempts: 3, maxResets: 0 }, "failed", "failed")).toEqual({ used: 2, left: 1 });
    expect(attempts({ maxAttempts: 3, maxResets: 0 }, "failed", "failed", "failed_locked")).toEqual({
      used: 3,
      left: 0,
    });
    expect(attempts(policy, "failed", "cancelled_reset", "start")).toEqual({ used: 0, left: 3 });
  });

  test("are a range where a reset may have been missed", () => {
    expect(attempts(policy, "failed", "failed")).toEqual({
      used: { atLeast: 1, atMost: 2 },
      left: { atLeast: 1, atMost: 2 },
    });
  });

  test("are certain again where the run says that there was none, or that there was one", () => {
    const view = (...runs: readonly string[]) =>
      iinkedsign.view(tell(iinkedsign, { policy }, ...runs.map((run) => ({ status: "failed", run }))).record).attempts;
    expect(view("A", "A")).toEqual({ used: 2, left: 1 });
    expect(view("A", "B")).toEqual({ used: 1, left: 2 });
  });

  test("are a range where the limit is not known", () => {
    const given = { maxResets: 0, maxErrors: 1 };
    expect(attempts(given, "failed", "failed")).toMatchObject({ used: { atMost: "unlimited" } });
    const { record } = tell(badge, {}, { status: "created", channel: "poll", counters: { refused: 1 } });
    expect(badge.view(record).attempts).toEqual({ used: 1, left: { atLeast: 1, atMost: 2 } });
  });

  test("that are unlimited leave unlimited ones, and how many were used is not kept", () => {
    expect(attempts({ maxAttempts: "unlimited" }, "failed", "failed")).toEqual({
      used: { atLeast: 0, atMost: "unlimited" },
      left: "unlimited",
    });
  });

  test("after a gap are those of all that fits", () => {
    const given = { maxAttempts: 4, maxErrors: 1, maxResets: 0 };
    expect(attempts(given, "start", "start")).toEqual({
      used: { atLeast: 1, atMost: 3 },
      left: { atLeast: 1, atMost: 3 },
    });
  });
});

describe("deadlines", () => {
  const startedAt = "2024-03-01T00:00:00.0000001Z";

  test("run from the subject's start as long as the policy says", () => {
    const { record } = tell(
      badge,
      { policy: { days: 2 }, startedAt },
      { status: "created", at: "2024-03-01T01:00:00Z" },
    );
    expect(badge.view(record).deadlines).toEqual([{ to: "expired", at: "2024-03-03T00:00:00.0000001Z" }]);
  });

  test("are known before the first report, where the start is", () => {
    expect(badge.view(badge.open({ subject: "subject", policy: { days: 1 }, startedAt })).deadlines).toEqual([
      { to: "expired", at: "2024-03-02T00:00:00.0000001Z" },
    ]);
  });

  test("run from the start that the latest report tells, unless the consumer knows it", () => {
    const told = { status: "created", at: "2024-03-05T00:00:00Z", startedAt: "2024-03-04T00:00:00Z" };
    expect(badge.view(tell(badge, { policy: { days: 2 } }, told).record).deadlines).toEqual([
      { to: "expired", at: "2024-03-06T00:00:00Z" },
    ]);
    expect(badge.view(tell(badge, { policy: { days: 9 }, startedAt }, told).record).deadlines).toEqual([
      { to: "expired", at: "2024-03-10T00:00:00.0000001Z" },
    ]);
  });

  test("are none where the start, or the length, is not known, or nothing runs", () => {
    expect(badge.view(tell(badge, { policy: { days: 2 } }, { status: "created" }).record).deadlines).toEqual([]);
    expect(badge.view(tell(badge, { startedAt }, { status: "created", at: undefined }).record).deadlines).toEqual([]);
    const { record } = tell(
      badge,
      { policy: { days: 2 }, startedAt },
      { status: "created", at: undefined },
      { status: "approved", at: undefined },
    );
    expect(badge.view(record)).toMatchObject({ status: "approved", deadlines: [] });
    expect(iinkedsign.view(iinkedsign.open({ subject: "subject", startedAt })).deadlines).toEqual([]);
  });
});

test("deadlines are told in the order of their times, also within one second", () => {
  const source = "The carrier's terms";
  const parcel = defineLifecycle({
    id: "parcel",
    provider: "parcel",
    title: "A parcel that nobody calls for.",
    machine: setup({ delays: { whole: 1500, part: 1600 } }).createMachine({
      id: "parcel",
      initial: "waiting",
      states: { waiting: { after: { part: { target: "lost" }, whole: { target: "late" } } }, late: {}, lost: {} },
    }),
    statuses: ["waiting", "late", "lost"],
    leftOut: [],
    policy: { schema: z.strictObject({}), defaults: {}, family: {} },
    guards: {},
    announced: { by: "status", always: [], maybe: [] },
    counters: {},
    evidence: { rows: [], finality: { level: "ASSUMED", source }, order: { level: "ASSUMED", source } },
    timers: { whole: [], part: [] },
    phases: { waiting: "awaiting_person", late: "no_result", lost: "no_result" },
    retries: {},
  });
  expect(parcel.view(parcel.open({ subject: "subject", startedAt: "2024-03-01T00:00:00.5Z" })).deadlines).toEqual([
    { to: "late", at: "2024-03-01T00:00:02Z" },
    { to: "lost", at: "2024-03-01T00:00:02.1Z" },
  ]);
});

test("a view of a record with an adopted report shows that report's status", () => {
  const { record } = tell(iinkedsign, { policy }, { status: "passed" });
  expect(iinkedsign.view(iinkedsign.adopt(record, report(1, { status: "error_reset" })).record)).toMatchObject({
    status: "error_reset",
    waitingFor: "owner",
    final: false,
  });
});
