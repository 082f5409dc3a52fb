import { describe, expect, test } from "vitest";
import type { DeliveredReport } from "./arrangements.js";
import { judgeArrivals } from "./arrivals.js";
import { iinkedsignModel, type IinkedsignGiven, type IinkedsignPolicy } from "./iinkedsign.js";
import { createJudge, judge, type Judge } from "./judge.js";
import type { Report } from "./model.js";
import { randomFrom, reportsOfAWalk, shuffled } from "./walks.js";

const webhook = (status: string, run?: string): Report => ({ channel: "webhook", status, run });
const poll = (status: string, counters?: Readonly<Record<string, number>>, run?: string): Report => ({
  channel: "poll",
  status,
  run,
  counters,
});
const judges = new Map<string, Judge<IinkedsignPolicy>>();
function judgeUnder(given: IinkedsignGiven): Judge<IinkedsignPolicy> {
  const key = JSON.stringify(given);
  const known = judges.get(key) ?? createJudge(iinkedsignModel, given);
  judges.set(key, known);
  return known;
}
const judged = (given: IinkedsignGiven, ...reports: readonly Report[]) => judgeUnder(given).judge(reports);
const kinds = (given: IinkedsignGiven, ...reports: readonly Report[]) =>
  judged(given, ...reports).map(({ kind }) => kind);

describe("the figures of the design", () => {
  const unknown = judgeUnder({});

  test("one failed under the unknown policy leaves 385 likely and 847 fitting configurations", () => {
    const state = unknown.after([webhook("failed")]);
    expect(unknown.likely(state)).toHaveLength(385);
    expect(unknown.fitting(state)).toHaveLength(847);
  });

  test("the unknown policy has 22,118 reachable configurations under 120 policies, the origins not counted", () => {
    const all = iinkedsignModel.statuses.flatMap((status) => unknown.fitting(unknown.after([poll(status)])));
    expect(iinkedsignModel.policies({})).toHaveLength(120);
    expect(all).toHaveLength(22_118);
  });
});

