/** Whole histories, as they were delivered and as they happened. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import type { Observation } from "../../src/observation.js";
import { checkHistory, trackSubjects } from "../../src/trace.js";
import { report } from "../report.js";
import { badge } from "./badge.js";

const three = iinkedsign.under({ maxAttempts: 3, maxErrors: 1, maxResets: 0 });

/** Reports in the order in which they are delivered; the number is the minute in which each happened. */
const delivered = (...reports: readonly (readonly [minute: number, given: Partial<Observation>])[]) =>
  reports.map(([minute, given], index) => ({ ...report(minute, given), delivery: `delivery-${index}` }));

const rulesOf = (...[lifecycle, observations, options]: Parameters<typeof checkHistory>) =>
  checkHistory(lifecycle, observations, options).verdicts.map(({ rule }) => rule);

describe("as delivered", () => {
  test("each report is judged by what had arrived before it", () => {
    const observations = delivered([0, { status: "start" }], [2, { status: "start" }], [1, { status: "failed" }]);
    const { verdicts, counts, records } = checkHistory(three, observations);
    expect(verdicts.map(({ rule, to }) => [rule, to])).toEqual([
      ["advance", "start"],
      ["gap", "start"],
      ["late", "failed"],
    ]);
    expect(counts).toEqual({ advance: 1, gap: 1, late: 1 });
    expect(records.get("subject")?.window.map(({ status }) => status)).toEqual(["start", "failed", "start"]);
  });

  test("is what is asked where no order is", () => {
    const observations = delivered([1, { status: "failed" }], [0, { status: "failed" }]);
    expect(checkHistory(three, observations)).toEqual(checkHistory(three, observations, { order: "delivered" }));
    expect(checkHistory(three, observations, { order: undefined }).counts).toEqual({ advance: 1, late: 1 });
  });

  test("verdicts are those of one record after the other", () => {
    const observations = delivered([0, { status: "failed" }], [0, { status: "passed" }], [4, { status: "failed" }]);
    let record = three.open({ subject: "subject" });
    const verdicts = observations.map((observation) => {
      const step = three.observe(record, observation);
      record = step.record;
      return step.verdict;
    });
    expect(checkHistory(three, observations).verdicts).toEqual(verdicts);
    expect(checkHistory(three, observations).records.get("subject")).toEqual(record);
  });
});

