/** How a message breaks: what is left of it, and that every one of its values may be the one that does. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { personaVerification, personaVerificationMessages } from "../../machines/persona/lifecycle.js";
import { breakings } from "../../src/testing/corrupt.js";
import { corruptMessage } from "../../src/testing/index.js";

const message = { a: "text", b: { c: 1, d: [true, null] }, e: {} };
/** By choice, over the whole range of choices. */
const broken = (place: number, choices: number): readonly unknown[] =>
  Array.from({ length: choices }, (_, nth) => breakings[place]?.(message, Math.ceil((nth * 0x1_0000) / choices)));

test("nothing, null, a list of it, text with more behind it, and bytes that are no text", () => {
  expect(breakings.slice(0, 4).map((breaking) => breaking(message, 0))).toEqual([
    "",
    null,
    [message],
    '{"a":"text","b":{"c":1,"d":[true,null]},"e":{}},',
  ]);
  const [bytes] = broken(4, 1);
  expect(bytes).toEqual(Uint8Array.from([...new TextEncoder().encode(JSON.stringify(message)), 0xff]));
});

test("cut off at any place, never whole", () => {
  const text = JSON.stringify(message);
  const cut = broken(5, text.length);
  expect(cut).toEqual(Array.from({ length: text.length }, (_, length) => text.slice(0, length)));
  expect(breakings[5]?.(message, 0xffff)).toBe(text.slice(0, -1));
});

describe("one value at a time, and all in turn", () => {
  test("missing", () => {
    expect(broken(6, 4)).toEqual([
      { b: message.b, e: {} },
      { ...message, b: { d: [true, null] } },
      { ...message, b: { c: 1, d: [null] } },
      { ...message, b: { c: 1, d: [true] } },
    ]);
  });

  test("of another type", () => {
    expect(broken(7, 4)).toEqual([
      { ...message, a: 1 },
      { ...message, b: { c: "not this", d: [true, null] } },
      { ...message, b: { c: 1, d: ["not this", null] } },
      { ...message, b: { c: 1, d: [true, "not this"] } },
    ]);
  });
});

test("what breaks is a message of the provider's", () => {
  const drawn = fc.sample(corruptMessage(personaVerification, personaVerificationMessages), { numRuns: 20, seed: 1 });
  const longest = Math.max(...drawn.map((corrupt) => (typeof corrupt === "string" ? corrupt.length : 0)));
  expect(longest).toBeGreaterThan("{},".length);
});
