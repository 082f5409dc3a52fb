/** Lines of shapes that were learnt are recognised, byte by byte, and no others. */
import { describe, expect, test } from "vitest";
import { createRecogniser, type Recogniser } from "../../src/bulk/shapes/recogniser.js";
import type { Piece, Shape } from "../../src/bulk/shapes/shape.js";
import { slotKinds } from "../../src/bulk/shapes/slots.js";
import { instantAt, timestampWords } from "../../src/bulk/words/timestamp.js";
import { uuidWords } from "../../src/bulk/words/uuid.js";

const [uuid, instant] = slotKinds;
if (uuid === undefined || instant === undefined) throw new Error("a UUID and an instant are kinds of slots");
const id = "5e1f0c2a-7b3d-4c9e-8a61-0d2f4b6c8e10";

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));

/** A shape of text, one character for each byte, in which `*` stands for a UUID, `@` for an instant and `?` for any value. */
function shapeOf(text: string, order = 0, compared: readonly number[] = []): Shape {
  const slots: Readonly<Record<string, Piece | undefined>> = { "*": uuid, "@": instant };
  const pieces = text.split(/([*@?])/).flatMap((part): readonly Piece[] => {
    const slot = slots[part];
    if (slot !== undefined) return [slot];
    return part === "?" ? ["unread"] : part === "" ? [] : [bytesOf(part)];
  });
  const length = pieces.reduce((sum, piece) => sum + (piece === "unread" ? 0 : piece.length), 0);
  return { pieces, length, told: [], compared: Uint16Array.from(compared), order };
}

function learning(shapes: readonly Shape[], limits?: readonly number[]): Recogniser {
  const recogniser = createRecogniser(limits);
  for (const shape of shapes) recogniser.learn(shape);
  return recogniser;
}

/** What is recognised in a line that begins behind others. */
function recognised(recogniser: Recogniser, line: string): Shape | undefined {
  const bytes = Buffer.alloc(3 + line.length + 1 + recogniser.reach(), "\n", "latin1");
  bytes.write(line, 3, "latin1");
  const shape = recogniser.recognise(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 3);
  if (shape !== undefined) expect(recogniser.end()).toBe(3 + line.length);
  return shape;
}

test("a shape is known once it was learnt", () => {
  const recogniser = createRecogniser();
  const shape = shapeOf("abc");
  expect([recogniser.reach(), recognised(recogniser, "abc")]).toEqual([0, undefined]);
  recogniser.learn(shape);
  expect([recogniser.reach(), recognised(recogniser, "abc")]).toEqual([4, shape]);
});

test.each([
  ["of few bytes", "abcd"],
  ["of eight bytes", "abcdefgh"],
  ["of more", "abcdefghijklmnopqrstu"],
  ["with zeros, which are numbers without a sign", "\0\0\0\0\0\0\0\0"],
  ["with zeros behind others", "abcdefgh\0\0\0\0\0\0\0\0"],
  ["that are no number", "abcdef\u{F8}\u{7F}"],
  ["that are no number, behind others", "abcdefghijklmn\u{F8}\u{7F}"],
])("a stretch %s is told from others", (_, text) => {
  const recogniser = learning([shapeOf(text)]);
  expect(recognised(recogniser, text)).toBeDefined();
  for (let place = 0; place < text.length; place++) {
    for (const bit of [1, 2, 0x10, 0x80]) {
      const other = String.fromCharCode(text.charCodeAt(place) ^ bit);
      expect(recognised(recogniser, `${text.slice(0, place)}${other}${text.slice(place + 1)}`)).toBeUndefined();
    }
  }
  expect(recognised(recogniser, `${text}a`)).toBeUndefined();
  expect(recognised(recogniser, text.slice(0, -1))).toBeUndefined();
});

test("lines go different ways where their shapes part, and end where they end", () => {
  const texts = ["", "a", "ab", "abc", "abd", "ab*", "ab*c", "ab*d", "ab*cd", "x*", "*", "*a", "a*"];
  const shapes = texts.map((text) => shapeOf(text));
  const recogniser = learning(shapes);
  for (const [nth, text] of texts.entries()) {
    expect(recognised(recogniser, text.replace("*", id))).toBe(shapes[nth]);
  }
  for (const other of ["b", "ac", "abe", `ab${id}e`, `x${id}a`, "abcd", `${id}b`, "x", `ab${id.slice(0, -1)}`]) {
    expect(recognised(recogniser, other)).toBeUndefined();
  }
});

