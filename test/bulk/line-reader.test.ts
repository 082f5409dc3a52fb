/** What is entered of each line, wherever the bytes are cut. */
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { readerOf } from "../../src/bulk/check-log.js";
import { createLineReader, type LineReader } from "../../src/bulk/shapes/line-reader.js";
import { createPhrases } from "../../src/bulk/phrase.js";
import { asReading, blank, clear, createSheet, phraseAt } from "../../src/bulk/sheet.js";
import { webhook } from "./webhook.js";

/** Webhooks of one length. */
const line = (event: number): string =>
  JSON.stringify({ ...webhook, eventId: `f1e2d3c4-b5a6-4978-8a9b-0c1d2e3f4a${String(event).padStart(2, "0")}` });
const { length } = line(0);
const mark = "\u{FEFF}";

interface Desk extends LineReader {
  take(text: string, ...cuts: readonly number[]): void;
  /** Of each line how it was entered: by its shape, or else what was read in it. */
  entered(): readonly string[];
}

function createDesk(limit?: number): Desk {
  const phrases = createPhrases();
  const sheet = createSheet();
  const reader = createLineReader([readerOf(iinkedsign, undefined, phrases)], () => [sheet], limit);
  return {
    ...reader,
    take(text, ...cuts) {
      const bytes = Buffer.from(text);
      const places = [0, ...cuts, bytes.length];
      for (const [nth, place] of places.slice(1).entries()) {
        const chunk = Uint8Array.from(bytes.subarray(places[nth], place));
        reader.push(chunk);
        chunk.fill(0x7b);
      }
    },
    entered() {
      let readings = 0;
      const lines = Array.from({ length: sheet.lines }, (_, nth) => {
        const phrase = phraseAt(sheet, nth);
        if (phrase === blank) return "blank";
        if (phrase !== asReading) return "shape";
        const reading = sheet.readings[readings++];
        return reading?.kind === "malformed" ? `${reading.path}${reading.message}` : (reading?.kind ?? "nothing");
      });
      expect(readings).toBe(sheet.readings.length);
      clear(sheet);
      return lines;
    },
  };
}

const lines = (count: number): string => Array.from({ length: count }, (_, nth) => `${line(nth)}\n`).join("");
const known = ["observation", "observation", "shape", "shape"];

test("lines are read as what their channel sends, where that is known", () => {
  const readAs = (channel: "webhook" | "poll" | undefined): string =>
    readerOf(iinkedsign, channel, createPhrases()).read(Buffer.from(line(0))).kind;
  expect([readAs("webhook"), readAs(undefined), readAs("poll")]).toEqual(["observation", "observation", "malformed"]);
});

test("a shape is learnt of the second line that says the same", () => {
  const desk = createDesk();
  const saying = (state: string, event: number): string => `${line(event).replace("failed", state)}\n`;
  desk.take(["passed", "error", "passed", "passed", "error", "failed", "error"].map(saying).join(""));
  expect(desk.entered().map((one) => one === "shape")).toEqual([false, false, false, true, false, false, true]);
});

test("lines that have no shape are not tried each time", () => {
  const { read, ...reader } = readerOf(iinkedsign, undefined, createPhrases());
  const sheet = createSheet();
  let reads = 0;
  const counting = { ...reader, read: (message: unknown) => ((reads += 1), read(message)) };
  const lineReader = createLineReader([counting], () => [sheet]);
  const [hidden, plain] = [line(1).replace("a5", "A5"), line(2)].map((text) => Buffer.from(`${text}\n`));
  for (let nth = 0; nth < 1000; nth++) lineReader.push(hidden ?? Buffer.of());
  // Each of nine lines is read again as watched, and as a trial.
  expect(reads).toBe(1000 + 9 * 2);
  for (let nth = 0; nth < 24; nth++) lineReader.push(plain ?? Buffer.of());
  reads = 0;
  lineReader.push(plain ?? Buffer.of());
  expect(reads).toBe(0);
});

