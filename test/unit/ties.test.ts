/** Which order reports of equal time take: the best of all by the definition, found here by trying every one of them. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry, personaVerification } from "../../machines/persona/lifecycle.js";
import { readChart } from "../../src/graph/chart.js";
import { createSpace, observersOf } from "../../src/observer/estimate.js";
import type { Report } from "../../src/observer/folded.js";
import { parsePolicy } from "../../src/policy/family.js";
import { waysThrough } from "../../src/record/equal-times.js";
import { startFold } from "../../src/record/fold.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { legalHistory } from "../../src/testing/index.js";
import { tell } from "./history.js";

type Told = Pick<Report, "status" | "run" | "delivery">;

interface Order {
  /** By place. */
  readonly reports: readonly Told[];
  readonly missing: number;
  readonly passedOver: number;
}

const minute = (number: number): string => `2024-03-01T00:${String(number).padStart(2, "0")}:00Z`;

function ordersOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((first, place) => ordersOf(items.toSpliced(place, 1)).map((rest) => [first, ...rest]));
}

/** An order as it is judged when each report has a time of its own; undefined when one of them does not fit. */
function inOrder(lifecycle: Lifecycle, opened: Opened, reports: readonly Told[]): Order | undefined {
  const { verdicts } = tell(lifecycle, opened, ...reports.map((told, index) => ({ ...told, at: minute(index) })));
  if (!verdicts.every(({ kind }) => kind === "advance" || kind === "gap")) return undefined;
  const sumOf = (field: "missing" | "skipped"): number =>
    verdicts.reduce((sum, { [field]: statuses = [] }) => sum + statuses.length, 0);
  return { reports, missing: sumOf("missing"), passedOver: sumOf("skipped") };
}

/** Fewest missing reports, then the deliveries in order, those without one first; then the fewest statuses passed over. */
function isBetter(a: Order, b: Order): boolean {
  const byText = (textOf: (told: Told) => string): number => {
    const [left, right] = [a, b].map(({ reports }) => reports.map(textOf));
    const place = left?.findIndex((text, index) => text !== right?.[index]) ?? -1;
    return place === -1 ? 0 : (left?.[place] ?? "") < (right?.[place] ?? "") ? -1 : 1;
  };
  return (
    (a.missing - b.missing ||
      byText(({ delivery }) => delivery ?? "") ||
      a.passedOver - b.passedOver ||
      byText(({ run, status }) => JSON.stringify({ run, status }))) < 0
  );
}

interface Opened {
  readonly policy: object;
  readonly subscribed?: readonly string[];
}

const settings: readonly (readonly [Lifecycle, Opened])[] = [
  [iinkedsign, { policy: { maxAttempts: 2, maxErrors: 1, maxResets: 1 } }],
  [iinkedsign, { policy: { maxAttempts: "unlimited", maxErrors: 1, maxResets: 0 } }],
  // Where nothing else is announced, nothing is ever missing, and what is passed over decides.
  [iinkedsign, { policy: { maxAttempts: 3, maxErrors: 1, maxResets: 1 }, subscribed: ["passed"] }],
  [personaVerification, { policy: { resubmitSameObject: true } }],
  [personaInquiry, { policy: { maxAttempts: 2 } }],
];

describe.each(settings)("reports of equal time, %#", (lifecycle, opened) => {
  const { policy } = opened;
  /** Some of what a history tells, or any statuses, in the order in which they arrive. */
  const told = fc.oneof(
    legalHistory(lifecycle, { policy, channel: "webhook", maxReports: 9 })
      .filter(({ reports }) => reports.length > 1)
      .chain(({ reports }) =>
        fc.shuffledSubarray([...reports], { minLength: 2, maxLength: Math.min(4, reports.length) }),
      ),
    fc.array(fc.record<Told>({ status: fc.constantFrom(...lifecycle.statuses) }), { minLength: 2, maxLength: 4 }),
  );
  const names = fc.constantFrom<readonly (string | undefined)[]>(
    [],
    ["C", "A", "D", "B"],
    ["B", undefined, "A", undefined],
  );
  const arriving = fc
    .tuple(told, names)
    .map(([reports, named]) =>
      reports.map(({ status, run }, index): Told => ({ status, run, delivery: named[index] })),
    );

  test("take the best order, whichever came first", () => {
    let tried = 0;
    fc.assert(
      fc.property(arriving, fc.nat({ max: 4 }), (reports, cut) => {
        const [first, second] = [reports.slice(0, cut), reports.slice(cut)];
        const orders = ordersOf(first).flatMap((before) =>
          ordersOf(second).flatMap((after) => inOrder(lifecycle, opened, [...before, ...after]) ?? []),
        );
        const [some, ...others] = orders;
        if (some === undefined) return;
        const best = others.reduce((sofar, order) => (isBetter(order, sofar) ? order : sofar), some);
        const arrivals = reports.map((one, index) => ({ ...one, at: minute(index < cut ? 0 : 1) }));
        const { record, verdicts } = tell(lifecycle, { ...opened, capacity: 10 }, ...arrivals);
        // A report that fits no order yet is refused when it comes, though it might fit with those that come later.
        if (!verdicts.every(({ kind }) => ["advance", "gap", "late"].includes(kind))) return;
        tried += 1;
        expect(record.window.map(({ status, run, delivery }) => ({ status, run, delivery }))).toEqual(best.reports);
      }),
      { seed: 1, numRuns: 60 },
    );
    expect(tried).toBeGreaterThan(15);
  });
});

