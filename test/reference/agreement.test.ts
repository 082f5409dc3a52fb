import { expect, test } from "vitest";
import { compareAll } from "./agreement.js";
import { comparisons } from "./comparisons.js";

for (const { lifecycle, of, under, length, reports, sides } of comparisons) {
  const lengths = length === Infinity ? "of any length" : `up to length ${length}`;

  test(
    `${lifecycle}: engine and reference agree on every history of ${of}, ${lengths}, under ${under}`,
    { timeout: 120_000 },
    () => {
      const walk = compareAll(sides(), reports, length);
      expect(walk.disagreements).toEqual([]);
      if (length === Infinity) expect(walk.isWhole).toBe(true);
    },
  );
}