describe("as happened", () => {
  test("each subject's reports are first put in the order of their times, and verdicts stay where the reports are", () => {
    const observations = delivered([0, { status: "start" }], [2, { status: "start" }], [1, { status: "failed" }]);
    const { verdicts, counts } = checkHistory(three, observations, { order: "happened" });
    expect(verdicts.map(({ rule, to, sequence }) => [rule, to, sequence])).toEqual([
      ["advance", "start", 1],
      ["advance", "start", 3],
      ["advance", "failed", 2],
    ]);
    expect(counts).toEqual({ advance: 3 });
  });

  test("a report that cannot be is refused where it happened, and what follows is judged without it", () => {
    const observations = delivered(
      [3, { status: "failed" }],
      [1, { status: "failed" }],
      [2, { status: "failed" }],
      [4, { status: "failed_locked" }],
    );
    expect(rulesOf(three, observations)).toEqual(["advance", "late", "illegal.guard", "advance"]);
    expect(rulesOf(three, observations, { order: "happened" })).toEqual([
      "illegal.guard",
      "advance",
      "advance",
      "advance",
    ]);
  });

  test("times are compared at full precision, whatever their zone", () => {
    const at = [
      "2031-03-01T01:00:00.0000002+01:00",
      "2031-03-01T00:00:00.0000003Z",
      "2031-02-28T23:00:00.0000001-01:00",
    ];
    const observations = at.map((time, index) => ({ ...report(index, { status: "failed" }), at: time }));
    const { verdicts } = checkHistory(iinkedsign.under({}), observations, { order: "happened" });
    expect(verdicts.map(({ sequence }) => sequence)).toEqual([2, 3, 1]);
  });

  test("a window too small for the disorder is none when it is put in order", () => {
    const minutes = [9, 3, 7, 1, 8, 2, 6, 4, 5, 0];
    const observations = delivered(...minutes.map((minute) => [minute, { status: "failed" }] as const));
    const endless = iinkedsign.under({ maxAttempts: "unlimited", maxErrors: 1, maxResets: 0 });
    expect(checkHistory(endless, observations, { capacity: 2 }).counts).toEqual({ advance: 1, late: 3, stale: 6 });
    expect(checkHistory(endless, observations, { capacity: 2, order: "happened" }).counts).toEqual({ advance: 10 });
  });

  test("reports of one time are put in the order with the fewest missing", () => {
    const [start, failed, again] = [
      [1, { status: "start" }],
      [2, { status: "failed" }],
      [2, { status: "start" }],
    ] as const;
    for (const order of [
      [start, failed, again],
      [again, failed, start],
      [failed, start, again],
    ]) {
      const observations = delivered(...order);
      const { counts, verdicts } = checkHistory(three, observations, { order: "happened" });
      expect(counts).toEqual({ advance: 3 });
      expect(verdicts[order.indexOf(again)]?.sequence).toBe(3);
    }
  });

  test("of reports of one time that do not all fit, those that do come first", () => {
    const observations = delivered(
      [1, { status: "failed" }],
      [1, { status: "passed" }],
      [1, { status: "failed_locked" }],
    );
    const { counts, verdicts } = checkHistory(three, observations, { order: "happened" });
    expect(counts).toEqual({ advance: 2, illegal: 1 });
    expect(verdicts.map(({ rule }) => rule).filter((rule) => rule !== "advance")).toEqual(["illegal.final"]);
  });

  test("a report without a time stays behind the one it came after", () => {
    const untimed = { status: "start", at: undefined };
    const observations = delivered([5, { status: "failed" }], [5, untimed], [1, { status: "error" }]);
    const { verdicts } = checkHistory(iinkedsign.under({}), observations, { order: "happened" });
    expect(verdicts.map(({ rule, from, sequence }) => [rule, from, sequence])).toEqual([
      ["advance", "error", 2],
      ["advance", "failed", 3],
      ["advance", undefined, 1],
    ]);
  });

  test("a report without a time before all others stays the first", () => {
    const observations = delivered(
      [9, { status: "start", at: undefined }],
      [2, { status: "failed" }],
      [1, { status: "error" }],
    );
    const { verdicts } = checkHistory(iinkedsign.under({}), observations, { order: "happened" });
    expect(verdicts.map(({ sequence }) => sequence)).toEqual([1, 3, 2]);
  });

  test("reports that all have times of their own are judged once", () => {
    let judgements = 0;
    const observe: typeof three.observe = (record, observation) => {
      judgements += 1;
      return three.observe(record, observation);
    };
    const observations = delivered([2, { status: "failed" }], [0, { status: "start" }], [1, { status: "failed" }]);
    expect(checkHistory({ ...three, observe }, observations, { order: "happened" }).judged).toEqual([1, 2, 0]);
    expect(judgements).toBe(3);
  });

  test("a report whose time counts as none stays where it came", () => {
    const ahead = { at: "2099-01-01T00:00:00Z", receivedAt: "2024-03-01T00:05:00Z" };
    const reports = [{ status: "start" }, { status: "start", ...ahead }, { status: "failed" }];
    const observations = delivered(...reports.map((told, minute) => [minute, told] as const));
    expect(checkHistory(three, observations, { order: "happened" }).judged).toEqual([0, 1, 2]);
  });

  test("duplicates are still duplicates", () => {
    const [first, second] = delivered([2, { status: "failed" }], [1, { status: "failed" }]);
    if (first === undefined || second === undefined) throw new Error("two reports");
    const { verdicts } = checkHistory(three, [first, second, first], { order: "happened" });
    expect(verdicts.map(({ rule }) => rule)).toEqual(["advance", "advance", "duplicate.delivery"]);
  });
});

describe("several subjects", () => {
  const observations = [
    report(0, { subject: "a", status: "passed", delivery: "1" }),
    report(1, { subject: "b", status: "failed", delivery: "1" }),
    report(2, { subject: "a", status: "failed", delivery: "2" }),
    report(0, { subject: "b", status: "failed", delivery: "2" }),
    report(3, { subject: "__proto__", status: "failed", delivery: "1" }),
  ];

  test.each(["delivered", "happened"] as const)("are judged apart, %s", (order) => {
    const { verdicts, records, counts } = checkHistory(three, observations, { order });
    expect(verdicts.map(({ subject, rule }) => `${subject} ${rule}`)).toEqual([
      "a advance",
      "b advance",
      "a illegal.final",
      order === "delivered" ? "b late" : "b advance",
      "__proto__ advance",
    ]);
    expect([...records.keys()].toSorted()).toEqual(["__proto__", "a", "b"]);
    expect(records.get("b")).toMatchObject({ subject: "b", sequence: 2 });
    expect(counts).toEqual(order === "delivered" ? { advance: 3, illegal: 1, late: 1 } : { advance: 4, illegal: 1 });
  });

  test("each have a record with what the history says of all", () => {
    const options = { subscribed: ["failed"], startedAt: "2024-02-29T00:00:00Z", capacity: 3 };
    const { records } = checkHistory(three, observations, options);
    for (const record of records.values()) {
      expect(record).toMatchObject({ ...options, policy: { maxAttempts: 3, maxErrors: 1, maxResets: 0 } });
    }
  });
});

