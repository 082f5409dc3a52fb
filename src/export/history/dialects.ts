/** Where the dialects of SQL differ, as far as a history needs them. */

export const historyDialects = ["duckdb", "postgres", "sqlite", "bigquery"] as const;

export type HistoryDialect = (typeof historyDialects)[number];

export interface Spelling {
  readonly text: string;
  readonly number: string;
  /** What follows the columns in a CREATE TABLE, by the column that the rows are found by. */
  readonly storage: (key: string) => string;
  /** Before a column's type where it may be NULL, and after. */
  readonly nullable: (type: string) => string;
  /** What a column is in the row before, in a window that is named. */
  readonly previous: (column: string, window: string) => string;
  /** 2 to the power of a number below 62. */
  readonly bit: (number: string) => string;
  readonly both: (one: string, other: string) => string;
  readonly either: (one: string, other: string) => string;
}

const standard: Spelling = {
  text: "text",
  number: "bigint",
  storage: () => "",
  nullable: (type) => type,
  previous: (column, window) => `LAG(${column}) OVER ${window}`,
  bit: (number) => `CAST(1 AS bigint) << CAST(${number} AS integer)`,
  both: (one, other) => `(${one} & ${other})`,
  either: (one, other) => `(${one} | ${other})`,
};

export const spellings: Readonly<Record<HistoryDialect, Spelling>> = {
  duckdb: standard,
  postgres: standard,
  sqlite: standard,
  bigquery: { ...standard, text: "STRING", number: "INT64", bit: (number) => `1 << ${number}` },
};
