/** A filter of ids never loses one that was added, and knows most of those that were not. */
import { expect, test } from "vitest";
import { addId, deliveryFilter, idBits, mayHaveId, runFilter } from "../../src/bulk/rows/id-filter.js";
import { uuidWords } from "../../src/bulk/words/uuid.js";

/** Ids that differ in one of their words alone, as numbered ones do. */
const bitsOf = (number: number): number => {
  const words = new Uint32Array(2 + uuidWords);
  words[2 + (number % uuidWords)] = number;
  return idBits(words, 2);
};
const numbers = Array.from({ length: 16 }, (_, number) => number + 1);
const others = Array.from({ length: 4000 }, (_, number) => number + 1000);

test.each([
  ["deliveries", deliveryFilter, 1 / 100],
  ["runs", runFilter, 1 / 4],
] as const)("a filter of %s", (_, length, mostMistaken) => {
  const around = 1;
  const filter = new Uint32Array(length + 2 * around);
  expect(others.some((number) => mayHaveId(filter, around, length, bitsOf(number)))).toBe(false);
  for (const number of numbers.slice(0, length === deliveryFilter ? 16 : 8)) {
    addId(filter, around, length, bitsOf(number));
    expect(mayHaveId(filter, around, length, bitsOf(number))).toBe(true);
  }
  const mistaken = others.filter((number) => mayHaveId(filter, around, length, bitsOf(number)));
  expect(mistaken.length / others.length).toBeLessThan(mostMistaken);
  expect([filter[0], filter.at(-1)]).toEqual([0, 0]);
});
