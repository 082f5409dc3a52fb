/** Lines of a log, cut out of its chunks. Only the unfinished line is held. */

/** A longer line is no message of any provider, and is not held in memory. */
export const longestLine = 64 * 1024 * 1024;

export const lineFeed = 0x0a;
const byteOrderMark = [0xef, 0xbb, 0xbf] as const;

/** A line of which not all has come yet. */
export interface UnfinishedLine {
  /** Takes a copy, as long as the line is not too long. */
  keep(part: Uint8Array): void;
  /** In bytes, also of what was too much to be kept. */
  length(): number;
  /** The line, and room for the next. */
  finish(): Uint8Array | "too long";
}

export function createUnfinishedLine(limit = longestLine): UnfinishedLine {
  let parts: Uint8Array[] = [];
  let length = 0;
  return {
    keep(part) {
      length += part.length;
      if (length > limit) parts = [];
      else if (part.length > 0) parts.push(part.slice());
    },
    length: () => length,
    finish() {
      const line = length > limit ? "too long" : joined(parts, length);
      parts = [];
      length = 0;
      return line;
    },
  };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only = new Uint8Array()] = parts;
  if (parts.length < 2) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The first line of a log without its byte order mark. */
export function withoutMark(line: Uint8Array): Uint8Array {
  return byteOrderMark.every((byte, index) => line[index] === byte) ? line.subarray(3) : line;
}

export function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