test("any value may stand where none is read", () => {
  const shape = shapeOf('{"a":?,"b":*}');
  const recogniser = learning([shape]);
  for (const value of ["1", '"x"', "null", '{"b":2}', "[]", `"${"x".repeat(100)}"`]) {
    expect(recognised(recogniser, `{"a":${value},"b":${id}}`)).toBe(shape);
  }
  for (const value of ["", "x", "1 ", '"x', '"x"y', "[1", '1,"b":2']) {
    expect(recognised(recogniser, `{"a":${value},"b":${id}}`)).toBeUndefined();
  }
});

test("where a line goes on in several ways, each is tried with what was left of it", () => {
  const texts = ["a*?x", "a**y", "a?z", "a1?", "a?[w", "a12", "a?*v"];
  const shapes = texts.map((text) => shapeOf(text));
  const recogniser = learning(shapes);
  const lines = [`a${id}{}x`, `a${id}${id}y`, "a12z", "a1{}", "a[0][w", "a12", `a{}${id}v`];
  expect(lines.map((line) => recognised(recogniser, line))).toEqual(shapes);
  expect(recognised(recogniser, `a${id}${id}y`)).toBe(shapes[1]);
  expect([...recogniser.values.subarray(uuidWords, 2 * uuidWords)]).toEqual([
    ...recogniser.values.subarray(0, uuidWords),
  ]);
  for (const other of [`a${id}${id}x`, "a1{}z", "a", "a1", `a${id}z`]) {
    expect(recognised(recogniser, other)).toBeUndefined();
  }
});

test("an instant stands with as many digits as it has, and with nothing else", () => {
  const shape = shapeOf('"@","*"');
  const recogniser = learning([shape]);
  const line = (time: string): string => `"${time}","${id}"`;
  const second = "2031-08-09T07:06:05";
  const found = [`${second}Z`, ...Array.from({ length: 9 }, (_, nth) => `${second}.${"123456789".slice(0, nth + 1)}Z`)];
  for (const time of found) {
    expect(recognised(recogniser, line(time))).toBe(shape);
    expect(instantAt(recogniser.values, 0)).toBe(time);
    expect(recogniser.values[timestampWords]).toBe(0x5e1f0c2a);
  }
  for (const time of ["", id, `${second}.Z`, `${second}.1234567890Z`, `${second}.1`, `${second}.1ZZ`]) {
    expect(recognised(recogniser, line(time))).toBeUndefined();
  }
});

test("where one slot may hold this and another one that, each leads its own way", () => {
  const shapes = ["*a", "@a", "@b"].map((text) => shapeOf(text));
  const recogniser = learning(shapes);
  const time = "2031-08-09T07:06:05Z";
  expect([`${id}a`, `${time}a`, `${time}b`].map((line) => recognised(recogniser, line))).toEqual(shapes);
  expect(recognised(recogniser, `${id}b`)).toBeUndefined();
});

test("a way that is tried after another keeps the values that stand before both", () => {
  const recogniser = learning([shapeOf("a**y"), shapeOf("a*?,*z")]);
  expect(recognised(recogniser, `a${id}{},${id.replace("5e", "6e")}z`)).toBeDefined();
  expect([recogniser.values[0], recogniser.values[uuidWords]]).toEqual([0x5e1f0c2a, 0x6e1f0c2a]);
});

test("there must be room to look ahead behind a line's beginning", () => {
  const recogniser = learning([shapeOf("abcdefghijklmnopqrstu")]);
  const isRecognised = (line: string): boolean => {
    const bytes = Uint8Array.from(Buffer.from(line, "latin1"));
    return recogniser.recognise(bytes, new DataView(bytes.buffer), 0) !== undefined;
  };
  const line = "abcdefghijklmnopqrstu\n";
  expect(recogniser.reach()).toBe(line.length);
  expect(isRecognised(line)).toBe(true);
  for (let length = 0; length < line.length; length++) {
    expect(isRecognised(line.slice(0, length))).toBe(false);
    expect(isRecognised(`${line.slice(0, length)}\n`)).toBe(length === line.length - 1);
  }
});

