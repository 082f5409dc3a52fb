/** Lines of a log, cut out of its chunks: the plain way, which every faster one is held against. */
import { createUnfinishedLine, isBlank, lineFeed, longestLine, withoutMark } from "../../src/bulk/shapes/lines.js";

interface Line {
  /** Counted from 1, empty lines included. */
  readonly number: number;
  readonly content: Uint8Array | "too long";
}

export interface Splitter {
  /** The lines that a chunk completes; empty ones are left out. */
  push(chunk: Uint8Array): readonly Line[];
  /** The last line, when the input does not end with a line break. */
  end(): readonly Line[];
}

/** Lines end with LF or CRLF; a byte order mark at the beginning is no part of the first. */
export function createSplitter(limit = longestLine): Splitter {
  const unfinished = createUnfinishedLine(limit);
  let number = 0;

  function finish(): readonly Line[] {
    number += 1;
    const whole = unfinished.finish();
    const content = whole === "too long" || number > 1 ? whole : withoutMark(whole);
    return content === "too long" || !isBlank(content) ? [{ number, content }] : [];
  }

  return {
    push(chunk) {
      const lines: Line[] = [];
      let start = 0;
      for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
        unfinished.keep(chunk.subarray(start, end));
        lines.push(...finish());
        start = end + 1;
      }
      unfinished.keep(chunk.subarray(start));
      return lines;
    },
    end: () => (unfinished.length() === 0 ? [] : finish()),
  };
}
