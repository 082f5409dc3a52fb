/**
 * Rows of words, as many as are needed. They lie in segments, each as large as all before it together, so that growing
 * copies nothing and there are few to look into. Of a new segment the system takes memory only as it is written to.
 *
 * Rows are looked at in any order, and what is waited for are cache lines: a segment begins with one.
 */

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

/** Row 0 is counted as this one, so that a row's highest bit tells its segment. */
const firstBits = 10;
const rowsOfFirst = 1 << firstBits;
const highestBit = 31;

const segmentOf = (row: number): number => highestBit - firstBits - Math.clz32(row + rowsOfFirst);

const cacheLine = 64;
/** The system gives large memory by the page, of which the first bytes are the allocator's. */
const allocators = 16;

function createSegment(length: number): Uint32Array {
  const words = new ArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT + cacheLine);
  return new Uint32Array(words, cacheLine - allocators, length);
}

export function createRows(length: number): Rows {
  const segments: Uint32Array[] = [];
  const none = new Uint32Array(length);
  const free: number[] = [];
  let size = 0;

  const words = (row: number): Uint32Array => segments[segmentOf(row)] ?? none;
  const at = (row: number): number =>
    ((row + rowsOfFirst) ^ (1 << (highestBit - Math.clz32(row + rowsOfFirst)))) * length;

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
      if (segmentOf(size) === segments.length) segments.push(createSegment(length << (firstBits + segments.length)));
      return size++;
    },
    remove: (row) => {
      free.push(row);
    },
  };
}
