/** What is left of a sequence that fails. */
import { expect, test } from "vitest";
import { shortest } from "../../src/testing/shortest.js";

const upTo = (length: number): readonly number[] => Array.from({ length }, (_, index) => index + 1);

/** Fails with all of its items, and with these alone. */
const failsWith =
  (length: number, ...alone: readonly number[]) =>
  (some: readonly number[]): boolean =>
    some.length === length || some.join() === alone.join();

test.each([
  ["one", [17]],
  ["two", [3, 20]],
  ["three", [1, 2, 40]],
])("of up to 40 any %s that fail are found, though nothing between fails", (_, alone) => {
  expect(shortest(upTo(40), failsWith(40, ...alone))).toEqual(alone);
});

test("of more than 40 items are taken out one by one, as long as what is left fails", () => {
  expect(shortest(upTo(41), failsWith(41, 3, 20))).toEqual(upTo(41));
  expect(shortest(upTo(50), (some) => some.includes(7) && some.includes(50))).toEqual([7, 50]);
});

test("so are those of fewer, when no three of them fail", () => {
  const needed = [2, 3, 5, 7];
  expect(shortest(upTo(9), (some) => needed.every((item) => some.includes(item)))).toEqual(needed);
});

test("what is as short as can be stays", () => {
  expect(shortest([1, 2], failsWith(2))).toEqual([1, 2]);
});