test("are put in another order when a later report shows that it is the better one", () => {
  const { record, rules } = tell(
    iinkedsign,
    { policy: { maxAttempts: 3, maxErrors: 1, maxResets: 0 } },
    { status: "start", at: minute(0), delivery: "z" },
    { status: "failed", at: minute(0), delivery: "a" },
    { status: "start", at: minute(1), delivery: "m" },
  );
  expect(record.window.map(({ delivery }) => delivery)).toEqual(["z", "a", "m"]);
  expect(rules.at(-1)).toBe("advance");
});

const unlimited = { policy: { maxAttempts: "unlimited", maxErrors: 1, maxResets: 0 } } as const;

test.each([
  [6, "0 3 1 4 2 5"],
  [7, "0 4 1 5 2 6 3"],
  [16, "0 8 1 9 2 : 3 ; 4 < 5 = 6 > 7 ?"],
])("%i at once that say only two things take the order in which nothing is missing", (count, order) => {
  const reports = Array.from({ length: count }, (_, index) => ({
    status: index < count / 2 ? "start" : "failed",
    at: minute(0),
    delivery: String.fromCodePoint(48 + index),
  }));
  const { record } = tell(iinkedsign, unlimited, ...reports.toReversed());
  expect(record.window.map(({ delivery }) => delivery).join(" ")).toEqual(order);
});

test("six failures and what passes at once fit in whatever order they come", () => {
  const failures = Array.from({ length: 6 }, (_, nth) => ({
    status: "failed",
    at: minute(0),
    delivery: `d${nth + 1}`,
  }));
  const passed = { status: "passed", at: minute(0), delivery: "d0" };
  for (const place of [0, 3, 6]) {
    const { record, rules } = tell(iinkedsign, unlimited, ...failures.toSpliced(place, 0, passed));
    expect(rules.filter((rule) => rule !== "advance" && rule !== "late")).toEqual([]);
    expect(record.window.at(-1)?.status).toBe("passed");
  }
});

describe("of more that differ at once than all their orders can be tried", () => {
  const different = Array.from({ length: 12 }, (_, nth) => ({
    status: "failed",
    startedAt: minute(nth),
    at: minute(30),
    delivery: String.fromCodePoint(97 + nth),
  }));

  test("each is taken in, and the order is that of their deliveries", () => {
    const { record, rules } = tell(iinkedsign, unlimited, ...different.toReversed());
    expect(rules.every((rule) => rule === "advance" || rule === "late")).toBe(true);
    expect(record.window.map(({ delivery }) => delivery).join("")).toBe("abcdefghijkl");
  });

  test("the order in which they stand is tried where none of those that are followed leads through", () => {
    const { definition } = iinkedsign;
    const chart = readChart(definition.machine);
    const space = createSpace(
      definition,
      chart,
      parsePolicy(definition, unlimited.policy),
      observersOf(definition, chart, undefined),
    );
    const reports = [...different.slice(0, 2), { status: "passed", at: minute(30), delivery: "0" }].map(
      (told): Report => ({ channel: "webhook", ...told }),
    );
    const throughOf = (window: readonly Report[], mostWays: number): readonly string[] =>
      waysThrough(space, startFold(space.origin, undefined, []), window, () => mostWays).map(({ entries }) =>
        entries.map(({ report }) => report.delivery).join(""),
      );
    expect(throughOf(reports, 300)).toEqual(["ab0"]);
    expect(throughOf(reports, 1)).toEqual(["ab0"]);
    expect(throughOf(reports.toReversed(), 1)).toEqual([]);
  });
});