test("a line about a subject says what others say about theirs", () => {
  const desk = createDesk();
  const poll = (subject: string, httpStatus: number): string =>
    `${JSON.stringify({ at: "2031-08-09T07:06:05Z", subject, httpStatus, body: {} })}\n`;
  const subject = (nth: number): string => `${webhook.packageId}/${webhook.signerId.slice(0, -5)}${10_000 + nth}`;
  for (let from = 0; from < 12_000; from += 1000) {
    desk.take(Array.from({ length: 1000 }, (_, nth) => poll(subject(from + nth), 503)).join(""));
    desk.entered();
  }
  desk.take(lines(4));
  expect(desk.entered()).toEqual(known);
});

test("of many things that are said only once, not all are remembered", () => {
  const desk = createDesk();
  const saying = (nth: number): string => `${line(nth % 90).replace('"failed"', `"w${nth}"`)}\n`;
  const said = (count: number, from: number): string =>
    Array.from({ length: count }, (_, nth) => saying(from + nth)).join("");
  for (let from = 0; from < 10_000; from += 1000) {
    desk.take(said(1000, from));
    desk.entered();
  }
  const [remembered, forgotten] = [saying(9_999), saying(10_000)];
  desk.take(`${forgotten}${remembered.repeat(2)}${forgotten.repeat(2)}`);
  expect(desk.entered().map((one) => one === "shape")).toEqual([false, false, true, false, false]);
});

describe("a shape that was learnt is known", () => {
  test("in lines in the midst of a chunk and at its end", () => {
    const desk = createDesk();
    desk.take(lines(4));
    expect(desk.entered()).toEqual(known);
  });

  test("in lines across chunks, wherever they are cut", () => {
    const nearEnds = [2, 3, 4].flatMap((count) => [-2, -1, 0, 1, 2].map((more) => count * (length + 1) + more));
    for (const cut of [...nearEnds.slice(2, -2), 2 * length + 100, 3 * length + 200]) {
      const desk = createDesk();
      desk.take(lines(4), cut);
      expect(desk.entered()).toEqual(known);
    }
  });

  test("in a last line without its end", () => {
    const desk = createDesk();
    desk.take(lines(4).slice(0, -1), 3 * length);
    expect(desk.entered()).toEqual(known.slice(0, 3));
    desk.end();
    desk.end();
    expect(desk.entered()).toEqual(["shape"]);
  });

  test("in no other line, be it longer or shorter by a byte", () => {
    const desk = createDesk();
    const others = [` ${line(7)}`, `${line(7)} `, `${line(7)}}`, line(7).slice(0, -1)];
    desk.take([lines(3), ...others.map((other) => `${other}\n`), lines(1)].join(""));
    const told = desk.entered();
    expect(told.slice(0, 5)).toEqual([...known.slice(0, 3), "observation", "observation"]);
    expect(told.slice(5).map((one) => one === "shape")).toEqual([false, false, true]);
  });
});

test("a shape is known with any number of digits in its instants", () => {
  const desk = createDesk();
  const at = (digits: string): string => line(7).replace(webhook.eventTime, `2031-08-09T07:06:05${digits}Z`);
  desk.take([lines(2), ...["", ".1", ".123456789", ".100", ".Z"].map((digits) => `${at(digits)}\n`)].join(""));
  expect(desk.entered().slice(2, -1)).toEqual(["shape", "shape", "shape", "shape"]);
});

