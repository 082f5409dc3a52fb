/** What is drawn is what it claims to be. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { lifecycles } from "../../machines/index.js";
import { personaInquiry } from "../../machines/persona/lifecycle.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import type { Observation } from "../../src/observation.js";
import { delivery, type History, illegalHistory, legalHistory, unknownStatus } from "../../src/testing/index.js";
import { settings } from "./settings.js";
import { checkHistory } from "../../src/trace.js";

function rulesOf(lifecycle: Lifecycle, { policy, subscribed }: History, reports: readonly Observation[]): string[] {
  return checkHistory(lifecycle.under({ ...policy }), reports, { subscribed, capacity: 100 }).verdicts.map(
    ({ rule }) => rule,
  );
}

describe.each(lifecycles.map((lifecycle: Lifecycle) => ({ id: lifecycle.id, lifecycle })))(
  "$id",
  ({ id, lifecycle }) => {
    const policy = settings[id] ?? {};
    const isPolled = lifecycle.definition.announced.always.length === 0;

    test("every report of a legal history advances, polls may repeat", () => {
      let reports = 0;
      fc.assert(
        fc.property(legalHistory(lifecycle, { policy }), (history) => {
          const rules = rulesOf(lifecycle, history, history.reports);
          expect(rules.filter((rule) => rule !== "advance" && !(isPolled && rule === "duplicate.repeat"))).toEqual([]);
          reports += rules.length;
        }),
        { numRuns: 100, seed: 1 },
      );
      expect(reports).toBeGreaterThan(150);
    });

    test("an illegal history has one report that cannot be, and says where and why", () => {
      const reasons = new Set<string | undefined>();
      fc.assert(
        fc.property(illegalHistory(lifecycle, { policy }), ({ place, verdict, ...history }) => {
          const rules = rulesOf(lifecycle, history, history.reports);
          expect(rules[place]).toBe(verdict.rule);
          expect(rules.flatMap((rule, index) => (rule.startsWith("illegal") ? [index] : []))).toEqual([place]);
          reasons.add(verdict.reason);
          const legal = history.reports.toSpliced(place, 1);
          expect(rulesOf(lifecycle, history, legal)).toEqual(rules.toSpliced(place, 1));
        }),
        { numRuns: 60, seed: 1 },
      );
      expect(reasons.size).toBeGreaterThan(1);
    });

    test("a delivery that nothing happens to is the history", () => {
      const calm = { duplicates: 0, loss: 0, shuffle: 0, delays: 0, illegal: 0, superseded: 0, unknown: 0 };
      fc.assert(
        fc.property(delivery(lifecycle, { policy, ...calm }), ({ history, arrivals, lost }) => {
          expect(lost).toEqual([]);
          expect(arrivals.map(({ observation }) => observation)).toEqual(history.reports);
        }),
        { numRuns: 30 },
      );
    });

    test("what arrives and what is lost is the history; verdicts are those of judging it as delivered", () => {
      fc.assert(
        fc.property(delivery(lifecycle, { policy }), ({ history, arrivals, lost }) => {
          const first = arrivals.filter(({ cause }) => cause === "told").map(({ of }) => of);
          expect([...first, ...lost].toSorted((a, b) => a - b)).toEqual([...history.reports.keys()]);
          for (const { cause, of, observation, verdict } of arrivals) {
            if (cause === "told" || cause === "duplicate") expect(observation).toBe(history.reports[of]);
            if (cause === "superseded") expect(verdict.kind).toBe("superseded");
            if (cause === "illegal") expect(verdict.kind).toBe("illegal");
            if (cause === "unknown") expect(verdict.rule).toBe("unknown.status");
            if (cause === "told") expect(verdict.kind).not.toBe("illegal");
          }
          const reports = arrivals.map(({ observation }) => observation);
          const verdicts = checkHistory(lifecycle.under({ ...policy }), reports).verdicts;
          expect(arrivals.map(({ verdict }) => verdict)).toEqual(verdicts);
        }),
        { numRuns: 60, seed: 1 },
      );
    });

    test("a report is overtaken by no more than the bound", () => {
      const bound = 2;
      const shuffling = { duplicates: 0, loss: 0, shuffle: bound, delays: 0, illegal: 0, superseded: 0, unknown: 0 };
      let moved = 0;
      fc.assert(
        fc.property(delivery(lifecycle, { policy, ...shuffling }), ({ arrivals }) => {
          for (const [index, { of }] of arrivals.entries()) {
            expect(Math.abs(index - of)).toBeLessThanOrEqual(bound);
            if (index !== of) moved += 1;
          }
        }),
        { numRuns: 60, seed: 1 },
      );
      expect(moved).toBeGreaterThan(10);
    });

    test("an unknown status is none of the vocabulary's, and is judged unknown", () => {
      fc.assert(
        fc.property(unknownStatus(lifecycle), (word) => {
          expect(lifecycle.statuses).not.toContain(word);
          expect(word).toMatch(/^[\w.-]{1,64}$/);
        }),
      );
    });
  },
);

test("a history of polls has none that a webhook would have told", () => {
  fc.assert(
    fc.property(legalHistory(iinkedsign, { channel: "poll", policy: settings[iinkedsign.id] ?? {} }), ({ reports }) => {
      expect(reports.every(({ channel, delivery: id }) => channel === "poll" && id === undefined)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test("a skewed clock moves the provider's times and not the consumer's", () => {
  const skew = 60_000;
  const offsets = new Set<number>();
  fc.assert(
    fc.property(delivery(iinkedsign, { skew, policy: settings[iinkedsign.id] ?? {} }), ({ arrivals }) => {
      for (const { observation } of arrivals) {
        const offset = Date.parse(observation.at ?? "") - Date.parse(observation.receivedAt ?? "") + 1000;
        expect(Math.abs(offset)).toBeLessThanOrEqual(skew);
        offsets.add(offset);
      }
    }),
    { numRuns: 60 },
  );
  expect(offsets.size).toBeGreaterThan(5);
});

test("an unknown report comes before the one that it stands beside, or after it", () => {
  const trouble = { duplicates: 0, loss: 0, shuffle: 0, delays: 0, illegal: 0, superseded: 0, unknown: 0.5 };
  const places = new Set<number>();
  for (const { arrivals } of fc.sample(delivery(personaInquiry, trouble), { numRuns: 20, seed: 1 })) {
    for (const [place, { cause, of }] of arrivals.entries()) {
      if (cause !== "unknown") continue;
      expect(arrivals.filter((other) => other.of === of).map((other) => other.cause)).toHaveLength(2);
      places.add(place - arrivals.findIndex((other) => other.of === of && other.cause === "told"));
    }
  }
  expect(places).toEqual(new Set([-1, 1]));
});

describe("shrinking", () => {
  /** The value that fast-check shows for a property that a history breaks. */
  function shown<Value>(values: fc.Arbitrary<Value>, isBroken: (value: Value) => boolean): Value | undefined {
    const { counterexample } = fc.check(
      fc.property(values, (value) => !isBroken(value)),
      { seed: 5, numRuns: 1000 },
    );
    return counterexample?.[0];
  }

  test("a history shrinks to the reports that matter", () => {
    const decided = shown(legalHistory(personaInquiry), ({ reports }) =>
      reports.some(({ status }) => status === "approved"),
    );
    expect(decided?.reports.at(-1)?.status).toBe("approved");
    expect(decided?.reports.length).toBeLessThanOrEqual(3);
  });

  test("a delivery shrinks by losing what does not matter", () => {
    const late = shown(delivery(personaInquiry), ({ arrivals }) =>
      arrivals.some(({ verdict }) => verdict.kind === "late"),
    );
    expect(late?.arrivals.map(({ verdict }) => verdict.kind).slice(0, 2)).toEqual(["gap", "late"]);
    expect(late?.arrivals.length).toBeLessThanOrEqual(3);
  });

  test("an illegal history shrinks to the report that cannot be, and what it cannot follow", () => {
    const refused = shown(
      illegalHistory(iinkedsign, { policy: settings[iinkedsign.id] ?? {} }),
      ({ verdict }) => verdict.reason === "final",
    );
    expect(refused?.place).toBe(1);
    expect(refused?.reports).toHaveLength(2);
  });
});

describe.each([
  ["delivery", delivery],
  ["legalHistory", legalHistory],
  ["illegalHistory", illegalHistory],
])("%s refuses what there cannot be", (_, arbitrary) => {
  test.each([
    ...[-1, 0, 2.5, 1001, "x"].map(
      (maxReports) => [{ maxReports }, "the option maxReports is a whole number from 1 to 1000"] as const,
    ),
    ...["nonsense", "2024-03-01", 7].map(
      (startedAt) => [{ startedAt }, "the option startedAt is an ISO 8601 instant"] as const,
    ),
  ])("%j", (options, message) => {
    expect(() => Reflect.apply(arbitrary, undefined, [iinkedsign, options])).toThrow(new RangeError(message));
  });
});

test("a history begins at any instant that can be read", () => {
  const [history] = fc.sample(legalHistory(iinkedsign, { startedAt: "2031-05-06 07:08:09,5+02:00" }), {
    numRuns: 1,
    seed: 1,
  });
  expect(history?.reports[0]?.at).toMatch(/^2031-05-06T05:/);
});
