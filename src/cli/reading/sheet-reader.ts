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
  const readers = readables.map(createFillingReader);

  /** Has each reader read. Every line takes one place in the sheets of each, so that these end with the same lines. */
  function readAll(read: (reader: FillingReader) => readonly Sheet[], take: (sheets: readonly Sheet[]) => void): void {
    const filled = readers.map(read);
    for (const nth of filled[0]?.keys() ?? []) take(filled.flatMap((sheets) => sheets[nth] ?? []));
  }

  return {
    async *read({ chunks, passing = chunks }, take) {
      for await (const chunk of passing()) {
        readAll((reader) => reader.push(chunk), take);
        yield chunk.length;
      }
      readAll((reader) => reader.end(), take);
    },
    close: async () => {},
  };
}

interface FillingReader {
  /** The lines that a chunk completes, on sheets that are good until the next. */
  push(chunk: Uint8Array): readonly Sheet[];
  /** The last line, where the log does not end with a line break. */
  end(): readonly Sheet[];
}

function createFillingReader({ lifecycle, channel, phrases }: Readable): FillingReader {
  const sheets = [createSheet()];
  let filling = 0;
  const reader = createLineReader(readerOf(lifecycle, channel, phrases), () => {
    const sheet = sheets[filling];
    if (sheet !== undefined && !isFull(sheet)) return sheet;
    filling += 1;
    return (sheets[filling] ??= createSheet());
  });

  function filledBy(read: () => void): readonly Sheet[] {
    for (const sheet of sheets) clear(sheet);
    filling = 0;
    read();
    return sheets.slice(0, filling + 1);
  }

  return {
    push: (chunk) => filledBy(() => reader.push(chunk)),
    end: () => filledBy(() => reader.end()),
  };
}
