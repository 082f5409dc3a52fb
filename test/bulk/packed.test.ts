/** Ids, names and times as words: what is read is what was written, and what cannot be held in words is not read. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { longestName, nameWords, packName, readName, unpackName } from "../../src/bulk/words/name.js";
import { instantAt, longestTimestamp, parseTimestamp, readTimestamp } from "../../src/bulk/words/timestamp.js";
import { parseUuid, uuidText } from "../../src/bulk/words/uuid.js";
import { isNone } from "../../src/bulk/words/words.js";
import { parseInstant } from "../../src/instant.js";

/** A text in the bytes of a line, with others before and behind it. */
function inLine(text: string): { readonly bytes: DataView; readonly at: number } {
  const line = new TextEncoder().encode(`"at":"${text}",                `);
  return { bytes: new DataView(line.buffer), at: 6 };
}

/** Words that all hold something, to see what is written. */
const written = (length: number): Uint32Array => new Uint32Array(length).fill(0xaaaaaaaa);

describe("an instant", () => {
  const held = fc
    .tuple(fc.integer({ min: 365 * 86_400, max: 4_291_747_199 }), fc.nat({ max: 999_999_999 }), fc.nat({ max: 9 }))
    .map(([seconds, nanoseconds, digits]) => {
      const fraction = String(nanoseconds).padStart(9, "0").slice(0, digits);
      const whole = new Date(seconds * 1000).toISOString().slice(0, 19);
      return `${whole}${digits === 0 ? "" : `.${fraction}`}Z`;
    });

  test("is read with all its digits, from a line and from what the engine writes", () => {
    fc.assert(
      fc.property(held, (text) => {
        const words = written(4);
        const { bytes, at } = inLine(text);
        expect(readTimestamp(bytes, at, words, 1)).toBe(text.length);
        const instant = parseInstant(text);
        expect(instantAt(words, 1)).toBe(instant);
        expect([words[0], words[3]]).toEqual([0xaaaaaaaa, 0xaaaaaaaa]);
        const again = written(2);
        expect(instant !== undefined && parseTimestamp(instant, again, 0)).toBe(true);
        expect([...again]).toEqual([...words.subarray(1, 3)]);
      }),
      { numRuns: 300 },
    );
  });

  const lengthOf = (text: string): number => {
    const { bytes, at } = inLine(text);
    return readTimestamp(bytes, at, written(2), 0);
  };

  test.each([
    "1971-01-01T00:00:00Z",
    "2105-12-31T23:59:59.999999999Z",
    "2000-02-29T00:00:00Z",
    "2024-01-31T23:59:59Z",
    "2024-12-31T00:59:00.5Z",
  ])("is held at the ends of what is held: %s", (text) => expect(lengthOf(text)).toBe(text.length));

  test.each([
    "1970-12-31T23:59:59Z",
    "2106-01-01T00:00:00Z",
    "2024-00-10T00:00:00Z",
    "2024-13-10T00:00:00Z",
    "2024-03-00T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "2024-04-31T00:00:00Z",
    "2024-03-01T24:00:00Z",
    "2024-03-01T00:60:00Z",
    "2024-03-01T00:00:60Z",
    "2024-03-01 00:00:00Z",
    "2024/03-01T00:00:00Z",
    "2024-03/01T00:00:00Z",
    "2024-03-01T00.00:00Z",
    "2024-03-01T00:00.00Z",
    "2024-03-01T00:00:00+",
    "2024-03-01T00:00:00.5+",
    "2024-03-01T00:00:00.Z",
    "2024-03-01T00:00:00.1234567890Z",
    "2024-03-01T00:00:00,5Z",
    "2024-03-01T00:00:00.x5Z",
    "2024-03-01T00:00:00.5xZ",
    "2024-03-01T00:00:00./Z",
    "2024-03-01T00:00:00.:Z",
    "x024-03-01T00:00:00Z",
    "20x4-03-01T00:00:00Z",
    "2024-x3-01T00:00:00Z",
    "2024-03-x1T00:00:00Z",
    "2024-03-01Tx0:00:00Z",
    "2024-03-01T00:x0:00Z",
    "2024-03-01T00:00:x0Z",
  ])("is none: %s", (text) => expect(lengthOf(text)).toBe(0));

  test("is not held as text with other digits than the engine writes, or more than nine", () => {
    for (const text of [
      "2024-03-01T00:00:00.10Z",
      "2024-03-01T00:00:00.0123456789Z",
      "2024-03-01T00:00:00+00:00",
      "",
    ]) {
      const instant: ReturnType<typeof parseInstant> = JSON.parse(JSON.stringify(text));
      expect(instant !== undefined && parseTimestamp(instant, written(2), 0)).toBe(false);
    }
  });

  test("has thirty bytes at most", () => {
    expect(longestTimestamp).toBe("2105-12-31T23:59:59.999999999Z".length);
  });
});