test("there must be room to look ahead behind a value that is not read", () => {
  const recogniser = learning([shapeOf("a?bcdefghijklmnop")]);
  const [reach, line] = [recogniser.reach(), 'a"xyz"bcdefghijklmnop\n'];
  expect(reach).toBe(17);
  const isRecognised = (behind: number): boolean => {
    const bytes = Buffer.alloc(line.length + behind, "\n", "latin1");
    bytes.write(line, "latin1");
    return recogniser.recognise(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0) !== undefined;
  };
  // Behind the value the line has 17 bytes of its own, with its line break.
  expect([0, 1].map(isRecognised)).toEqual([false, true]);
});

test("the values of a line's slots stand one after another", () => {
  const recogniser = learning([shapeOf("a*b*")]);
  recognised(recogniser, `a${id}b${id.replace("5e", "6e")}`);
  const [first, second] = [0, uuidWords].map((from) => [...recogniser.values.subarray(from, from + uuidWords)]);
  expect(first).toEqual([0x5e1f0c2a, 0x7b3d4c9e, 0x8a610d2f, 0x4b6c8e10]);
  expect(second).toEqual([0x6e1f0c2a, 0x7b3d4c9e, 0x8a610d2f, 0x4b6c8e10]);
});

test("of shapes alike but for the order of their instants, a line has that of its own", () => {
  const shapes = [3, 0, 1].map((order) => shapeOf("*", order, [0, 2]));
  const recogniser = learning(shapes, [0]);
  expect(recogniser.reach()).toBe(37);
  // The first and the third word of an id stand for seconds here.
  const told = (one: string, other: string): Shape | undefined =>
    recognised(recogniser, `${one}0c2a-7b3d-4c9e-${other}-0d2f4b6c8e10`);
  expect([told("0000", "9999"), told("9999", "0000")].map((shape) => shape?.order)).toEqual([1, undefined]);
});

test("of many shapes, the last are known after a few lines more", () => {
  const recogniser = learning(Array.from({ length: 100 }, (_, nth) => shapeOf(String(1000 + nth))));
  const areKnown = ["1000", "1050", "1099"].map((line) => recognised(recogniser, line) !== undefined);
  expect(areKnown).toEqual([true, true, false]);
  const known = Array.from({ length: 7 }, () => {
    recogniser.learn(shapeOf("1099"));
    return recognised(recogniser, "1099") !== undefined;
  });
  expect([known.includes(false), known.at(-1)]).toEqual([true, true]);
});

describe("what is not learnt", () => {
  test("a line whose slots hold more words than there is room for", () => {
    const most = 512 / uuidWords;
    const recogniser = learning([shapeOf("*,".repeat(most)), shapeOf("*,".repeat(most + 1))]);
    expect(recognised(recogniser, `${id},`.repeat(most))).toBeDefined();
    expect(recognised(recogniser, `${id},`.repeat(most + 1))).toBeUndefined();
    const withMore = learning([shapeOf(`?,${"*,".repeat(most + 1)}`)]);
    expect(recognised(withMore, `1,${`${id},`.repeat(most + 1)}`)).toBeUndefined();
  });

  test("more pieces than logs need", () => {
    const recogniser = createRecogniser();
    let learnt = 0;
    for (; !recogniser.isFull(); learnt++) recogniser.learn(shapeOf(`${1000 + learnt}${"?,".repeat(100)}`));
    expect([learnt, recognised(recogniser, `1099${"1,".repeat(100)}`) !== undefined]).toEqual([100, true]);
    recogniser.learn(shapeOf("2000"));
    expect(recognised(recogniser, "2000")).toBeUndefined();
  });

  test("more shapes than a log has", () => {
    const recogniser = createRecogniser();
    for (let number = 1000; number < 2000; number++) {
      expect(recogniser.isFull()).toBe(false);
      recogniser.learn(shapeOf(String(number)));
    }
    expect(recogniser.isFull()).toBe(true);
    for (const text of ["2000", "2000"]) recogniser.learn(shapeOf(text));
    expect(["1000", "1999", "2000"].map((line) => recognised(recogniser, line) !== undefined)).toEqual([
      true,
      true,
      false,
    ]);
  });
});
