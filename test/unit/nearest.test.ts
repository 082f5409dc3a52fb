/** The word that a misspelt one was meant to be. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearest } from "../../src/nearest.js";

/** The fewest letters to insert, delete or replace, by trying all of them. */
function distance(from: string, to: string): number {
  if (from === "" || to === "") return from.length + to.length;
  if (from[0] === to[0]) return distance(from.slice(1), to.slice(1));
  return 1 + Math.min(distance(from.slice(1), to), distance(from, to.slice(1)), distance(from.slice(1), to.slice(1)));
}

describe("the nearest word", () => {
  test("is the closest, of equally close ones the first, and none that differs in more than a third", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 5 });
    fc.assert(
      fc.property(word, fc.uniqueArray(word, { maxLength: 4 }), (given, words) => {
        const close = words.filter((other) => distance(given, other) <= Math.max(1, Math.floor(other.length / 3)));
        const least = Math.min(...close.map((other) => distance(given, other)));
        expect(nearest(given, words)).toBe(close.find((other) => distance(given, other) === least));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["maxAtempts", "maxAttempts"],
    ["FAILED", "failed"],
    ["faild_lockd", "failed_locked"],
    ["fialed", "failed"],
    ["verified", undefined],
  ])("to %s is %s", (given, meant) => {
    expect(nearest(given, ["maxAttempts", "passed", "failed", "failed_locked"])).toBe(meant);
  });

  test("is looked for among the first 64 letters of what was given", () => {
    const long = "a".repeat(64);
    expect(nearest(`${long}${"b".repeat(1000)}`, [long])).toBe(long);
  });
});
