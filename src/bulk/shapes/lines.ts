/** Lines of a log, cut out of its chunks. Only the unfinished line is held. */

/** A longer line is no message of any provider, and is not held in memory. */
export const longestLine = 64 * 1024 * 1024;

/** In bytes, the room that is left for the next line. */
const mostKept = 1 << 20;

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
  let kept = new Uint8Array();
  let length = 0;

  function makeRoom(needed: number): void {
    if (needed <= kept.length) return;
    const larger = new Uint8Array(Math.min(limit, 2 * needed));
    larger.set(kept.subarray(0, length));
    kept = larger;
  }

  return {
    keep(part) {
      const after = length + part.length;
      if (after > limit) kept = new Uint8Array();
      else {
        makeRoom(after);
        kept.set(part, length);
      }
      length = after;
    },
    length: () => length,
    finish() {
      const line = length > limit ? "too long" : kept.slice(0, length);
      if (kept.length > mostKept) kept = new Uint8Array();
      length = 0;
      return line;
    },
  };
}

/** The first line of a log without its byte order mark. */
export function withoutMark(line: Uint8Array): Uint8Array {
  return byteOrderMark.every((byte, index) => line[index] === byte) ? line.subarray(3) : line;
}

export function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
