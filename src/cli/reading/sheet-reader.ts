/** From logs to sheets, in the order of their lines: by this thread alone, or by others beside it. */
import { readerOf } from "../../bulk/check-log.js";
import type { Phrases } from "../../bulk/phrase.js";
import { createLineReader } from "../../bulk/shapes/line-reader.js";
import { clear, createSheet, isFull, type Sheet } from "../../bulk/sheet.js";
import type { Lifecycle } from "../../lifecycle.js";
import type { Channel } from "../../observation.js";
import type { Source } from "./sources.js";

export interface SheetReader {
  /**
   * Reads a log. Sheets of the same lines, one for each lifecycle, go to `take`, which may keep nothing of them; of the bytes
   * that have been read, it tells how many, from time to time.
   */
  read(source: Source, take: (sheets: readonly Sheet[]) => void): AsyncIterable<number>;
  /** Ends what reads beside this thread. */
  close(): Promise<void>;
}

/** Of what each line is told, and the numbers of its phrases. */
export interface Readable {
  readonly lifecycle: Lifecycle;
  readonly channel: Channel | undefined;
  readonly phrases: Phrases;
}

/** Reads in this thread, for one lifecycle or several. */
export function createSheetReader(readables: readonly Readable[]): SheetReader {
  /** Sheets one after another, each in as many copies as there are lifecycles; good until the next chunk. */
  const filled: (readonly Sheet[])[] = [];
  let filling = 0;
  const readers = readables.map(({ lifecycle, channel, phrases }) => readerOf(lifecycle, channel, phrases));
  const reader = createLineReader(readers, () => {
    const [first] = filled[filling] ?? [];
    if (first !== undefined && isFull(first)) filling += 1;
    return (filled[filling] ??= readers.map(() => createSheet()));
  });

  function passOn(read: () => void, take: (sheets: readonly Sheet[]) => void): void {
    for (const sheets of filled) for (const sheet of sheets) clear(sheet);
    filling = 0;
    read();
    for (const sheets of filled.slice(0, filling + 1)) take(sheets);
  }

  return {
    async *read({ chunks, passing = chunks }, take) {
      for await (const chunk of passing()) {
        passOn(() => reader.push(chunk), take);
        yield chunk.length;
      }
      passOn(() => reader.end(), take);
    },
    close: async () => {},
  };
}
