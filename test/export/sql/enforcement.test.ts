/**
 * The exported SQL in real databases, by enumeration: from every estimate every step of the table is accepted, and every
 * other change of a row is refused.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportLifecycle } from "../../../src/export/index.js";
import { type Dialect, literal, namesOf } from "../../../src/export/sql/names.js";
import { type StepTable, stepTable } from "../../../src/export/step-table.js";
import { type Case, cases, nameOf } from "./cases.js";
import { type Database, hasPostgres, openDuckdb, openPglite, openPostgres, openSqlite } from "./databases.js";
import { pathsOf } from "./paths.js";

/** PostgreSQL itself where it is installed, else PostgreSQL as WebAssembly. */
const engines = [
  hasPostgres
    ? { engine: "PostgreSQL", dialect: "postgres" as const, open: openPostgres }
    : {
        engine: "PGlite (no PostgreSQL here; Debian's package postgresql has it)",
        dialect: "postgres" as const,
        open: openPglite,
      },
  { engine: "SQLite", dialect: "sqlite" as const, open: openSqlite },
];

interface Change {
  readonly statement: string;
  readonly isStep: boolean;
}

/** How a change names its run, where the latest report named A: as the table's relations have it. */
const runs = { any: null, same: "A", next: "B" } as const;

/** One subject in each estimate, put there step by step. */
function subjectsText({ lifecycle }: Case, table: StepTable): string {
  const { subject } = namesOf(lifecycle.id);
  const hasRuns = lifecycle.definition.runs !== undefined;
  return pathsOf(table)
    .flatMap((path, number) => {
      const changes = path.map(({ to }, index) => {
        // Runs along the way are named so that the last one is A.
        const later = path.slice(index + 1).filter((step) => step.run === "next").length;
        const named = hasRuns ? `, run = ${literal(later === 0 ? "A" : `before ${later}`)}` : "";
        const status = literal(table.estimates[to]?.status ?? null);
        return `UPDATE ${subject} SET status = ${status}, estimate = ${to}${named}, sequence = sequence + 1 WHERE subject = 'e${number}';`;
      });
      return [`INSERT INTO ${subject} (subject) VALUES ('e${number}');`, ...changes];
    })
    .join("\n");
}

/** From every estimate to every other, under every relation of runs. */
function changesOf({ lifecycle }: Case, table: StepTable, dialect: Dialect): readonly Change[] {
  const { subject } = namesOf(lifecycle.id);
  const hasRuns = lifecycle.definition.runs !== undefined;
  const legal = new Set(table.steps.map(({ from, to, run }) => `${from} ${to} ${run}`));
  const follows = new Set(table.steps.map(({ from, report, run }) => `${from} ${report} ${run}`));
  const relations = hasRuns ? (["any", "same", "next"] as const) : (["any"] as const);
  return table.estimates.flatMap((_, from) =>
    table.estimates.flatMap(({ status }, to) =>
      relations.flatMap((relation) => {
        const run = from === 0 && relation !== "any" ? [] : [hasRuns ? `, run = ${literal(runs[relation])}` : ""];
        const isUnchanged = from === to && (relation === "same" || !hasRuns || from === 0);
        return run.map((named) => ({
          statement: `UPDATE ${subject} SET status = ${literal(status)}, estimate = ${to}${named}, sequence = sequence + 1 WHERE subject = 'e${from}'`,
          isStep:
            isUnchanged ||
            legal.has(`${from} ${to} ${relation}`) ||
            // To PostgreSQL an estimate that stays is one that was not given, and follows the report.
            (dialect === "postgres" && from === to && follows.has(`${from} ${status} ${relation}`)),
        }));
      }),
    ),
  );
}

