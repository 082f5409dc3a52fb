/** Rows of words, as many as are needed: in segments, so that growing copies nothing and room is taken only when used. */

export interface Rows {
  /** A new row of zeros, or one that was given back. */
  add(): number;
  /** Gives a row back. */
  remove(row: number): void;
  /** The words of the segment that holds a row; the row's own begin at `at(row)`. */
  readonly words: (row: number) => Uint32Array;
  readonly at: (row: number) => number;
  /** How many rows were ever added and not given back. */
  readonly size: () => number;
}

const segmentBits = 13;
const segmentMask = (1 << segmentBits) - 1;

export function createRows(length: number): Rows {
  const segments: Uint32Array[] = [];
  const none = new Uint32Array(length);
  const free: number[] = [];
  let size = 0;

  const words = (row: number): Uint32Array => segments[row >>> segmentBits] ?? none;
  const at = (row: number): number => (row & segmentMask) * length;

  return {
    words,
    at,
    size: () => size - free.length,
    add() {
      const given = free.pop();
      if (given !== undefined) {
        words(given).fill(0, at(given), at(given) + length);
        return given;
      }
      if (size >>> segmentBits === segments.length) segments.push(new Uint32Array(length << segmentBits));
      return size++;
    },
    remove: (row) => {
      free.push(row);
    },
  };
}
