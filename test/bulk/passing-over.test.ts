/** A value is passed over exactly where `JSON.parse` takes its bytes for one. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endOfBlanks, endOfValue, nowhere } from "../../src/bulk/shapes/passing-over.js";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(decoder.decode(bytes));
    return true;
  } catch {
    return false;
  }
}

/** Where the value ends that the bytes begin with, in a line with three more in front. */
function end(bytes: Uint8Array): number {
  const line = new Uint8Array(bytes.length + 4).fill(0x0a);
  line.set(bytes, 3);
  const found = endOfValue(line, 3);
  return found === nowhere ? nowhere : found - 3;
}

/** Whether exactly these bytes are passed over. */
const isPassedOver = (bytes: Uint8Array): boolean => end(bytes) === bytes.length;

/** Whether one of the two takes the bytes for a value and the other does not. */
const isToldOtherwise = (bytes: Uint8Array): boolean => isPassedOver(bytes) !== isJson(bytes);

/** Blanks around a value are no part of it. */
const hasNoBlanksAround = (bytes: Uint8Array): boolean =>
  [bytes[0], bytes.at(-1)].every((byte) => byte !== undefined && ![0x20, 0x09, 0x0d].includes(byte));

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Bytes that mean something to JSON or to UTF-8, beside the letters. */
const bytes: readonly number[] = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0x0a);
const markedBytes = [
  ...bytesOf('"\\/{}[]:,0123456789.eE+-aftnu\t\r '),
  0x7f,
  0x80,
  0xbf,
  0xc2,
  0xe0,
  0xed,
  0xf0,
  0xf4,
  0x1f,
];

describe.each([
  [
    "strings",
    ['""', '"a"', '"\\""', '"\\\\"', '"\\/\\b\\f\\n\\r\\t"', '"\\u00e9\\uD83D"', '"é世🌍"', '"\u{7f}\u{2028}"'],
  ],
  ["numbers", ["0", "-0", "7", "-12", "10.5", "0.25", "1e5", "1E+5", "1e-05", "0e0", "-1.5e10"]],
  ["words", ["true", "false", "null"]],
  ["arrays", ["[]", "[ ]", "[1]", "[1,2]", "[ 1 , [ ] , {} ]", '["]"]']],
  ["objects", ["{}", "{ }", '{"a":1}', '{ "a" : 1 , "b" : { "c" : [ ] } }', '{"":"}"}', '{"a":1,"a":2}']],
])("%s", (_, texts) => {
  test.each(texts)("%s is passed over", (text) => {
    expect(end(bytesOf(text))).toBe(bytesOf(text).length);
    for (const behind of [",", "}", "]", " ", "\r", ',"x":1']) {
      expect(end(bytesOf(`${text}${behind}`))).toBe(bytesOf(text).length);
    }
  });

  test.each(texts)("%s, with any one byte changed, left out or put in, is passed over where it is JSON", (text) => {
    const known = bytesOf(text);
    const others = Array.from({ length: known.length + 1 }, (__, at) => {
      const [before, after] = [known.subarray(0, at), known.subarray(at)];
      const changed = bytes.flatMap((byte) => [
        [byte, ...after],
        [byte, ...after.subarray(1)],
      ]);
      return [after.subarray(1), ...changed].map((rest) => Uint8Array.of(...before, ...rest));
    }).flat();
    expect(others.filter(hasNoBlanksAround).filter(isToldOtherwise)).toEqual([]);
  });
});

test("characters are those that UTF-8 has", () => {
  const some = [0x00, 0x22, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff];
  const texts = bytes.flatMap((first) =>
    (first < 0xe0 ? bytes : some).flatMap((second) => {
      const more = first < 0xe0 ? [] : some.flatMap((third) => [[third], ...some.map((fourth) => [third, fourth])]);
      return [[], ...more].map((rest) => Uint8Array.of(0x22, first, second, ...rest, 0x22));
    }),
  );
  expect(texts.filter(isToldOtherwise)).toEqual([]);
});

test("whatever is JSON is passed over, and nothing else is", () => {
  const spaced = fc
    .tuple(fc.json({ maxDepth: 4 }), fc.constantFrom(0, 1, "\t"))
    .map(([text, space]) => JSON.stringify(JSON.parse(text), null, space).replaceAll("\n", "\r"));
  const change = fc.record({
    at: fc.nat(),
    byte: fc.oneof(fc.constantFrom(...markedBytes), fc.constantFrom(...bytes)),
  });
  const told = { json: 0, none: 0 };
  fc.assert(
    fc.property(spaced, fc.array(change, { maxLength: 2 }), (text, changes) => {
      const changed = bytesOf(text);
      for (const { at, byte } of changes) changed[at % changed.length] = byte;
      fc.pre(hasNoBlanksAround(changed));
      const is = isJson(changed);
      told[is ? "json" : "none"] += 1;
      expect(isPassedOver(changed)).toBe(is);
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(told.json, told.none)).toBeGreaterThan(200);
});

test("what is nested deeper than anybody nests is not passed over", () => {
  const nested = (depth: number): Uint8Array => bytesOf(`${"[".repeat(depth)}${"]".repeat(depth)}`);
  const nestedObjects = (depth: number): Uint8Array => bytesOf(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);
  expect([64, 65, 100_000].map((depth) => isPassedOver(nested(depth)))).toEqual([true, false, false]);
  expect([64, 65].map((depth) => isPassedOver(nestedObjects(depth)))).toEqual([true, false]);
});

test("blanks are spaces, tabs and carriage returns", () => {
  expect(endOfBlanks(bytesOf("x \t\r \n"), 1)).toBe(5);
  expect(endOfBlanks(bytesOf("x\n"), 0)).toBe(0);
});
