/** Lines of a log, cut out of its chunks. Only the unfinished line is held. */

/** A longer line is no message of any provider, and is not held in memory. */
export const longestLine = 64 * 1024 * 1024;

export interface Line {
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

const lineFeed = 0x0a;
const byteOrderMark = [0xef, 0xbb, 0xbf] as const;

/** Lines end with LF or CRLF; a byte order mark at the beginning is no part of the first. */
export function createSplitter(limit = longestLine): Splitter {
  let parts: Uint8Array[] = [];
  let length = 0;
  let number = 0;

  function keep(part: Uint8Array): void {
    length += part.length;
    if (length > limit) parts = [];
    else if (part.length > 0) parts.push(part);
  }

  function finish(): readonly Line[] {
    number += 1;
    const content = length > limit ? "too long" : contentOf(parts, number === 1);
    parts = [];
    length = 0;
    return content === "too long" || !isBlank(content) ? [{ number, content }] : [];
  }

  return {
    push(chunk) {
      const lines: Line[] = [];
      let start = 0;
      for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
        keep(chunk.subarray(start, end));
        lines.push(...finish());
        start = end + 1;
      }
      keep(chunk.subarray(start));
      return lines;
    },
    end: () => (length === 0 ? [] : finish()),
  };
}

function contentOf(parts: readonly Uint8Array[], isFirst: boolean): Uint8Array {
  const [only = new Uint8Array()] = parts;
  const content = parts.length < 2 ? only : Buffer.concat(parts);
  return isFirst && byteOrderMark.every((byte, index) => content[index] === byte) ? content.subarray(3) : content;
}

function isBlank(content: Uint8Array): boolean {
  return content.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
