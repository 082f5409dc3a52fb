/** How dialects whose lists can be folded by an expression write lists, the records in them, and lambdas. */
import type { HistoryDialect } from "./dialects.js";
import type { RecursiveDialect } from "./recursion.js";

export type LambdaDialect = Exclude<HistoryDialect, RecursiveDialect>;

/** A part of a record. */
export interface Field {
  readonly name: string;
  readonly value: string;
  readonly type: "number" | "number or NULL" | "numbers";
}

/** Items of lists count from 1. */
export interface Lambdas {
  readonly record: (fields: readonly Field[]) => string;
  readonly field: (record: string, name: string) => string;
  /** The records of all rows of a group, in the order of their first field. */
  readonly gathered: (fields: readonly Field[]) => string;
  readonly item: (list: string, place: string) => string;
  readonly noNumbers: string;
  readonly appended: (list: string, item: string) => string;
  /** What a list comes to when the step is taken for each item: an expression over `f`, what it came to so far, and `x`. */
  readonly folded: (list: string, start: string, step: string) => string;
  /** An expression over a name that stands for a value. */
  readonly where: (name: string, value: string, expression: string) => string;
}

const dotted = (record: string, name: string): string => `${record}.${name}`;
const subscript = (list: string, place: string): string => `${list}[${place}]`;

/** The type of a record, of which the dialect's types of its fields are given. */
function typed(fields: readonly Field[], types: Readonly<Record<Field["type"], string>>): string {
  return `(${fields.map(({ name, type }) => `${name} ${types[type]}`).join(", ")})`;
}

const valuesOf = (fields: readonly Field[]): string => fields.map(({ value }) => value).join(", ");
const firstOf = (fields: readonly Field[]): string => fields[0]?.value ?? "1";

function duckdbRecord(fields: readonly Field[]): string {
  return `{${fields.map(({ name, value }) => `'${name}': ${value}`).join(", ")}}`;
}

function sparkRecord(fields: readonly Field[]): string {
  return `NAMED_STRUCT(${fields.map(({ name, value }) => `'${name}', ${value}`).join(", ")})`;
}

const trinoTypes = { number: "bigint", "number or NULL": "bigint", numbers: "array(bigint)" };

function trinoRecord(fields: readonly Field[]): string {
  return `CAST(ROW(${valuesOf(fields)}) AS ROW${typed(fields, trinoTypes)})`;
}

const clickhouseTypes = { number: "Int64", "number or NULL": "Nullable(Int64)", numbers: "Array(Int64)" };

function clickhouseRecord(fields: readonly Field[]): string {
  return `CAST(tuple(${valuesOf(fields)}), 'Tuple${typed(fields, clickhouseTypes)}')`;
}

export const lambdas: Readonly<Record<LambdaDialect, Lambdas>> = {
  duckdb: {
    record: duckdbRecord,
    field: dotted,
    gathered: (fields) => `ARRAY_AGG(${duckdbRecord(fields)} ORDER BY ${firstOf(fields)})`,
    item: subscript,
    noNumbers: "CAST([] AS bigint[])",
    appended: (list, item) => `LIST_APPEND(${list}, ${item})`,
    folded: (list, start, step) => `LIST_REDUCE(${list}, LAMBDA f, x: ${step}, ${start})`,
    where: (name, value, expression) => `LIST_TRANSFORM([${value}], LAMBDA ${name}: ${expression})[1]`,
  },
  spark: {
    record: sparkRecord,
    field: dotted,
    gathered: (fields) => `ARRAY_SORT(COLLECT_LIST(${sparkRecord(fields)}))`,
    item: (list, place) => `ELEMENT_AT(${list}, CAST(${place} AS INT))`,
    noNumbers: "CAST(ARRAY() AS ARRAY<BIGINT>)",
    appended: (list, item) => `CONCAT(${list}, ARRAY(${item}))`,
    folded: (list, start, step) => `AGGREGATE(${list}, ${start}, (f, x) -> ${step})`,
    where: (name, value, expression) => `ELEMENT_AT(TRANSFORM(ARRAY(${value}), ${name} -> ${expression}), 1)`,
  },
  trino: {
    record: trinoRecord,
    field: dotted,
    gathered: (fields) => `ARRAY_AGG(${trinoRecord(fields)} ORDER BY ${firstOf(fields)})`,
    item: subscript,
    noNumbers: "CAST(ARRAY[] AS array(bigint))",
    appended: (list, item) => `${list} || ${item}`,
    folded: (list, start, step) => `REDUCE(${list}, ${start}, (f, x) -> ${step}, f -> f)`,
    where: (name, value, expression) => `TRANSFORM(ARRAY[${value}], ${name} -> ${expression})[1]`,
  },
  clickhouse: {
    record: clickhouseRecord,
    field: (record, name) => `tupleElement(${record}, '${name}')`,
    gathered: (fields) => `arraySort(groupArray(${clickhouseRecord(fields)}))`,
    item: subscript,
    noNumbers: "CAST([], 'Array(Int64)')",
    appended: (list, item) => `arrayPushBack(${list}, ${item})`,
    folded: (list, start, step) => `arrayFold((f, x) -> ${step}, ${list}, ${start})`,
    where: (name, value, expression) => `arrayMap(${name} -> ${expression}, [${value}])[1]`,
  },
};