describe("in the order in which they happened", () => {
  test("three attempts, all failed, are failed, failed, failed_locked or failed, failed, failed_reset", () => {
    const [failed, locked, reset] = [webhook("failed"), webhook("failed_locked"), webhook("failed_reset")];
    expect(judged({ maxAttempts: 3, maxResets: 0 }, failed, failed, locked)).toEqual([
      { kind: "advance", skippedLength: 5, countersIgnored: false },
      { kind: "advance", skippedLength: 4, countersIgnored: false },
      { kind: "advance", skippedLength: 4, countersIgnored: false },
    ]);
    expect(kinds({ maxAttempts: 3, maxResets: 1 }, failed, failed, reset)).toEqual(["advance", "advance", "advance"]);
  });

  test("failed, failed, failed under one run is illegal with three attempts", () => {
    const failed = webhook("failed", "one");
    expect(judged({ maxAttempts: 3, maxResets: 0 }, failed, failed, failed)[2]).toEqual({
      kind: "illegal",
      reason: "guard",
      guards: [["attemptsLeft"]],
    });
    expect(judged({ maxAttempts: 3, maxResets: "unlimited" }, failed, failed, failed)[2]).toMatchObject({
      reason: "run",
    });
    expect(judged({ maxAttempts: 3 }, failed, failed, failed)[2]).toEqual({ kind: "illegal", reason: "run" });
    expect(kinds({}, failed, failed, failed)).toEqual(["advance", "advance", "advance"]);
  });

  test("a third failed of a new run, or of none, is explained by a reset", () => {
    const given = { maxAttempts: 3, maxResets: 1 };
    expect(kinds(given, webhook("failed", "a"), webhook("failed", "a"), webhook("failed", "b"))[2]).toBe("advance");
    expect(kinds(given, webhook("failed"), webhook("failed"), webhook("failed"))[2]).toBe("advance");
    expect(judged({ maxAttempts: 3, maxResets: 0 }, webhook("failed", "a"), webhook("failed", "b"))[1]).toEqual({
      kind: "illegal",
      reason: "run",
    });
  });

  test("start, start, error misses one report, although it is missing before the second", () => {
    const given = { maxAttempts: 2, maxErrors: 2, maxResets: 0 };
    expect(judged(given, webhook("start"), webhook("start"), webhook("error"))).toEqual([
      { kind: "advance", skippedLength: 1, countersIgnored: false },
      { kind: "advance", skippedLength: 1, countersIgnored: false },
      { kind: "gap", missingCount: 1, countersIgnored: false },
    ]);
  });

  test("counters of a poll may show that several are missing before it", () => {
    const given = { maxAttempts: 3, maxErrors: 3, maxResets: 0 };
    const start = webhook("start");
    expect(judged(given, start, start, start, poll("end", { attempts: 2, errors: 0 }))[3]).toMatchObject({
      kind: "gap",
      missingCount: 2,
    });
  });

  test("counters that nothing fits are ignored", () => {
    expect(judged({ maxAttempts: 3 }, poll("failed", { attempts: 7 }))[0]).toMatchObject({
      kind: "advance",
      countersIgnored: true,
    });
  });

  test("an unlimited counter fits any count, a saturated one any at or above its limit", () => {
    expect(judged({ maxAttempts: "unlimited" }, poll("failed", { attempts: 7 }))[0]).toMatchObject({
      countersIgnored: false,
    });
    expect(judged({ maxAttempts: 3 }, poll("failed_reset", { attempts: 7 }))[0]).toMatchObject({
      countersIgnored: false,
    });
  });

  test("a poll that repeats is dropped, unless its counters narrow", () => {
    const given = { maxAttempts: 5 };
    expect(kinds(given, webhook("failed"), poll("failed"), poll("failed", { errors: 0 }))).toEqual([
      "advance",
      "repeat",
      "advance",
    ]);
    expect(kinds(given, webhook("failed", "a"), poll("failed", {}, "b"))).toEqual(["advance", "advance"]);
  });

  test("a webhook directly after a poll of its own status may announce that stay", () => {
    expect(kinds({}, poll("passed"), webhook("passed"))).toEqual(["advance", "advance"]);
    expect(kinds({}, poll("passed"), webhook("passed"), webhook("passed"))[2]).toBe("illegal");
    expect(kinds({}, webhook("passed"), poll("passed"), webhook("passed"))).toEqual(["advance", "repeat", "illegal"]);
  });

  test("the reasons against a report come in the order of the design", () => {
    expect(judged({}, webhook("passed"), webhook("failed"))[1]).toEqual({ kind: "illegal", reason: "final" });
    expect(judged({ maxResets: 0 }, webhook("failed_reset"))[0]).toMatchObject({ guards: [["resetsLeft"]] });
    expect(judged({ maxAttempts: 1, maxResets: 0 }, poll("end"), webhook("not_started"))[1]).toMatchObject({
      guards: [["resetsLeft"]],
    });
    expect(judged({ steps: ["kba"] }, poll("document"))[0]).toMatchObject({ guards: [["documentRequired"]] });
    expect(judged({}, webhook("completed"))[0]).toMatchObject({ reason: "unreachable" });
  });

  test("what a consumer did not subscribe to is never missing", () => {
    const given = { maxAttempts: 3, maxErrors: 1, maxResets: 0 };
    const reports = [webhook("start"), webhook("start")];
    expect(judge(iinkedsignModel, given, reports)[1]).toMatchObject({ kind: "gap", missingCount: 1 });
    expect(judge(iinkedsignModel, given, reports, { subscribed: ["passed"] })[1]).toMatchObject({ kind: "advance" });
  });
});

const at = (time: number, status: string, more: Partial<DeliveredReport> = {}): DeliveredReport => ({
  channel: "webhook",
  status,
  at: time,
  delivery: `${status}@${time}`,
  ...more,
});
const answers = (given: IinkedsignGiven, ...reports: readonly DeliveredReport[]) =>
  judgeArrivals(iinkedsignModel, given, reports, { judge: judgeUnder(given) }).verdicts;