describe("a shape with values that are not read is known", () => {
  const noteOf = (event: number): string => `${"Zoë ".repeat(event)}\\"`;
  const rich = (event: number): string => line(event).replace(/}$/, `,"note":"${noteOf(event)}","more":{}}`);
  const richLines = Array.from({ length: 6 }, (_, event) => `${rich(event)}\n`).join("");

  test("wherever its lines are cut", () => {
    const total = Buffer.byteLength(richLines);
    const second = Buffer.byteLength(`${rich(0)}\n${rich(1)}\n`);
    for (let cut = second; cut <= total; cut++) {
      const desk = createDesk();
      desk.take(richLines, cut);
      expect(desk.entered()).toEqual(["observation", "observation", "shape", "shape", "shape", "shape"]);
    }
  });

  test("but for longer lines at a chunk's end", () => {
    const long = (note: number): string => rich(7).replace(noteOf(7), "x".repeat(note));
    const most = (1 << 16) - long(0).length;
    const desk = createDesk();
    desk.take(`${richLines}${long(most)}\n${long(most + 1)}\n${rich(8)}`);
    desk.take("\n");
    expect(desk.entered().slice(6)).toEqual(["shape", "shape", "shape"]);
    desk.take(`${long(most)}\n`);
    desk.take(`${long(most + 1)}\n`);
    expect(desk.entered()).toEqual(["shape", "observation"]);
  });

  test("and they are told when they are too long", () => {
    const limit = Buffer.byteLength(rich(5)) + 2;
    const desk = createDesk(limit);
    const long = rich(5).replace(noteOf(5), noteOf(9));
    desk.take(`${richLines}${long}\n${richLines}`);
    expect(desk.entered().slice(6)).toEqual([
      `longer than ${limit / 1024 / 1024} MiB`,
      ...Array.from({ length: 6 }, () => "shape"),
    ]);
  });
});

test("a shape of lines that are not about the lifecycle is known", () => {
  const other = (event: number): string =>
    line(event).replace("verification_status", "package_completed").replace(/}$/, `,"more":${event}}`);
  const sheet = createSheet();
  const reader = createLineReader([readerOf(iinkedsign, undefined, createPhrases())], () => [sheet]);
  reader.push(Buffer.from(Array.from({ length: 3 }, (_, event) => `${other(event)}\n`).join("")));
  const [first, second, third] = sheet.readings;
  expect([first?.kind, second, sheet.lines]).toEqual(["irrelevant", first, 3]);
  expect([second === first, third === second]).toEqual([false, true]);
});

describe("a byte order mark", () => {
  const empty = `${mark} \n`;

  test("is no part of a log's first line", () => {
    const desk = createDesk();
    desk.take(`${empty}${empty}`);
    expect(desk.entered()).toEqual(["blank", "not JSON"]);
    desk.end();
    desk.take(`${mark}${lines(3)}`);
    expect(desk.entered()).toEqual(known.slice(0, 3));
    desk.end();
    desk.take(empty);
    expect(desk.entered()).toEqual(["blank"]);
  });

  test("belongs to a line behind one that is known", () => {
    const desk = createDesk();
    desk.take(lines(3));
    desk.end();
    desk.take(`${line(3)}\n${empty}`);
    expect(desk.entered().slice(3)).toEqual(["shape", "not JSON"]);
  });

  test("belongs to the first line that comes, where others are read elsewhere", () => {
    const desk = createDesk();
    desk.skip();
    desk.take(empty);
    expect(desk.entered()).toEqual(["not JSON"]);
  });
});

describe("a line longer than the limit", () => {
  const limit = length + 1;
  const tooLong = `longer than ${limit / 1024 / 1024} MiB`;
  const long = `${line(9)}  \n`;

  test.each([0, 3, length, length + 1, length + 2])("is told so, cut at %i, and the next are read", (cut) => {
    const desk = createDesk(limit);
    desk.take(`${long}${line(9)} \n${lines(3)}${long}`, cut);
    expect(desk.entered()).toEqual([tooLong, "observation", "observation", "shape", "shape", tooLong]);
  });

  test("is told so at the end", () => {
    const desk = createDesk(limit);
    desk.take(`${lines(1)}${long.slice(0, -1)}`);
    desk.end();
    expect(desk.entered()).toEqual(["observation", tooLong]);
  });
});

test("blank lines are entered as such, and none where a log ends with a line break", () => {
  const desk = createDesk();
  desk.take(` \n\n\t\r\n${lines(1)}\n`, 1, 3);
  desk.end();
  expect(desk.entered()).toEqual(["blank", "blank", "blank", "observation", "blank"]);
});
