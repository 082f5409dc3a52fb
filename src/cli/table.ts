/** A table without a frame, as every command prints it. */
import Table from "cli-table3";

export interface TableOptions {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Columns of numbers, by their place. */
  readonly right?: readonly number[] | undefined;
  /** The width of each column, within which its words are wrapped; as wide as needed when not given. */
  readonly widths?: readonly number[] | undefined;
}

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

export function tableText({ head, rows, right = [], widths }: TableOptions): string {
  const table = new Table({
    head: [...head],
    chars: noFrame,
    style: { head: [], border: [], "padding-left": 1, "padding-right": 1 },
    colAligns: head.map((_, column) => (right.includes(column) ? "right" : "left")),
    ...(widths === undefined ? {} : { colWidths: [...widths], wordWrap: true }),
  });
  table.push(...rows.map((row) => [...row]));
  const lines = table.toString().split("\n");
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}
