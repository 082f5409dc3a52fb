/** From logs to sheets, in the order of their lines: by this thread alone, or by others beside it. */
import { readerOf } from "../bulk/check-log.js";
import { createLineReader } from "../bulk/line-reader.js";
import type { Phrases } from "../bulk/phrase.js";
import { clear, createSheet, isFull, type Sheet } from "../bulk/sheet.js";
import type { Lifecycle } from "../lifecycle.js";
import type { Channel } from "../observation.js";
import type { Source } from "./sources.js";

export interface SheetReader {
  /**
   * Reads a log. Each sheet goes to `take`, which may keep nothing of it; of the bytes that have been read, it tells how many,
   * from time to time.
   */
  read(source: Source, take: (sheet: Sheet) => void): AsyncIterable<number>;
  /** Ends what reads beside this thread. */
  close(): Promise<void>;
}

/** Of what each line is told, and the numbers of its phrases. */
export interface Readable {
  readonly lifecycle: Lifecycle;
  readonly channel: Channel | undefined;
  readonly phrases: Phrases;
}

/** Reads in this thread. */
export function createSheetReader({ lifecycle, channel, phrases }: Readable): SheetReader {
  const sheet = createSheet();
  let taker: ((sheet: Sheet) => void) | undefined;
  function drain(): void {
    taker?.(sheet);
    clear(sheet);
  }
  const reader = createLineReader(readerOf(lifecycle, channel, phrases), () => {
    if (isFull(sheet)) drain();
    return sheet;
  });
  return {
    async *read({ chunks, passing = chunks }, take) {
      taker = take;
      for await (const chunk of passing()) {
        reader.push(chunk);
        drain();
        yield chunk.length;
      }
      reader.end();
      drain();
    },
    close: async () => {},
  };
}
