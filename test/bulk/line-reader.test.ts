/** What is entered of each line, wherever the bytes are cut. */
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { readerOf } from "../../src/bulk/check-log.js";
import { createLineReader, type LineReader } from "../../src/bulk/line-reader.js";
import { createPhrases } from "../../src/bulk/phrase.js";
import { blank, clear, createSheet, phraseAt, readInFull } from "../../src/bulk/sheet.js";
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
  const reader = createLineReader(readerOf(iinkedsign, undefined, phrases), () => sheet, limit);
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
        if (phrase !== readInFull) return "shape";
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

describe("a shape that was learnt twice is known", () => {
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
    expect(desk.entered()).toEqual([tooLong, "observation", "observation", "observation", "shape", tooLong]);
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
