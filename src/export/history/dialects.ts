/** Where the dialects of SQL differ, as far as a history needs them. */
import { literal, type Value } from "../sql/names.js";

/** Run in the tests against the engine; the others are only read there, each by a parser of it. */
export const executedDialects = ["duckdb", "postgres", "sqlite"] as const;
export const parsedDialects = ["bigquery", "spark", "trino", "clickhouse"] as const;

export const historyDialects = [...executedDialects, ...parsedDialects] as const;

export type HistoryDialect = (typeof historyDialects)[number];

export interface Spelling {
  readonly text: string;
  readonly number: string;
  readonly literal: (value: Value) => string;
  /** What follows the columns in a CREATE TABLE, by the column that the rows are found by. */
  readonly storage: (key: string) => string;
  /** A column's type where it may be NULL. */
  readonly nullable: (type: string) => string;
  /** What a column is in the row before, in the window that follows. */
  readonly previous: (column: string) => string;
  /** 2 to the power of a number below 62. */
  readonly bit: (number: string) => string;
  readonly both: (one: string, other: string) => string;
  readonly either: (one: string, other: string) => string;
}

const standard: Spelling = {
  text: "text",
  number: "bigint",
  literal,
  storage: () => "",
  nullable: (type) => type,
  previous: (column) => `LAG(${column})`,
  bit: (number) => `CAST(1 AS bigint) << CAST(${number} AS integer)`,
  both: (one, other) => `(${one} & ${other})`,
  either: (one, other) => `(${one} | ${other})`,
};

/** Where a backslash in a text has a meaning, and two quotes are none. */
function escapedLiteral(value: Value): string {
  return typeof value === "string" ? `'${value.replaceAll(/['\\]/g, "\\$&")}'` : literal(value);
}

export const spellings: Readonly<Record<HistoryDialect, Spelling>> = {
  duckdb: standard,
  postgres: standard,
  sqlite: standard,
  bigquery: {
    ...standard,
    text: "STRING",
    number: "INT64",
    literal: escapedLiteral,
    bit: (number) => `1 << ${number}`,
  },
  spark: {
    ...standard,
    text: "STRING",
    number: "BIGINT",
    literal: escapedLiteral,
    bit: (number) => `SHIFTLEFT(CAST(1 AS BIGINT), CAST(${number} AS INT))`,
  },
  trino: {
    ...standard,
    text: "varchar",
    bit: (number) => `BITWISE_LEFT_SHIFT(CAST(1 AS bigint), ${number})`,
    both: (one, other) => `BITWISE_AND(${one}, ${other})`,
    either: (one, other) => `BITWISE_OR(${one}, ${other})`,
  },
  clickhouse: {
    ...standard,
    text: "String",
    number: "Int64",
    literal: escapedLiteral,
    storage: (key) => ` ENGINE = MergeTree ORDER BY ${key}`,
    nullable: (type) => `Nullable(${type})`,
    previous: (column) => `lagInFrame(toNullable(${column}))`,
    bit: (number) => `bitShiftLeft(toInt64(1), ${number})`,
    both: (one, other) => `bitAnd(${one}, ${other})`,
    either: (one, other) => `bitOr(${one}, ${other})`,
  },
};