test.each(["delivered", "happened"] as const)("a history of nothing has nothing to say, %s", (order) => {
  expect(checkHistory(three, [], { order })).toMatchObject({ verdicts: [], records: new Map(), counts: {} });
});

test("a tracker judges one report after the other and holds the last record of each subject", () => {
  const tracker = trackSubjects(badge, { capacity: 2 });
  expect(tracker.observe(report(0, { subject: "a", status: "created" })).rule).toBe("advance");
  expect(tracker.observe(report(1, { subject: "b", status: "approved" })).rule).toBe("gap");
  expect(tracker.observe(report(2, { subject: "a", status: "approved" })).rule).toBe("advance");
  expect([...tracker.records].map(([subject, { sequence, capacity }]) => [subject, sequence, capacity])).toEqual([
    ["a", 2, 2],
    ["b", 1, 2],
  ]);
});

test("as happened, any order of delivery has the same verdicts, whatever the history", () => {
  const statuses = iinkedsign.definition.announced.always;
  const history = fc.array(fc.record({ status: fc.constantFrom(...statuses, "start"), minute: fc.nat({ max: 3 }) }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(history, fc.infiniteStream(fc.nat()), (given, keys) => {
      const observations = given.map(({ status, minute }, index) => ({
        ...report(minute, { status }),
        delivery: `delivery-${index}`,
      }));
      const shuffled = observations
        .map((observation) => ({ observation, key: keys.next().value }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ observation }) => observation);
      const told = (order: readonly Observation[]) =>
        checkHistory(three, order, { order: "happened" })
          .verdicts.map(({ delivery, rule, sequence }) => `${delivery} ${rule} ${sequence}`)
          .toSorted();
      expect(told(shuffled)).toEqual(told(observations));
    }),
    { numRuns: 200 },
  );
});

describe("as happened, what tells reports of equal time apart is", () => {
  const judgedAs = (...given: readonly Partial<Observation>[]) => {
    const observations = given.map((fields) => ({ ...report(0, fields), delivery: fields.delivery }));
    const { judged, verdicts } = checkHistory(three, observations, { order: "happened" });
    return judged.map((place) => [place, verdicts[place]?.rule]);
  };

  test("their status, so that the one that can come first does", () => {
    expect(judgedAs({ status: "passed" }, { status: "failed" }, { status: "start" })).toEqual([
      [1, "advance"],
      [2, "advance"],
      [0, "advance"],
    ]);
  });

  test("their channel", () => {
    expect(judgedAs({ status: "failed", channel: "poll" }, { status: "failed" })).toEqual([
      [0, "advance"],
      [1, "advance"],
    ]);
  });

  test("their event, where they name no status", () => {
    const [created, approved, submitted] = [
      report(0, { status: "created" }),
      report(1, { status: undefined, event: "badge.approved", delivery: undefined }),
      report(1, { status: undefined, event: "badge.submitted", delivery: undefined }),
    ];
    const { judged, verdicts } = checkHistory(badge, [created, approved, submitted], { order: "happened" });
    expect(judged).toEqual([0, 2, 1]);
    expect(verdicts.map(({ rule }) => rule)).toEqual(["advance", "advance", "advance"]);
  });

  test("their delivery, and what is refused comes last", () => {
    const passed = { status: "passed" } as const;
    expect(judgedAs({ ...passed, delivery: "b" }, { ...passed, delivery: "a" }, { status: "failed" })).toEqual([
      [2, "advance"],
      [1, "advance"],
      [0, "illegal.final"],
    ]);
  });
});

test.each(["foo", "Happened", null, 1])("an order that there is not is refused: %j", (order) => {
  const judge = () => Reflect.apply(checkHistory, undefined, [iinkedsign, [], { order }]);
  expect(judge).toThrow(new RangeError("the option order is delivered or happened"));
});
