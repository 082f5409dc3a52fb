import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSplitter } from "./splitter.js";

function linesOf(chunks: readonly Uint8Array[], limit?: number): readonly string[] {
  const splitter = createSplitter(limit);
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()].map(({ number, content }) =>
    content === "too long" ? `${number} too long` : `${number} ${Buffer.from(content).toString("latin1")}`,
  );
}

/** Bytes with many line breaks and blanks. */
const text = fc.array(fc.constantFrom("a", "{}", "\n", "\n", "\r\n", " ", "\u00E9"), { maxLength: 40 });

describe("lines", () => {
  test("are the same however the input is cut into chunks", () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(60), { maxLength: 6 }), (pieces, cuts) => {
        const bytes = Buffer.from(pieces.join(""));
        const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).toSorted((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
        expect(linesOf(chunks)).toEqual(linesOf([bytes]));
      }),
    );
  });

  test("are numbered as an editor numbers them, blank ones left out", () => {
    fc.assert(
      fc.property(text, (pieces) => {
        const bytes = Buffer.from(pieces.join(""));
        const expected = bytes
          .toString("latin1")
          .split("\n")
          .map((line, index) => `${index + 1} ${line}`)
          .filter((line) => !/^\d+ [ \t\r]*$/.test(line));
        expect(linesOf([bytes])).toEqual(expected);
      }),
    );
  });

  test("are as long as the limit and no longer", () => {
    const bytes = Buffer.from("12345678\n123456789\n1234\n123456789");
    expect(linesOf([bytes], 8)).toEqual(["1 12345678", "2 too long", "3 1234", "4 too long"]);
  });

  test("begin without a byte order mark, which belongs to the first alone", () => {
    const mark = Buffer.from([0xef, 0xbb, 0xbf]);
    const line = Buffer.from("ab\n");
    const asRead = (...parts: readonly Uint8Array[]): readonly string[] => linesOf([Buffer.concat(parts)]);
    expect(asRead(mark, line, mark, line)).toEqual(["1 ab", "2 \u00EF\u00BB\u00BFab"]);
    expect(asRead(mark.subarray(0, 2), line)).toEqual(["1 \u00EF\u00BBab"]);
    expect(asRead(Buffer.from([0xef, 0, 0xbf]), line)).toEqual(["1 \u00EF\u0000\u00BFab"]);
    expect(asRead(Buffer.from("\t \n"), line)).toEqual(["2 ab"]);
    expect(linesOf([mark, Buffer.from("123456789\nab")], 8)).toEqual(["1 too long", "2 ab"]);
    expect(linesOf([])).toEqual([]);
  });
});
