/** What is plain JSON, where it stops being it, and the one text of each value. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonical, firstNonJson, isJson, isSameJson, type Json, isFrozenThroughout } from "../../src/json.js";

const values = fc
  .json()
  .filter((text) => !text.includes("__proto__"))
  .map((text): Json => JSON.parse(text));

/** The same value, every object's keys written in the opposite order. */
function rewritten(value: Json): unknown {
  if (Array.isArray(value)) return value.map(rewritten);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, rewritten(inner)]),
  );
}

describe("canonical text", () => {
  test("is JSON of the same value, in whatever order its keys were written", () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = canonical(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        const other = rewritten(value);
        expect(isJson(other) && canonical(other)).toBe(text);
      }),
    );
  });

  test("has its keys in order, at every depth", () => {
    expect(canonical({ b: [{ y: 1, x: null }, "z"], a: true, "": -1.5 })).toBe(
      '{"":-1.5,"a":true,"b":[{"x":null,"y":1},"z"]}',
    );
  });
});

describe("plain JSON", () => {
  test.each([
    [undefined, "$"],
    [Number.NaN, "$"],
    [-Infinity, "$"],
    [1n, "$"],
    [() => 1, "$"],
    [Symbol("seen"), "$"],
    [new Date(0), "$"],
    [{ seen: new Set([1]) }, "$.seen"],
    [{ seen: Object.assign(new Set([1]), { deeper: undefined }) }, "$.seen"],
    [{ left: 1, seen: [[0], [1, undefined]] }, "$.seen[1][1]"],
    [[null, { deep: { deeper: undefined } }], "$[1].deep.deeper"],
    [JSON.parse('[{"__proto__":1}]'), "$[0]"],
    [JSON.parse(`${"[".repeat(101)}${"]".repeat(101)}`), "$"],
  ])("is not %o, at %s", (value, path) => {
    expect([firstNonJson(value), isJson(value)]).toEqual([path, false]);
  });

  test("is what JSON.parse can give, and objects without a prototype", () => {
    fc.assert(fc.property(values, (value) => firstNonJson(value) === undefined));
    expect(isJson(Object.assign(Object.create(null), { a: [1] }))).toBe(true);
    expect(isJson(JSON.parse(`${"[".repeat(100)}${"]".repeat(100)}`))).toBe(true);
  });
});

describe("two values are the same JSON", () => {
  const small = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom<Json>(null, true, false, 0, 1, "", "0"),
      fc.array(tie("value"), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom("a", "b"), tie("value"), { maxKeys: 2 }),
    ),
  })).value;

  test("where their canonical texts are", () => {
    fc.assert(
      fc.property(small, small, (one, other) => {
        expect(isSameJson(one, other)).toBe(canonical(one) === canonical(other));
        const copy = rewritten(one);
        expect(isJson(copy) && isSameJson(one, copy)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test.each<[Json | undefined, Json | undefined]>([
    [undefined, null],
    [null, undefined],
    [null, {}],
    [{}, null],
    [[], {}],
    [{}, []],
    [[1, 2], [1]],
    [[1], [1, 2]],
    [
      [1, 2],
      [1, 3],
    ],
    [{ a: 1 }, { a: 1, b: 1 }],
    [{ a: 1, b: 1 }, { a: 1 }],
    [{ a: 1 }, { b: 1 }],
    [{ toString: 1 }, {}],
    [1, "1"],
  ])("not %j and %j", (one, other) => {
    expect(isSameJson(one, other)).toBe(false);
  });

  test("undefined and itself", () => {
    expect(isSameJson(undefined, undefined)).toBe(true);
  });
});

test("a value is frozen throughout when each part of it is, and not when one can be changed", () => {
  const frozen = Object.freeze({ list: Object.freeze([null, 1, Object.freeze({ text: "", none: undefined })]) });
  expect([null, undefined, 1, "", frozen].map(isFrozenThroughout)).toEqual([true, true, true, true, true]);
  const loose = [{}, [], Object.freeze([Object.freeze({}), {}]), Object.freeze({ one: 1, list: [frozen] })];
  expect(loose.map(isFrozenThroughout)).toEqual([false, false, false, false]);
});
