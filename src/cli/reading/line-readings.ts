/** What a lifecycle reads in each line of a log: most lines are recognised by their bytes, as in a check in bulk. */
import { readerOf } from "../../bulk/check-log.js";
import { createIds, type Ids } from "../../bulk/ids.js";
import { createPhrases } from "../../bulk/phrase.js";
import { createLineReader } from "../../bulk/shapes/line-reader.js";
import { createSheetWalk, entered, observationAt } from "../../bulk/sheet-walk.js";
import { clear, createSheet, isFull } from "../../bulk/sheet.js";
import type { Lifecycle } from "../../lifecycle.js";
import type { Channel, Reading } from "../../observation.js";

/** What is read in lines that follow each other; undefined for an empty one. */
export type LinesRead = readonly (Reading | undefined)[];

export interface LineReadings {
  /** The lines that a chunk completes, which may be overwritten afterwards. */
  push(chunk: Uint8Array): LinesRead;
  /** The last line, where the log does not end with a line break. What comes next is another log. */
  end(): LinesRead;
}

export function createLineReadings(lifecycle: Lifecycle, channel: Channel | undefined): LineReadings {
  const ids = createPassingIds();
  const phrases = createPhrases(ids);
  const sheet = createSheet();
  const sheets = [sheet];
  const walk = createSheetWalk();
  let told: (Reading | undefined)[] = [];

  function drain(): void {
    walk.begin(sheet, 0);
    for (let nth = 0; nth < sheet.lines; nth++) {
      const read = walk.next();
      told.push(read === entered ? { kind: "observation", observation: observationAt(walk, phrases) } : read);
    }
    ids.passed(sheet.lines);
    clear(sheet);
  }

  const reader = createLineReader([readerOf(lifecycle, channel, phrases)], () => {
    if (isFull(sheet)) drain();
    return sheets;
  });

  function readingsOf(read: () => void): LinesRead {
    told = [];
    read();
    drain();
    return told;
  }

  return {
    push: (chunk) => readingsOf(() => reader.push(chunk)),
    end: () => readingsOf(() => reader.end()),
  };
}

/** Ids of that many lines are known at once: enough that beginning anew costs nothing, and few enough to be held. */
const mostLines = 10_000;

/** Ids that are of no use once their lines have been told. */
function createPassingIds(): Ids & { passed(lines: number): void } {
  let ids = createIds();
  let count = 0;
  return {
    parse: (...given) => ids.parse(...given),
    text: (...given) => ids.text(...given),
    name: (...given) => ids.name(...given),
    passed(lines) {
      count += lines;
      if (count < mostLines) return;
      count = 0;
      ids = createIds();
    },
  };
}
