/** Lines whose instants lie alike to each other have one order, and no others have it. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { hasOrder, mostCompared, timeOrder } from "../../src/bulk/shapes/time-order.js";

interface Instant {
  readonly seconds: number;
  readonly fraction: number;
}

const limits = [0, 3, 5];

/** The same in words: by how many limits each is later than each other. */
function relations(instants: readonly Instant[]): string {
  const isLater = (one: Instant, other: Instant, limit: number): boolean =>
    one.seconds - other.seconds > limit || (one.seconds - other.seconds === limit && one.fraction >= other.fraction);
  return instants
    .flatMap((one, place) =>
      instants.toSpliced(place, 1).map((other) => limits.filter((limit) => isLater(one, other, limit)).length),
    )
    .join();
}

const instant = fc.record<Instant>({ seconds: fc.integer({ min: 1, max: 8 }), fraction: fc.constantFrom(0, 4, 9) });

test("the order of instants tells their relations, and nothing of what stands around them", () => {
  const known = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.tuple(instant, instant, instant),
      fc.array(fc.nat(12), { minLength: 4, maxLength: 4 }),
      (told, noise) => {
        const words = told.flatMap(({ seconds, fraction }, place) => [noise[place] ?? 0, seconds, fraction]);
        const order = timeOrder(Uint32Array.from([...words, noise[3] ?? 0]), [1, 4, 7], limits);
        const related = relations(told);
        expect(known.get(related) ?? order).toBe(order);
        known.set(related, order);
      },
    ),
    { numRuns: 3000 },
  );
  expect(new Set(known.values()).size).toBe(known.size);
  expect(known.size).toBeGreaterThan(60);
});

test("the order of as many instants as are compared fits a number", () => {
  const words = Uint32Array.from({ length: 2 * mostCompared }, (_, nth) => 100 - nth);
  const places = Array.from({ length: mostCompared }, (_, nth) => 2 * nth);
  expect(timeOrder(words, places, [0, 1, 2, 3, 4])).toBeGreaterThan(2 ** 40);
  expect(Number.isSafeInteger(timeOrder(words, places, [0, 1, 2, 3, 4]))).toBe(true);
});

test("an order that would not fit a number is none", () => {
  const spaced = (count: number): readonly number[] => Array.from({ length: count }, (_, nth) => nth * 60);
  expect([5, 6].map((count) => hasOrder(mostCompared, spaced(count)))).toEqual([true, false]);
  expect([hasOrder(mostCompared - 1, spaced(6)), hasOrder(mostCompared + 1, spaced(1))]).toEqual([true, false]);
});