describe("a name", () => {
  const digitsAndLetters = (count: number): string => "aB3xYz9Q".repeat(4).slice(0, count);
  const named = Array.from({ length: longestName - 4 }, (_, nth) => `evt_${digitsAndLetters(nth + 1)}`);

  test.each(named)("is packed alike from a line and from its text, and unpacked to what it was: %s", (name) => {
    const [fromLine, fromText] = [written(nameWords + 2), written(nameWords + 1)];
    const { bytes, at } = inLine(name);
    expect(readName(bytes, at, name.length, name.indexOf("_"), fromLine, 1)).toBe(true);
    expect(packName(name, fromText)).toBe(true);
    expect([...fromLine]).toEqual([0xaaaaaaaa, ...fromText]);
    expect(fromText[nameWords]).toBe(0xaaaaaaaa);
    expect(unpackName(fromText, 0)).toBe(name);
  });

  test.each(["!", "~", "0", ".-", "x".repeat(longestName)])("of any form is packed by its text: %s", (text) => {
    const words = written(nameWords);
    expect(packName(text, words)).toBe(true);
    expect(unpackName(words, 0)).toBe(text);
  });

  test.each(["", " a", "a b", "a ", "a/b", "/", "é", "aé", "éa", "a\u007f", "x".repeat(longestName + 1)])(
    "is not packed that could be taken for another: %j",
    (text) => expect(packName(text, written(nameWords))).toBe(false),
  );

  test.each([
    ["evt_1", 2],
    ["evt_1", 4],
    ["eVt_1", 3],
    ["e1t_1", 3],
    ["evt-1", 3],
    ["evt_-", 3],
    ["evt_1/", 3],
  ])("is none in a line: %s with %i letters in front", (text, letters) => {
    const { bytes, at } = inLine(text);
    expect(readName(bytes, at, text.length, letters, written(nameWords), 0)).toBe(false);
  });
});

describe("a UUID", () => {
  const uuid = "0c5f4e1a-9b2d-4c3e-8f70-0a1b2c3d4e5f";

  test("is what it was", () => {
    fc.assert(
      fc.property(fc.uuid(), (text) => {
        const words = written(4);
        fc.pre(!text.endsWith("-0000-0000-0000-000000000000"));
        expect(parseUuid(text, words, 0)).toBe(true);
        expect(uuidText(words, 0)).toBe(text);
      }),
    );
  });

  test.each([
    uuid.toUpperCase(),
    `${uuid}0`,
    uuid.slice(1),
    uuid.replace("0", "\u0130"),
    uuid.replace("0", "\u0080"),
    uuid.replace("-", "_"),
    "01234567-0000-0000-0000-000000000000",
    "",
  ])("is none: %s", (text) => expect(parseUuid(text, written(4), 0)).toBe(false));
});

test("no id is all zeros, and one bit in any word is an id", () => {
  expect(isNone(new Uint32Array(6), 1)).toBe(true);
  for (const word of [1, 2, 3, 4]) {
    const words = new Uint32Array(6);
    words[word] = 1;
    expect(isNone(words, 1)).toBe(false);
  }
  expect(isNone(Uint32Array.of(1, 0, 0, 0, 0, 1), 1)).toBe(true);
});
