import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createTable } from "../../src/compiled/dense-table.js";

test("what stands behind the last column is not the next row's", () => {
  const entryOf = createTable((row, column) => row * 100 + column);
  expect([entryOf(1, 0), entryOf(0, 16), entryOf(0, 17)]).toEqual([100, 16, 17]);
});

test("each entry of a table is worked out once, wherever it is and however the table grows", () => {
  const place = fc.tuple(fc.nat({ max: 70 }), fc.nat({ max: 70 }));
  fc.assert(
    fc.property(fc.array(place, { maxLength: 60 }), (places) => {
      const worked: string[] = [];
      const entryOf = createTable((row, column) => {
        worked.push(`${row} ${column}`);
        return row * 100 + column;
      });
      for (const [row, column] of [...places, ...places]) expect(entryOf(row, column)).toBe(row * 100 + column);
      expect(worked.toSorted()).toEqual([...new Set(places.map((one) => one.join(" ")))].toSorted());
    }),
  );
});
