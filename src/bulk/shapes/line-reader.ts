/**
 * From bytes to sheets: lines of known shapes by one walk over their bytes, all others by `read`, which shows the next
 * shape. Only an unfinished line is held.
 */
import type { Reading } from "../../observation.js";
import { entry } from "../entry.js";
import { phraseOf } from "../phrase.js";
import { asReading, blank, type Sheet } from "../sheet.js";
import { learnShape, limitsOf, type Reader } from "./learning.js";
import { createUnfinishedLine, isBlank, lineFeed, longestLine, withoutMark } from "./lines.js";
import { createRecogniser } from "./recogniser.js";
import { fillEntry, type Shape } from "./shape.js";

export interface LineReader {
  /** Takes the next bytes, which may be overwritten afterwards. */
  push(chunk: Uint8Array): void;
  /** The last line, where the bytes do not end with a line break. What comes next is another log. */
  end(): void;
  /** What comes next is not the beginning of a log but a later line of one, whose other lines are read elsewhere. */
  skip(): void;
}

/** So many different things are remembered that lines said. */
const mostSaid = 10_000;

/** In bytes. A longer line at a chunk's end is read in full. */
const longestCopy = 1 << 16;

/**
 * Enters each line, as each of the readers reads it, into the sheets that `room` gives: one for each reader, all with as many
 * lines and with room for one more.
 */
export function createLineReader(
  readers: readonly Reader[],
  room: () => readonly Sheet[],
  limit = longestLine,
): LineReader {
  const recogniser = createRecogniser(limitsOf(readers));
  const unfinished = createUnfinishedLine(limit);
  let border = new Uint8Array(0);
  let isFirst = true;
  /** By what they say to a reader, how many lines were read in full since a shape was learnt of one. */
  const said = new Map<string, number>();

  /** The line of this shape that begins at a place, and was recognised last. */
  function enterShape({ told }: Shape, bytes: Uint8Array, at: number): void {
    isFirst = false;
    const sheets = room();
    for (let nth = 0; nth < readers.length; nth++) {
      const reader = readers[nth];
      const sheet = sheets[nth];
      const own = told[nth];
      if (reader === undefined || sheet === undefined) continue;
      if (own === undefined) enterReading(sheet, reader.read(bytes.subarray(at, recogniser.end())));
      else if (own.reading !== undefined) enterReading(sheet, own.reading);
      else {
        fillEntry(own, recogniser.values, sheet.words, sheet.lines * entry.length, reader.phrases.ids);
        sheet.lines += 1;
      }
    }
  }

  function enterInFull(whole: Uint8Array | "too long"): void {
    const line = isFirst && whole !== "too long" ? withoutMark(whole) : whole;
    isFirst = false;
    const isEmpty = line !== "too long" && isBlank(line);
    const readings = isEmpty ? [] : line === "too long" ? readers.map(() => tooLong(limit)) : readAndLearn(line);
    for (const [nth, sheet] of room().entries()) {
      const reading = readings[nth];
      if (reading === undefined) enterMark(sheet, blank);
      else enterReading(sheet, reading);
    }
  }

  function readAndLearn(line: Uint8Array): readonly Reading[] {
    const readings = readers.map(({ read }) => read(line));
    if (recogniser.isFull()) return readings;
    const texts = readings.map((reading, nth) => `${nth} ${textOf(reading)}`);
    const counts = texts.map((text) => (said.get(text) ?? 0) + 1);
    const shape = counts.some(isTried) ? learnShape(line, readings, readers) : undefined;
    if (shape !== undefined) recogniser.learn(shape);
    // A shape that tells one of them nothing may be of this line alone.
    const isToldToAll = shape?.told.every((told) => told !== undefined) === true;
    for (const [nth, text] of texts.entries()) {
      const count = counts[nth] ?? 1;
      if (count > 1 || said.size < mostSaid) said.set(text, isToldToAll ? 1 : count);
    }
    return readings;
  }

  /** A line at a chunk's end, or across two: recognised in a copy, behind which there is room to look ahead. */
  function enterBorder(line: Uint8Array | "too long"): void {
    const shape = line === "too long" || line.length > longestCopy ? undefined : recogniseCopy(line);
    if (shape === undefined) enterInFull(line);
    else enterShape(shape, border, 0);
  }

  function recogniseCopy(line: Uint8Array): Shape | undefined {
    const needed = line.length + 1 + recogniser.reach();
    if (border.length < needed) border = new Uint8Array(2 * needed);
    border.set(line);
    border[line.length] = lineFeed;
    return recogniser.recognise(border, new DataView(border.buffer), 0);
  }

  /** Enters the lines that are complete from a place on, and tells where the rest begins. */
  function enterLines(chunk: Uint8Array, start: number): number {
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
    const last = chunk.lastIndexOf(lineFeed);
    let at = start;
    while (at <= last) {
      const shape = recogniser.recognise(chunk, view, at);
      if (shape !== undefined && recogniser.end() - at <= limit) {
        enterShape(shape, chunk, at);
        at = recogniser.end() + 1;
        continue;
      }
      const end = chunk.indexOf(lineFeed, at);
      const line = end - at > limit ? "too long" : chunk.subarray(at, end);
      if (end + recogniser.reach() <= chunk.length) enterInFull(line);
      else enterBorder(line);
      at = end + 1;
    }
    return at;
  }

  return {
    push(given) {
      // A Buffer's slice would share its memory.
      const chunk = new Uint8Array(given.buffer, given.byteOffset, given.length);
      let at = 0;
      if (unfinished.length() > 0) {
        const end = chunk.indexOf(lineFeed);
        unfinished.keep(chunk.subarray(0, end === -1 ? chunk.length : end));
        if (end === -1) return;
        enterBorder(unfinished.finish());
        at = end + 1;
      }
      unfinished.keep(chunk.subarray(enterLines(chunk, at)));
    },
    end() {
      if (unfinished.length() > 0) enterBorder(unfinished.finish());
      isFirst = true;
    },
    skip() {
      isFirst = false;
    },
  };
}

/**
 * Whether a shape is looked for in the last of so many lines that say the same. Many things are said only once; and where no
 * shape was found, twice as many lines go by before the next is tried, since some never have one.
 */
const isTried = (count: number): boolean => count > 1 && (count & (count - 1)) === 0;

/** What a line says, apart from about whom. */
function textOf(reading: Reading): string {
  if (reading.kind === "observation") return JSON.stringify(phraseOf(reading.observation));
  return JSON.stringify(reading.kind === "no-information" ? { ...reading, subject: undefined } : reading);
}

function enterReading(sheet: Sheet, reading: Reading): void {
  enterMark(sheet, asReading);
  sheet.readings.push(reading);
}

function enterMark(sheet: Sheet, mark: number): void {
  sheet.words[sheet.lines * entry.length + entry.phrase] = mark;
  sheet.lines += 1;
}

function tooLong(limit: number): Reading {
  return { kind: "malformed", path: "", message: `longer than ${limit / 1024 / 1024} MiB` };
}
