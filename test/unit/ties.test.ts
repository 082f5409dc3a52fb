/** Which order reports of equal time take: the best of all by the definition, found here by trying every one of them. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry, personaVerification } from "../../machines/persona/lifecycle.js";
import type { Report } from "../../src/observer/folded.js";
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

test("more than six at once are ordered by their deliveries alone, however much would then be missing", () => {
  const policy = { maxAttempts: "unlimited", maxErrors: 1, maxResets: 0 } as const;
  const atOnce = (count: number): string => {
    const reports = Array.from({ length: count }, (_, index) => ({
      status: index < count / 2 ? "start" : "failed",
      at: minute(0),
      delivery: String(index),
    }));
    return tell(iinkedsign, { policy }, ...reports.toReversed())
      .record.window.map(({ delivery }) => delivery)
      .join(" ");
  };
  expect([atOnce(6), atOnce(7)]).toEqual(["0 3 1 4 2 5", "0 1 2 3 4 5 6"]);
});