test("a legal history of one instant is taken in, in whatever order it arrives", () => {
  const statuses = [
    "not_started",
    "start",
    "consent",
    "consent_processing",
    "end",
    "failed",
    "start",
    "consent",
    "end",
  ];
  const more = ["error", "start", "consent_processing", "failed", "start", "end", "passed"];
  const reports = [...statuses, ...more].map((status, nth) => ({ status, at: minute(0), delivery: `${200 - nth}` }));
  const policy = { maxAttempts: 3, maxErrors: 2, maxResets: 0 };
  for (const shuffled of fc.sample(fc.shuffledSubarray(reports, { minLength: reports.length }), {
    seed: 3,
    numRuns: 4,
  })) {
    const { rules } = tell(iinkedsign, { policy, capacity: 40 }, ...shuffled);
    expect(rules.filter((rule) => !["advance", "gap", "late"].includes(rule))).toEqual([]);
  }
}, 60_000);

test("as many that all differ are judged, too", () => {
  const reports = Array.from({ length: 40 }, (_, nth) => ({
    status: "failed",
    startedAt: minute(nth),
    at: minute(59),
    delivery: `${1000 + ((nth * 17) % 41)}`,
  }));
  const { record } = tell(iinkedsign, unlimited, ...reports);
  const deliveries = record.window.map(({ delivery = "" }) => delivery);
  expect(deliveries).toEqual(deliveries.toSorted());
  expect(deliveries).toHaveLength(40);
}, 30_000);

test("hundreds at once take no longer than they need", () => {
  const reports = Array.from({ length: 150 }, (_, nth) => ({
    status: "failed",
    at: minute(0),
    delivery: `${1000 + nth}`,
  }));
  const { record } = tell(iinkedsign, unlimited, ...reports);
  expect(record.window).toHaveLength(150);
}, 20_000);

describe("a report of the time at which its run was replaced", () => {
  const reset = [
    { status: "failed", run: "A", at: minute(1), delivery: "1" },
    { status: "failed_reset", run: "A", at: minute(5), delivery: "9" },
    { status: "failed", run: "B", at: minute(5), delivery: "2" },
  ];
  /** By their deliveries alone, B would stand before A. */
  const twice = [
    { status: "cancelled_reset", run: "A", at: minute(2), delivery: "9" },
    { status: "error", run: "B", at: minute(2), delivery: "5" },
    { status: "error_reset", run: "B", at: minute(3), delivery: "8" },
    { status: "start", run: "C", at: minute(3), delivery: "4" },
  ];

  test.each([[reset], [twice]])("stands before what replaced it, whichever came first", (reports) => {
    const told = ordersOf(reports).map((order) => tell(iinkedsign, unlimitedResets, ...order));
    expect(told.map(({ record }) => record.window)).toEqual(told.map(() => told[0]?.record.window));
    expect(new Set(told.flatMap(({ rules }) => rules))).toEqual(new Set(["advance", "late"]));
  });

  test("is superseded where it fits nowhere", () => {
    const past = { status: "passed", run: "A", at: minute(5), delivery: "3" };
    expect(tell(iinkedsign, unlimitedResets, ...reset, past).rules.at(-1)).toBe("superseded");
  });
});

test("in whatever order the reports of several runs arrive, with whatever times in common, they end in one record", () => {
  const step = fc.record({
    status: fc.constantFrom("start", "failed", "error", "failed_reset", "cancelled_reset", "error_reset", "passed"),
    isLater: fc.boolean(),
    delivery: fc.string({ minLength: 1, maxLength: 4 }),
  });
  /** As delivered in order: a reset ends its run. */
  const history = fc
    .uniqueArray(step, { minLength: 3, maxLength: 6, selector: ({ delivery }) => delivery })
    .map((steps) => {
      let [time, run] = [0, 0];
      return steps.map(({ status, isLater, delivery }) => {
        time += isLater ? 1 : 0;
        const told = { status, run: `run ${run}`, at: minute(time), delivery };
        run += status.endsWith("reset") ? 1 : 0;
        return told;
      });
    });
  let whole = 0;
  fc.assert(
    fc.property(
      history.chain((reports) =>
        fc.tuple(fc.constant(reports), fc.shuffledSubarray(reports, { minLength: reports.length })),
      ),
      ([reports, shuffled]) => {
        const inTurn = tell(iinkedsign, unlimitedResets, ...reports);
        if (!inTurn.rules.every((rule) => rule === "advance")) return;
        whole += 1;
        const arrived = tell(iinkedsign, unlimitedResets, ...shuffled);
        expect([shuffled, arrived.rules.filter((rule) => !["advance", "gap", "late"].includes(rule))]).toEqual([
          shuffled,
          [],
        ]);
        expect(arrived.record.window).toEqual(inTurn.record.window);
        expect(iinkedsign.estimates(arrived.record)).toEqual(iinkedsign.estimates(inTurn.record));
      },
    ),
    { numRuns: 600 },
  );
  expect(whole).toBeGreaterThan(100);
});

const unlimitedResets = { policy: { maxAttempts: 3, maxErrors: 2, maxResets: "unlimited" } } as const;