describe.each(engines)("$engine", ({ dialect, open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  }, 60_000);
  afterAll(() => database.close());

  test.each(cases.map((given) => ({ name: nameOf(given), given })))(
    "$name: every step is accepted, everything else is refused",
    { timeout: 120_000 },
    async ({ given }) => {
      const { lifecycle, policy, channel } = given;
      const table = stepTable(lifecycle.definition, { policy, channel });
      await database.run(exportLifecycle(lifecycle, { format: "sql", dialect, policy, channel }));
      await database.run(subjectsText(given, table));
      const changes = changesOf(given, table, dialect);
      const messages = await database.attempt(changes.map(({ statement }) => statement));
      const wrong = changes.filter(({ isStep }, index) => isStep !== (messages[index] === null));
      expect(wrong).toEqual([]);
      expect(changes.filter(({ isStep }) => isStep).length).toBeGreaterThan(table.estimates.length - 1);

      const { subject } = namesOf(lifecycle.id);
      const refusals = table.refusals.filter(({ from, run }) => run === "any" && from > 0);
      const refused = await database.attempt(
        refusals.map(
          ({ from, report }) =>
            `UPDATE ${subject} SET status = ${literal(report)}, estimate = -1, sequence = sequence + 1 WHERE subject = 'e${from}'`,
        ),
      );
      expect(refused).toEqual(refusals.map(({ message }) => `${lifecycle.id}: ${message}`));
    },
  );
});

describe.each([
  { engine: "PGlite", dialect: "postgres", open: openPglite },
  { engine: "SQLite", dialect: "sqlite", open: openSqlite },
  { engine: "DuckDB", dialect: "duckdb", open: openDuckdb },
] as const)("the log on $engine", ({ dialect, open }) => {
  const [given] = cases;
  if (given === undefined) throw new Error("no case");
  const { lifecycle, policy, channel } = given;
  const table = stepTable(lifecycle.definition, { policy, channel });
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await database.run(exportLifecycle(lifecycle, { format: "sql", dialect, policy, channel }));
  });
  afterAll(() => database.close());

  const columns =
    "subject, sequence, previous, before_estimate, previous_run, report, relation, run, estimate, delivery";
  const row = (...values: readonly (string | number | null)[]): string =>
    `INSERT INTO iinkedsign_log (${columns}) VALUES (${values.map(literal).join(", ")})`;

  test("takes steps from where the row before ended, and nothing else", { timeout: 60_000 }, async () => {
    const opening = row("s", 0, null, null, null, null, null, "", 0, null);
    await database.run(opening);
    const legal = new Set(table.steps.map(({ from, report, run, to }) => [from, report, run, to].join(" ")));
    const tries = table.estimates.flatMap((_, before) =>
      ["failed", "passed", "failed_locked", "nonsense"].flatMap((report) =>
        table.estimates.map((__, to) => ({ before, report, to })),
      ),
    );
    const messages = await database.attempt(
      tries.map(({ before, report, to }) => row("s", 1, 0, before, "", report, "any", "A", to, "d1")),
    );
    const accepted = tries.filter((_, index) => messages[index] === null);
    expect(accepted).toEqual(
      tries.filter(({ before, report, to }) => before === 0 && legal.has(`0 ${report} any ${to}`)),
    );
  });

  test("has one row a sequence, one a delivery, and no gaps", async () => {
    await database.run(row("s", 1, 0, 0, "", "failed", "any", "A", 2, "d1"));
    await database.run(row("s", 2, 1, 2, "A", null, null, "A", 2, "late"));
    const refused = [
      row("s", 2, 1, 2, "A", "passed", "same", "A", 7, "d2"),
      row("s", 3, 2, 2, "A", "passed", "same", "A", 7, "d1"),
      row("s", 4, 3, 2, "A", "passed", "same", "A", 7, "d2"),
      row("s", 3, 1, 2, "A", "passed", "same", "A", 7, "d2"),
      row("s", 3, 2, 2, "A", "passed", "any", "A", 7, "d2"),
      row("s", 3, 2, 2, "A", "passed", "same", "B", 7, "d2"),
      row("s", 3, 2, 2, "A", null, null, "A", 8, "d2"),
      row("s", 3, 2, 2, "A", null, null, "B", 2, "d2"),
      row("s", 3, null, null, null, "passed", "any", "A", 1, "d2"),
      row("t", 0, null, null, null, "passed", "any", "", 1, "d2"),
      row("t", 0, null, null, null, null, null, "", 1, null),
      "UPDATE iinkedsign_log SET estimate = 8 WHERE sequence = 1",
      "DELETE FROM iinkedsign_log WHERE sequence = 1",
    ];
    const messages = await database.attempt(refused);
    expect(refused.filter((_, index) => messages[index] === null)).toEqual([]);
    expect(await database.attempt([row("s", 3, 2, 2, "A", "passed", "same", "A", 7, "d2")])).toEqual([null]);
  });
});
