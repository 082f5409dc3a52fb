/** A table without a frame, as every command prints it. */
import Table from "cli-table3";
import { folded, lengthOf } from "./wrap.js";

export interface TableOptions {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Columns of numbers, by their place. */
  readonly right?: readonly number[] | undefined;
  /** The width of each column, within which its words are wrapped; as wide as needed when not given. */
  readonly widths?: readonly number[] | undefined;
  /** The column of words, which is made narrower where all of it is wider than `most`. */
  readonly words?: number | undefined;
  readonly most?: number | undefined;
  /** Whether an empty line divides rows that are told as lines. */
  readonly apart?: boolean | undefined;
}

/** A column of words narrower than this is none: its rows are told as lines. */
const leastWords = 20;

const noFrame = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: " ",
};

export function tableText(options: TableOptions): string {
  return `${tableRows(options).join("\n")}\n`;
}

/** The head, and each row with all of its lines; no head where the rows are told as lines. */
export function tableRows(options: TableOptions): readonly string[] {
  const { head, rows, words = 0, most = Number.POSITIVE_INFINITY, apart = false } = options;
  const widths = options.widths ?? naturalWidths([head, ...rows]);
  const excess = widths.reduce((sum, width) => sum + width, widths.length - 1) - padding - most;
  const column = (widths[words] ?? 0) - Math.max(0, excess);
  if (excess > 0 && column - 2 * padding < leastWords) {
    return rows.map((row, nth) => `${apart && nth > 0 ? "\n" : ""}${told(row, options, most)}`);
  }
  const fitting = widths.map((width, index) => (index === words ? column : width));
  return [head, ...rows].map((row) => rendered(row, fitting, options));
}

const padding = 1;

function naturalWidths(rows: TableOptions["rows"]): readonly number[] {
  const lengths = rows.map((row) => row.map((cell) => Math.max(...String(cell).split("\n").map(lengthOf))));
  return (lengths[0] ?? []).map((_, column) => Math.max(...lengths.map((row) => row[column] ?? 0)) + 2 * padding);
}

function rendered(row: TableOptions["rows"][number], widths: readonly number[], { right = [] }: TableOptions): string {
  const table = new Table({
    chars: noFrame,
    style: { head: [], border: [], "padding-left": padding, "padding-right": padding },
    colAligns: row.map((_, column) => (right.includes(column) ? "right" : "left")),
    colWidths: [...widths],
    wordWrap: true,
  });
  table.push([...row]);
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** A row as lines: its first cell, its words, and the others by the names of their columns. */
function told(row: TableOptions["rows"][number], { head, words }: TableOptions, most: number): string {
  const cells = row.map((cell) => String(cell).replaceAll(/ *\n/g, ", ").replaceAll(/ +/g, " "));
  const others = cells.flatMap((cell, column) => {
    if (column === 0 || column === words || cell === "") return [];
    const name = head[column] ?? "";
    return [lengthOf(name) === 0 ? cell : `${name} ${cell}`];
  });
  const [first = ""] = cells;
  const text = words === undefined ? "" : (cells[words] ?? "");
  return [`${first}  ${text}`, `  ${others.join(", ")}`].map((line) => folded(line, most, 2)).join("\n");
}
