/** What a query leaves to the engine, and what it need not: histories by hand, on DuckDB. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { iinkedsign } from "../../../machines/iinkedsign/lifecycle.js";
import { exportLifecycle } from "../../../src/export/index.js";
import { type Database, openDuckdb } from "../sql/databases.js";

const policy = { maxAttempts: 3, maxErrors: 1, maxResets: 0 };

let database: Database;
beforeAll(async () => {
  database = await openDuckdb();
  await database.run(`CREATE TABLE iinkedsign_report
    (id integer, subject text, report text, run text, occurred_at text, delivery text)`);
  await database.run(exportLifecycle(iinkedsign, { format: "history", dialect: "duckdb", policy }));
});
afterAll(() => database.close());

/** Each row: the report, its time and its delivery. */
async function verdicts(
  rows: readonly (readonly [report: string, at: string | null, delivery: string | null])[],
): Promise<readonly unknown[]> {
  const quoted = (value: string | null): string => (value === null ? "NULL" : `'${value}'`);
  const values = rows.map(
    ([report, at, delivery], id) => `(${id}, 's', '${report}', 'A', ${quoted(at)}, ${quoted(delivery)})`,
  );
  await database.run(`DELETE FROM iinkedsign_report; INSERT INTO iinkedsign_report VALUES ${values.join(", ")}`);
  return (await database.select("SELECT verdict FROM iinkedsign_history ORDER BY id")).map(({ verdict }) => verdict);
}

test("different reports of one time, from then on", async () => {
  expect(
    await verdicts([
      ["failed", "1", "a"],
      ["failed", "2", "b"],
      ["passed", "2", "c"],
      ["failed", "3", "d"],
    ]),
  ).toEqual(["advance", "undecided", "undecided", "undecided"]);
});

test("webhooks of one time without a delivery, which may be two or one", async () => {
  expect(
    await verdicts([
      ["failed", "1", null],
      ["failed", "1", null],
    ]),
  ).toEqual(["undecided", "undecided"]);
});

test("a delivery that comes again at another time or as another report", async () => {
  expect(
    await verdicts([
      ["failed", "1", "a"],
      ["failed", "2", "a"],
      ["passed", "3", "b"],
    ]),
  ).toEqual(["advance", "undecided", "undecided"]);
});

test("a report without a time, and all others of its subject", async () => {
  expect(
    await verdicts([
      ["failed", "1", "a"],
      ["passed", null, "b"],
    ]),
  ).toEqual(["undecided", "undecided"]);
});

test("but not copies of a delivery, nor a word that nobody knows beside a report of its time", async () => {
  expect(
    await verdicts([
      ["passed", "1", "a"],
      ["passed", "1", "a"],
      ["verified", "1", "b"],
      ["failed", "2", "c"],
      ["failed", "2", "c"],
    ]),
  ).toEqual(["advance", "duplicate", "unknown", "illegal", "illegal"]);
});
