import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { lifecycles } from "../../machines/index.js";
import { personaInquiry } from "../../machines/persona/lifecycle.js";
import { readChart } from "../../src/graph/chart.js";
import { minuteAfter, observationOf, reportOf } from "../../src/atlas/made-up-report.js";
import { possibilitiesAfter } from "../../src/atlas/possibilities.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import type { Observation, Reading } from "../../src/observation.js";
import { jsonRecord } from "../json.js";
import { report } from "../report.js";
import { badge } from "../unit/badge.js";

describe.each(lifecycles.map((lifecycle: Lifecycle) => ({ id: lifecycle.id, lifecycle })))("$id", ({ lifecycle }) => {
  const { definition } = lifecycle;
  const events = readChart(definition.machine).events;
  const policies = [{}, jsonRecord.parse(definition.policy.defaults)];

  test("offers every event, either as what it leads to or as why it cannot be", () => {
    for (const policy of policies) {
      const record = lifecycle.open({ subject: "subject", policy });
      const { next, refused } = possibilitiesAfter(lifecycle, record);
      expect(new Set([...next, ...refused].map(({ event }) => event))).toEqual(events);
      for (const { event } of next) expect(lifecycle.may(record, event).answer).not.toBe("no");
      for (const { event } of refused) expect(lifecycle.may(record, event).answer).toBe("no");
    }
  });

  test("offers nothing that is then refused, however long one goes on", () => {
    const walk = fc.record({
      policy: fc.constantFrom(...policies),
      choices: fc.array(fc.nat({ max: 1000 }), { maxLength: 8 }),
    });
    fc.assert(
      fc.property(walk, ({ policy, choices }) => {
        let record = lifecycle.open({ subject: "made up here", policy });
        const history: Observation[] = [];
        for (const choice of choices) {
          const { next } = possibilitiesAfter(lifecycle, record);
          const taken = next[choice % Math.max(1, next.length)];
          if (taken === undefined) break;
          const observation = reportOf(definition, history, taken);
          const { verdict, record: stepped } = lifecycle.observe(record, observation);
          expect(["advance", "gap", "late", "duplicate"]).toContain(verdict.kind);
          expect(stepped === record || lifecycle.view(stepped).status === taken.status).toBe(true);
          history.push(observation);
          record = stepped;
        }
      }),
      { numRuns: 8 },
    );
  }, 60_000);
});

test("a report that is made up has no empty fields, and a delivery of its own where it comes by webhook", () => {
  const poll = observationOf([], { status: "start", channel: "poll", run: "", at: "" });
  expect(poll).toEqual({
    subject: "made up here",
    status: "start",
    reported: "start",
    channel: "poll",
    breaches: [],
    warnings: [],
  });
  const history = [poll, poll].map((one) => ({ ...one, subject: "anna" }));
  expect(observationOf(history, { status: "failed", channel: "webhook", at: "2024-01-01T00:00:00Z" })).toMatchObject({
    subject: "anna",
    delivery: "made up 3",
    at: "2024-01-01T00:00:00Z",
  });
});

test("a timer that began anew runs out after everything told, though its delay since the first report is over", () => {
  const { definition } = personaInquiry;
  const history: Observation[] = [];
  let record = personaInquiry.open({ subject: "made up here" });
  for (const event of ["inquiry.started", "after expiry", "owner.resumed", "after expiry"]) {
    const taken = possibilitiesAfter(personaInquiry, record).next.find((one) => one.event === event);
    if (taken === undefined) throw new Error(`${event} is not offered`);
    const observation = reportOf(definition, history, taken);
    const { verdict, record: next } = personaInquiry.observe(record, observation);
    expect(verdict.kind).toBe(event === "inquiry.started" ? "gap" : "advance");
    expect(personaInquiry.view(next).status).toBe(taken.status);
    history.push(observation);
    record = next;
  }
});

test("an event that begins a run is told of a new one, and whatever follows is of that run", () => {
  const { definition } = iinkedsign;
  const fired = [
    "signer.opened start",
    "owner.reset cancelled_reset",
    "server.renewed not_started",
    "signer.opened start",
  ];
  let record = iinkedsign.open({ subject: "made up here" });
  const history: Observation[] = [];
  for (const step of fired) {
    const taken = possibilitiesAfter(iinkedsign, record).next.find(
      ({ event, status }) => `${event} ${status}` === step,
    );
    if (taken === undefined) throw new Error(`${step} is not offered`);
    const observation = reportOf(definition, history, taken);
    const { verdict, record: next } = iinkedsign.observe(record, observation);
    expect(verdict.kind).toBe("advance");
    history.push(observation);
    record = next;
  }
  expect(history.map(({ run }) => run)).toEqual(["run 1", "run 1", "run 2", "run 2"]);
});

