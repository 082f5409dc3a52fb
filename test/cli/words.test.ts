/** Small pieces of what the command says. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { evidenceText } from "../../src/cli/text/evidence-text.js";
import { bridgePage } from "../../src/cli/serve/pages.js";
import { printable } from "../../src/cli/text/printable.js";
import { stretchesOf } from "../../src/cli/reading/stretch.js";
import { tableText } from "../../src/cli/text/table.js";
import { reportTold } from "../../src/cli/recheck/told-report.js";
import { parseTraceFile } from "../../src/cli/recheck/trace-file.js";
import { traceFileText } from "../../src/cli/recheck/trace-file-text.js";
import { wrap } from "../../src/cli/text/wrap.js";

describe("a text is printable", () => {
  test.each([
    ["plain, with ümlauts and 東京", "plain, with ümlauts and 東京"],
    ["\u001B[31mred\u0007", "\u{FFFD}[31mred\u{FFFD}"],
    ["a\u2028b\u2029c\u200Ed\uD800e\nf", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e\u{FFFD}f"],
    ["x".repeat(200), "x".repeat(200)],
    ["x".repeat(201), `${"x".repeat(200)}…`],
    [`${"x".repeat(199)}\n\n`, `${"x".repeat(199)}\u{FFFD}…`],
  ])("%#", (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test("in as much room as there is", () => {
    expect([printable("abc", 3), printable("abcd", 3)]).toEqual(["abc", "abc…"]);
  });
});

describe("words are broken", () => {
  test.each([
    ["", 5, [""]],
    ["one two", 7, ["one two"]],
    ["one two", 6, ["one", "two"]],
    ["a much-too-long word", 4, ["a", "much-too-long", "word"]],
    ["much-too-long", 4, ["much-too-long"]],
    ["aaaa b", 4, ["aaaa", "b"]],
  ])("%j at %i", (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });
});

test("evidence says how sure it is, by what, and what else there is to say", () => {
  expect(evidenceText({ level: "STATED", source: "a page" })).toBe("STATED (a page)");
  expect(evidenceText({ level: "ASSUMED", source: "a page", note: "why" })).toBe("ASSUMED (a page): why");
});

test("a table has numbers to the right, and wraps within the widths that it is given", () => {
  expect(
    tableText({
      head: ["a", "number"],
      rows: [
        ["text", 1],
        ["b", "12"],
      ],
      right: [1],
    }),
  ).toBe([" a      number", " text        1", " b          12", ""].join("\n"));
  expect(tableText({ head: ["a", "b"], rows: [["one two three", "x"]], widths: [8, 6] })).toBe(
    [" a        b", " one      x", " two", " three", ""].join("\n"),
  );
});

describe("a file in stretches", () => {
  const cut = (size: number, length: number): readonly (readonly [number, number | undefined])[] =>
    [...stretchesOf("log", size, length)].map(({ start, end }) => [start, end]);

  test.each([
    ["has one where it is empty, for what grows it meanwhile", 0, [[0, undefined]]],
    ["has one where it is as long as that", 4, [[0, undefined]]],
    [
      "has a second for one byte more",
      5,
      [
        [0, 4],
        [4, undefined],
      ],
    ],
    [
      "has the last without an end",
      8,
      [
        [0, 4],
        [4, undefined],
      ],
    ],
    [
      "has as many as it takes",
      9,
      [
        [0, 4],
        [4, 8],
        [8, undefined],
      ],
    ],
  ])("%s", (_, size, stretches) => {
    expect(cut(size, 4)).toEqual(stretches);
  });

  test("is as usual cut by the megabyte", () => {
    expect([...stretchesOf("log", (1 << 20) + 1)]).toEqual([
      { file: "log", start: 0, end: 1 << 20 },
      { file: "log", start: 1 << 20, end: undefined },
    ]);
  });
});

describe("a report in short", () => {
  test("is a webhook of its own, a minute after the one before", () => {
    expect(reportTold(0, { status: "passed" })).toEqual({
      at: "2024-03-01T00:00:00Z",
      delivery: "delivery-0",
      status: "passed",
      subject: "subject",
      reported: "passed",
      channel: "webhook",
      breaches: [],
      warnings: [],
    });
    expect([9, 60, 61, 1439, 1440].map((index) => reportTold(index, {}).at)).toEqual([
      "2024-03-01T00:09:00Z",
      "2024-03-01T01:00:00Z",
      "2024-03-01T01:01:00Z",
      "2024-03-01T23:59:00Z",
      "2024-03-01T00:00:00Z",
    ]);
  });

  test("says what it is told to, and a poll has no delivery", () => {
    const told = {
      channel: "poll",
      subject: "anna",
      event: "opened",
      breaches: ["b"],
      warnings: ["w"],
      at: undefined,
    } as const;
    expect(reportTold(3, told)).toEqual({ ...told, reported: "opened" });
    expect(reportTold(3, { reported: "said", status: "s", event: "e" }).reported).toBe("said");
    expect(reportTold(3, { status: "s", event: "e" }).reported).toBe("s");
    expect(reportTold(3, {}).reported).toBe("word");
  });
});

describe("a file of traces is written", () => {
  const folder = "test/traces";
  test.each(readdirSync(folder))("as %s is", (name) => {
    const text = readFileSync(`${folder}/${name}`, "utf8");
    expect(traceFileText(parseTraceFile(text, name))).toBe(text);
  });

  const trace = (description: string, more: object = {}) => ({ description, source: "s", ...more, messages: [] });

  test("with a value on one line as long as there is room on it", () => {
    const longest = (length: number): number => {
      const messages = [["x".repeat(length), 1], []];
      const text = traceFileText({ lifecycle: "l", traces: [{ ...trace("d"), messages }] });
      expect(JSON.parse(text)).toEqual({ lifecycle: "l", traces: [{ description: "d", source: "s", messages }] });
      return Math.max(...text.split("\n").map((line) => line.length));
    };
    const lengths = Array.from({ length: 30 }, (_, index) => longest(90 + index));
    // One more character each time, until the value is broken into lines of its items.
    expect(lengths.findIndex((length, index) => length !== (lengths[0] ?? 0) + index)).toBe(121 - (lengths[0] ?? 0));
  });

  test("with objects of several fields below each other, and all others beside", () => {
    const messages = [
      [
        { a: 1, b: 2 },
        { a: 3, b: [] },
      ],
      [{ a: 1, b: 2 }, { a: 3 }],
      [{ a: 1, b: 2 }],
      [{ a: 1 }, { b: {} }],
      [
        [1, 2],
        [3, 4],
      ],
      [null, null],
      ["ab", "cd"],
      {
        "a b": {
          c: [
            { d: 1, e: 2 },
            { d: 1, e: 2 },
          ],
        },
      },
    ];
    expect(traceFileText({ lifecycle: "l", traces: [{ ...trace("d"), messages }] })).toMatchInlineSnapshot(`
      "{
        "lifecycle": "l",
        "traces": [
          {
            "description": "d",
            "source": "s",
            "messages": [
              [
                { "a": 1, "b": 2 },
                { "a": 3, "b": [] }
              ],
              [{ "a": 1, "b": 2 }, { "a": 3 }],
              [{ "a": 1, "b": 2 }],
              [{ "a": 1 }, { "b": {} }],
              [[1, 2], [3, 4]],
              [null, null],
              ["ab", "cd"],
              { "a b": { "c": [{ "d": 1, "e": 2 }, { "d": 1, "e": 2 }] } }
            ]
          }
        ]
      }
      "
    `);
  });
});

test("the page that shows another inspector's page is this", async () => {
  await expect(bridgePage('https://stately.ai/inspect?a="b"&c=<d>')).toMatchFileSnapshot("told/bridge.txt");
});
