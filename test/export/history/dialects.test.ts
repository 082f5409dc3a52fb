/** Every dialect of the query, read by a parser of it. DuckDB, PostgreSQL and SQLite run theirs in the other files. */
import { Dialect, init, parse } from "@polyglot-sql/sdk";
import { beforeAll, describe, expect, test } from "vitest";
import { assetpayClient } from "../../../machines/assetpay/lifecycle.js";
import { personaInquiry } from "../../../machines/persona/lifecycle.js";
import { type HistoryDialect, historyDialects } from "../../../src/export/history/dialects.js";
import { historyText } from "../../../src/export/history/history.js";
import { isRecursive } from "../../../src/export/history/recursion.js";

beforeAll(async () => {
  await init();
});

const parsers: Readonly<Record<HistoryDialect, Dialect>> = {
  duckdb: Dialect.DuckDB,
  postgres: Dialect.PostgreSQL,
  sqlite: Dialect.SQLite,
  bigquery: Dialect.BigQuery,
  spark: Dialect.Spark,
  trino: Dialect.Trino,
  clickhouse: Dialect.ClickHouse,
};

function problemOf(script: string, dialect: HistoryDialect): string | undefined {
  const { success, error } = parse(script, parsers[dialect]);
  return success ? undefined : error;
}

/** A lifecycle with runs and one without. */
const written = historyDialects.map((dialect) => ({
  dialect,
  scripts: [
    historyText(assetpayClient.definition, { dialect, policy: { maxProcesses: 2 }, channel: "poll" }),
    historyText(personaInquiry.definition, { dialect, policy: { maxAttempts: 1 }, channel: "webhook" }),
  ],
}));

/** What a slip of the generator would leave. */
const slips: readonly (readonly [what: string, slip: (script: string) => string])[] = [
  ["a bracket too few", (script) => script.replace(/\)(?=[^)]*$)/, "")],
  ["a CASE without its END", (script) => script.replace(/\bEND AS\b/, "AS")],
  ["a quote too few", (script) => script.replace("'advance'", "'advance")],
  ["a comma too few", (script) => script.replace(/\),\n(?=\w+ AS)/, ")\n")],
];

describe.each(written)("$dialect", ({ dialect, scripts }) => {
  const [script = ""] = scripts;

  test("its parser reads the whole script, with runs and without", () => {
    expect(scripts.map((text) => problemOf(text, dialect))).toEqual([undefined, undefined]);
  });

  test.each(slips)("its parser would tell %s", (_, slip) => {
    expect(slip(script)).not.toBe(script);
    expect(problemOf(slip(script), dialect)).toBeDefined();
  });

  test("recurses only where lists cannot be folded", () => {
    expect(script.includes("WITH RECURSIVE")).toBe(isRecursive(dialect));
  });
});

test.each(written)("an apostrophe is written as $dialect reads it", ({ dialect, scripts }) => {
  const escapes = ["bigquery", "spark", "clickhouse"].includes(dialect);
  const text = scripts.join("");
  expect([/\w\\'\w/.test(text), /\w''\w/.test(text)]).toEqual([escapes, !escapes]);
});