describe("a report that is made up", () => {
  const { definition } = badge;
  const at = (...times: readonly (string | undefined)[]): readonly Observation[] =>
    times.map((time) => observationOf([], { status: "created", channel: "poll", at: time }));
  const madeUp = (other: object = {}, history: readonly Observation[] = []): Observation =>
    reportOf(definition, history, { event: "badge.approved", status: "approved", delay: undefined, ...other });

  test("has no run where the lifecycle knows none, and no fields that are not told", () => {
    expect(madeUp()).toStrictEqual({
      subject: "made up here",
      status: "approved",
      reported: "approved",
      channel: "poll",
      at: "2024-03-01T09:00:00Z",
      breaches: [],
      warnings: [],
    });
    expect(at(undefined)).toStrictEqual(at(""));
  });

  test.each([
    ["event", ["badge.approved"], [], "webhook"],
    ["event", [], ["badge.approved"], "webhook"],
    ["event", ["approved"], [], "poll"],
    ["status", ["approved"], [], "webhook"],
    ["status", ["badge.approved"], [], "poll"],
  ] as const)("comes by webhook where the %s is announced (%j, %j): by %s", (by, always, maybe, channel) => {
    const announced = { by, always, maybe };
    const told = { event: "badge.approved", status: "approved", delay: undefined };
    const readWebhook = (): Reading => ({ kind: "malformed", path: "", message: "" });
    expect(reportOf({ ...definition, announced, readWebhook }, [], told).channel).toBe(channel);
    expect(reportOf({ ...definition, announced }, [], told).channel).toBe("poll");
  });

  test("comes a minute after the latest, in whatever order and however exactly they are told", () => {
    expect(minuteAfter(at("2024-01-01T00:00:00Z", "2024-01-01T00:00:00.5Z", undefined, "soon"))).toBe(
      "2024-01-01T00:01:00.5Z",
    );
    expect(minuteAfter(at("2024-01-02T00:00:00Z", "2024-01-01T00:00:00Z", "2024-01-01T00:00:01Z"))).toBe(
      "2024-01-02T00:01:00Z",
    );
    expect(minuteAfter(at(undefined, "soon"))).toBe("2024-03-01T09:00:00Z");
  });

  test("of a timer comes when it has run out since the first report with a time", () => {
    const history = at(undefined, "2024-01-01T00:00:00Z", "2024-01-01T05:00:00Z");
    expect(madeUp({ delay: 86_400_000 }, history).at).toBe("2024-01-02T00:00:00Z");
    expect(madeUp({ delay: 3_600_000 }, history).at).toBe("2024-01-01T05:01:00Z");
    expect(madeUp({}, history).at).toBe("2024-01-01T05:01:00Z");
    expect(madeUp({ delay: 86_400_000 }).at).toBe("2024-03-01T09:00:00Z");
  });

  test.each([
    [["run 9"], "run 10"],
    [["run 19", undefined], "run 20"],
    [["mine"], "mine again"],
    [["my run 1"], "my run 1 again"],
    [["run 1a"], "run 1a again"],
    [[], "run 2"],
  ])("that begins a run after %j is of %s", (runs, next) => {
    const history = runs.map((run) => observationOf([], { status: "failed", channel: "poll", run }));
    const [event = ""] = iinkedsign.definition.runs?.startedBy ?? [];
    expect(reportOf(iinkedsign.definition, history, { event, status: "not_started", delay: undefined }).run).toBe(next);
  });
});

test("an event is certain where every configuration that fits takes it there", () => {
  const after = (policy: object): unknown => {
    const record = badge.reducer(
      badge.open({ subject: "subject", policy }),
      report(0, { event: "badge.submitted", status: "submitted" }),
    );
    return possibilitiesAfter(badge, record).next;
  };
  const approved = { event: "badge.approved", status: "approved", isCertain: true, delay: undefined };
  const refused = { event: "photo.refused", delay: undefined };
  const expired = { event: "after validity", status: "expired", isCertain: true, delay: 172_800_000 };
  expect(after({ days: 2, tries: 1 })).toEqual([
    approved,
    { ...refused, status: "declined", isCertain: true },
    expired,
  ]);
  expect(after({ days: 2 })).toEqual([
    approved,
    { ...refused, status: "declined", isCertain: false },
    expired,
    { ...refused, status: "created", isCertain: false },
  ]);
});
