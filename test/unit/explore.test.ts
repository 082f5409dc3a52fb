/** Exploring a lifecycle: what bound it may be given. */
import { describe, expect, test } from "vitest";
import { checkLaws } from "../../src/index.js";
import { explore } from "../../src/explore.js";
import { badge } from "./badge.js";

describe("a limit that is no whole number of 1 or more is refused", () => {
  test.each([0, -1, 1.5, Number.NaN, Infinity, "5", null])("%j", (limit) => {
    const refusal = new RangeError("the option limit is a whole number from 1");
    expect(() => Reflect.apply(explore, undefined, [badge, {}, { limit }])).toThrow(refusal);
    expect(() => Reflect.apply(checkLaws, undefined, [badge, { limit }])).toThrow(refusal);
  });

  test("and 1 is none such", () => {
    const { configurations, complete } = explore(badge, {}, { limit: 1 });
    expect([configurations.length, complete]).toEqual([1, false]);
  });
});