describe("as they were delivered", () => {
  const three = { maxAttempts: 3, maxErrors: 1, maxResets: 0 };

  test("a second delivery is a duplicate, also long after", () => {
    expect(answers({}, at(1, "failed"), at(2, "passed"), at(1, "failed"))[2]).toEqual({
      kind: "duplicate",
      reason: "delivery",
    });
  });

  test("a refused delivery is judged again", () => {
    expect(answers({}, at(1, "passed"), at(2, "failed"), at(2, "failed")).map(({ kind }) => kind)).toEqual([
      "advance",
      "illegal",
      "illegal",
    ]);
  });

  test("an unknown status is a verdict of its own", () => {
    expect(answers({}, at(1, "approved"))).toEqual([{ kind: "unknown" }]);
  });

  test("a late report closes the gap that it explains", () => {
    expect(answers(three, at(1, "start"), at(3, "start"), at(2, "failed"))).toMatchObject([
      { kind: "advance" },
      { kind: "gap", missingCount: 1 },
      { kind: "late", fills: 1, missingBefore: 1, missingAfter: 0, place: 1 },
    ]);
  });

  test("a report without a time fills an open gap, else follows all known", () => {
    const untimed = at(0, "failed", { at: undefined, delivery: "untimed" });
    expect(answers(three, at(1, "start"), at(3, "start"), untimed)[2]).toMatchObject({
      kind: "late",
      fills: 1,
      place: 1,
    });
    expect(answers(three, at(1, "start"), untimed)[1]).toMatchObject({ kind: "advance" });
  });

  test("equal times are ordered by what is missing, whichever came first", () => {
    const [start, failed, again] = [at(1, "start"), at(2, "failed"), at(2, "start")];
    expect(answers(three, start, failed, again)[2]).toMatchObject({ kind: "advance" });
    expect(answers(three, start, again, failed)[2]).toMatchObject({ kind: "late", fills: 1 });
  });

  test("a report of a replaced run is superseded from the replacing run's first report on", () => {
    const [old, fresh] = [at(1, "failed", { run: "a" }), at(5, "failed", { run: "b" })];
    expect(answers({}, old, fresh, at(5, "passed", { run: "a" }))[2]).toEqual({ kind: "superseded" });
    expect(answers({}, old, fresh, at(9, "passed", { run: "a", at: undefined }))[2]).toEqual({ kind: "superseded" });
    expect(answers({}, old, fresh, at(4, "failed", { run: "a" }))[2]).toMatchObject({ kind: "late" });
    expect(answers({}, old, fresh, at(4, "passed", { run: "a" }))[2]).toMatchObject({ kind: "illegal", at: "later" });
  });

  test("a poll repeats the report just before its place", () => {
    const known = [at(1, "failed"), at(5, "failed")];
    const late = at(2, "failed", { channel: "poll", delivery: undefined });
    expect(answers({}, ...known, late)[2]).toEqual({ kind: "duplicate", reason: "repeat" });
  });

  test("any shuffling of a timed history of webhooks ends in the same estimates and calls nothing illegal", () => {
    const given = { maxAttempts: 3, maxErrors: 2, maxResets: 1 };
    const oracle = createJudge(iinkedsignModel, given);
    for (let seed = 0; seed < 300; seed += 1) {
      const random = randomFrom(seed);
      const history = reportsOfAWalk(iinkedsignModel, given, random, { forged: 0, named: 1, polled: 0 })
        .slice(0, 7)
        .map((report, index): DeliveredReport => ({ ...report, at: index, delivery: `${index}` }));
      const { verdicts, order } = judgeArrivals(iinkedsignModel, given, shuffled(history, random), { judge: oracle });
      expect(verdicts.map(({ kind }) => kind)).not.toContain("illegal");
      expect(oracle.after(order).key).toBe(oracle.after(history).key);
    }
  });
});
