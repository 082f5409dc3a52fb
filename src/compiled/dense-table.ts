/** A table of numbers that fills itself: dense rows and columns, each entry worked out when it is first asked for. */

const empty = -1;

/** The entry of a row and a column, worked out once by `entry`. Both count from 0, and no entry is negative. */
export function createTable(entry: (row: number, column: number) => number): (row: number, column: number) => number {
  let rows = 16;
  let width = 16;
  let entries = new Int32Array(rows * width).fill(empty);

  function enlarge(row: number, column: number): void {
    const [oldRows, oldWidth, old] = [rows, width, entries];
    while (row >= rows) rows *= 2;
    while (column >= width) width *= 2;
    entries = new Int32Array(rows * width).fill(empty);
    for (let at = 0; at < oldRows; at++) {
      entries.set(old.subarray(at * oldWidth, (at + 1) * oldWidth), at * width);
    }
  }

  return (row, column) => {
    const known = column < width ? entries[row * width + column] : undefined;
    if (known !== undefined && known !== empty) return known;
    const made = entry(row, column);
    if (row >= rows || column >= width) enlarge(row, column);
    return (entries[row * width + column] = made);
  };
}
