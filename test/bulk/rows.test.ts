/** Rows keep what is written to them as their number grows, and are given out again, empty, when they were given back. */
import { expect, test } from "vitest";
import { createRows } from "../../src/bulk/rows/rows.js";

const length = 3;

test("rows are apart, however many there are", () => {
  const rows = createRows(length);
  const numbers = Array.from({ length: 5000 }, () => rows.add());
  for (const row of numbers) rows.words(row).fill(row + 1, rows.at(row), rows.at(row) + length);
  const changed = numbers.filter((row) =>
    rows
      .words(row)
      .subarray(rows.at(row), rows.at(row) + length)
      .some((word) => word !== row + 1),
  );
  expect(changed).toEqual([]);
  expect(rows.size()).toBe(numbers.length);
});

test("a row that was given back is the next one, and empty", () => {
  const rows = createRows(length);
  const [first, second] = [rows.add(), rows.add(), rows.add()];
  for (const row of [first, second]) {
    rows.words(row).fill(7, rows.at(row), rows.at(row) + length);
    rows.remove(row);
  }
  expect(rows.size()).toBe(1);
  expect(new Set([rows.add(), rows.add()])).toEqual(new Set([first, second]));
  expect([...rows.words(first).subarray(rows.at(first), rows.at(first) + length)]).toEqual([0, 0, 0]);
  expect(rows.size()).toBe(3);
});
