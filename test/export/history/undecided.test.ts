/** What a query leaves to the engine, and what it need not: histories by hand, on DuckDB. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { iinkedsign } from "../../../machines/iinkedsign/lifecycle.js";
import { exportLifecycle } from "../../../src/export/index.js";
import { type Database, openDuckdb } from "../sql/databases.js";

const policy = { maxAttempts: 3, maxErrors: 1, maxResets: "unlimited" } as const;

let database: Database;
beforeAll(async () => {
  database = await openDuckdb();
  await database.run(`CREATE TABLE iinkedsign_report
    (id integer, subject text, report text, run text, occurred_at text, delivery text)`);
  await database.run(exportLifecycle(iinkedsign, { format: "history", dialect: "duckdb", policy }));
});
afterAll(() => database.close());

/** Each row: the report, its time, its delivery and its run. */
async function verdicts(
  rows: readonly (readonly [report: string, at: string | null, delivery: string | null, run?: string])[],
): Promise<readonly unknown[]> {
  const quoted = (value: string | null): string => (value === null ? "NULL" : `'${value}'`);
  const values = rows.map(
    ([report, at, delivery, run = "A"], id) =>
      `(${id}, 's', '${report}', '${run}', ${quoted(at)}, ${quoted(delivery)})`,
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

describe("runs", () => {
  /** One run after the other, and then some of them once more. */
  const told = (runs: number, again: number) =>
    [...Array(runs).keys(), ...Array(again).keys()].map(
      (run, place) =>
        ["cancelled_reset", `${1000 + place}`, `${place}`, `run ${String(run).padStart(3, "0")}`] as const,
    );

  test("as many as there are, where each ends before the next begins", async () => {
    expect(await verdicts(told(200, 0))).toEqual(Array(200).fill("advance"));
  });

  test("of those that were replaced and are told of again, 60", async () => {
    expect(await verdicts(told(70, 60))).toEqual([...Array(70).fill("advance"), ...Array(60).fill("superseded")]);
    const beyond = await verdicts(told(70, 61));
    expect(beyond.slice(0, 60)).toEqual(Array(60).fill("advance"));
    expect(beyond.slice(60)).toEqual(Array(71).fill("undecided"));
  });
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
