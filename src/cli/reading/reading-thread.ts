/** The thread that reads stretches of logs: lines become sheets here, and are judged elsewhere. */
import { closeSync, openSync, readSync } from "node:fs";
import type { MessagePort } from "node:worker_threads";
import { readerOf } from "../../bulk/check-log.js";
import { createPhrases } from "../../bulk/phrase.js";
import { createLineReader } from "../../bulk/shapes/line-reader.js";
import { lineFeed } from "../../bulk/shapes/lines.js";
import { createSheet, isFull, type Sheet } from "../../bulk/sheet.js";
import { codeOf } from "../file-errors.js";
import { chosenLifecycle } from "../lifecycle-choice.js";
import {
  type ReadingTask,
  type Stretch,
  type StretchRead,
  type StretchRequest,
  type StretchUnreadable,
  usualStretch,
} from "./stretch.js";

/** Enough for what is left of the last line of a stretch, as a rule. */
const restOfLine = 1 << 14;

/** Answers each request for a stretch, in the order in which they come. */
export async function serveStretches(port: MessagePort, { lifecycle, channel }: ReadingTask): Promise<void> {
  const phrases = createPhrases();
  let phrasesTold = 0;
  let spare: Uint32Array<ArrayBuffer>[] = [];
  let sheets: Sheet[] = [];
  let current: readonly Sheet[] = [];

  function room(): readonly Sheet[] {
    const [sheet] = current;
    if (sheet !== undefined && !isFull(sheet)) return current;
    const next = createSheet(spare.pop());
    sheets.push(next);
    return (current = [next]);
  }

  const reader = createLineReader([readerOf(await chosenLifecycle(lifecycle), channel, phrases)], room);
  const bytes = new Uint8Array(usualStretch + restOfLine);
  let opened: { readonly file: string; readonly descriptor: number } | undefined;

  function open(file: string): number {
    if (opened?.file === file) return opened.descriptor;
    if (opened !== undefined) closeSync(opened.descriptor);
    opened = { file, descriptor: openSync(file, "r") };
    return opened.descriptor;
  }

  /** Where the first line begins that is the stretch's own; undefined where none is. */
  function firstLine(descriptor: number, start: number, end: number): number | undefined {
    if (start === 0) return 0;
    // The byte before a place shows whether a line begins there.
    for (let at = start - 1, length = restOfLine; at < end - 1 && length > 0; at += length) {
      length = readSync(descriptor, bytes, 0, restOfLine, at);
      const found = bytes.subarray(0, length).indexOf(lineFeed);
      if (found !== -1) return at + found + 1 < end ? at + found + 1 : undefined;
    }
    return undefined;
  }

  function read({ file, start, end = Number.POSITIVE_INFINITY }: Stretch): void {
    const descriptor = open(file);
    reader.end();
    if (start > 0) reader.skip();
    let at = firstLine(descriptor, start, end);
    while (at !== undefined) {
      const length = readSync(descriptor, bytes, 0, bytes.length, at);
      const chunk = bytes.subarray(0, length);
      const last = at + length < end ? -1 : chunk.indexOf(lineFeed, Math.max(0, end - 1 - at));
      reader.push(last === -1 ? chunk : chunk.subarray(0, last + 1));
      if (length === 0) reader.end();
      at = length === 0 || last !== -1 ? undefined : at + length;
    }
  }

  function answer(request: StretchRequest): StretchRead | StretchUnreadable {
    spare = [...request.spare];
    sheets = [];
    current = [];
    try {
      read(request);
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) throw error;
      return { code };
    }
    const told = phrases.all.slice(phrasesTold);
    phrasesTold = phrases.all.length;
    return { sheets, phrases: told };
  }

  port.on("message", (request: StretchRequest) => {
    const answered = answer(request);
    port.postMessage(
      answered,
      sheets.map(({ words }) => words.buffer),
    );
  });
}
