/** What the generated tables are called, and how values are written. */
export const dialects = ["postgres", "sqlite", "duckdb"] as const;

export type Dialect = (typeof dialects)[number];

export interface Names {
  readonly estimate: string;
  readonly evidence: string;
  readonly step: string;
  readonly reason: string;
  readonly refusal: string;
  readonly subject: string;
  /** The view of the subjects with their counters. */
  readonly now: string;
  readonly log: string;
  /** The beginning of the names of functions and triggers. */
  readonly prefix: string;
}

/** The tables of a lifecycle: `persona/inquiry` has `persona_inquiry_step` and so on. */
export function namesOf(lifecycle: string): Names {
  const prefix = lifecycle.toLowerCase().replaceAll(/\W/g, "_");
  const named = (table: string): string => `${prefix}_${table}`;
  return {
    estimate: named("estimate"),
    evidence: named("evidence"),
    step: named("step"),
    reason: named("reason"),
    refusal: named("refusal"),
    subject: named("subject"),
    now: named("now"),
    log: named("log"),
    prefix,
  };
}

/** A counter as columns are called: `failedChecks` is `failed_checks`. */
function columnOf(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll(/\W/g, "_");
}

/** The least and the most of every counter. */
export function countColumns(counters: readonly string[]): readonly string[] {
  return counters.flatMap((counter) => [`${columnOf(counter)}_least`, `${columnOf(counter)}_most`]);
}

export type Value = string | number | boolean | null;

/** A value as the standard writes it. */
export function literal(value: Value): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value).toUpperCase();
}

/** One INSERT for many rows, each a line. */
export function insert(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
  written: (value: Value) => string = literal,
): string {
  if (rows.length === 0) return "";
  const lines = rows.map((row) => `  (${row.map(written).join(", ")})`);
  return `INSERT INTO ${table} (${columns.join(", ")}) VALUES\n${lines.join(",\n")};\n`;
}
