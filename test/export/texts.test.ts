/**
 * SQL as it is written for small lifecycles, kept in files: there a reviewer reads what a change comes to. That the texts mean
 * what they should is tried in databases, in the folders beside this file.
 *
 * `npx vitest run test/export/texts.test.ts -u` writes them anew.
 */
import { describe, expect, test } from "vitest";
import { assetpayClient, assetpayProcess } from "../../machines/assetpay/lifecycle.js";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaVerification } from "../../machines/persona/lifecycle.js";
import { answerTable } from "../../src/export/history/answer-table.js";
import { always, historyNamesOf } from "../../src/export/history/names.js";
import { answerTablesText } from "../../src/export/history/tables.js";
import { dialects, type Exported, exportLifecycle, historyDialects } from "../../src/export/index.js";
import { countColumns, insert } from "../../src/export/sql/names.js";
import { badge } from "../unit/badge.js";

interface Written {
  readonly lifecycle: Exported;
  readonly policy?: object;
}

/** One lifecycle with runs and counters, one without. */
const guarded: readonly Written[] = [
  { lifecycle: iinkedsign, policy: { maxAttempts: 1, maxErrors: 1, maxResets: 0 } },
  { lifecycle: assetpayProcess },
];
const judged: readonly Written[] = [
  { lifecycle: assetpayClient, policy: { maxProcesses: 1 } },
  { lifecycle: personaVerification },
];

const nameOf = ({ lifecycle: { definition } }: Written): string => definition.id.replace("/", "-");

/** The rows are the same in every dialect: one has them all, the others the first three of each table. */
const abridged = (text: string): string => text.replaceAll(/((?:^ {2}\(.*\n){3})(?:^ {2}\(.*\n)+/gm, "$1  …\n");

test.each(dialects.flatMap((dialect) => guarded.map((written) => [nameOf(written), dialect, written] as const)))(
  "%s guarded in %s",
  async (name, dialect, { lifecycle, policy }) => {
    const text = exportLifecycle(lifecycle, { format: "sql", dialect, policy });
    await expect(dialect === "postgres" ? text : abridged(text)).toMatchFileSnapshot(`texts/${name}.${dialect}.sql`);
  },
);

test.each(historyDialects.flatMap((dialect) => judged.map((written) => [nameOf(written), dialect, written] as const)))(
  "histories of %s judged in %s",
  async (name, dialect, { lifecycle, policy }) => {
    const text = exportLifecycle(lifecycle, { format: "history", dialect, policy });
    await expect(dialect === "duckdb" ? text : abridged(text)).toMatchFileSnapshot(
      `texts/${name}-history.${dialect}.sql`,
    );
  },
);

describe("a text that guards", () => {
  test("tells of the settings that are not given, where there are any", () => {
    const sql = (policy: object): string => exportLifecycle(badge, { format: "sql", policy });
    expect(sql({ days: 2 })).toContain("-- Not given, and so whatever they may be: tries.");
    expect(sql({ days: 2, tries: 1 })).not.toContain("Not given");
    expect(sql({ days: 2, tries: 1 }).split("\n")[2]).toMatch(/^-- \d+ estimates/);
  });

  test("has columns in a database's own spelling", () => {
    expect(countColumns(["failedChecks", "re-runs"])).toEqual([
      "failed_checks_least",
      "failed_checks_most",
      "re_runs_least",
      "re_runs_most",
    ]);
  });

  test("inserts nothing where there is nothing", () => {
    expect(insert("nothing", ["of"], [])).toBe("");
  });
});

describe("a text that judges", () => {
  test("is refused where judging a report takes more than the reports before it", () => {
    expect(() => exportLifecycle(fortid, { format: "history" })).toThrow(
      "fortid: whether a report is too early or too late depends on when its subject began",
    );
  });

  test("lists the words that it knows, each status with what else stands for it", () => {
    const knownIn = (lifecycle: Exported): string | undefined =>
      /any other than these.*:\n-- +(.*)/.exec(exportLifecycle(lifecycle, { format: "history" }))?.[1];
    const { definition } = assetpayClient;
    expect(knownIn({ definition })).toBe("no_process, running, ended, verified");
    const words = new Map<string, "verified">([
      ["level 1", "verified"],
      ["linked", "verified"],
    ]);
    const aliased = { definition: { ...definition, words } };
    expect(knownIn(aliased)).toBe("no_process, running, ended, verified (level 1, linked)");
  });

  test("compares runs as its channel tells them", () => {
    const policy = { steps: [], maxAttempts: 1, maxErrors: 1, maxResets: 0 };
    const relationsBy = (channel: "webhook" | "poll"): readonly string[] =>
      answerTable(iinkedsign.definition, { policy, channel, limit: 1 }).relations;
    expect(relationsBy("webhook")).toEqual(["first", "same", "next"]);
    expect(relationsBy("poll")).toEqual(["untold", "first", "same", "next"]);
  });

  test("ends with the nearest estimates, and leaves to the engine what leads further", () => {
    const tableOf = (limit?: number) =>
      answerTable(assetpayClient.definition, { policy: { maxProcesses: 1 }, channel: "poll", limit });
    const [whole, part] = [tableOf(), tableOf(2)];
    expect([whole.isComplete, part.isComplete]).toEqual([true, false]);
    expect(part.estimates).toEqual(whole.estimates.slice(0, 2));
    expect(part.answers.map(({ next }) => next)).toEqual(
      whole.answers
        .slice(0, part.answers.length)
        .map(({ next }) => (next !== null && next > 1 ? always.undecided : next)),
    );
  });

  test("has each answer once, in statements of a thousand rows at most", () => {
    const { definition } = assetpayClient;
    const table = answerTable(definition, { policy: { maxProcesses: 1 }, channel: "poll", limit: 1 });
    const answers = Array.from({ length: 1500 }, (_, number) => table.answers[number % table.answers.length]);
    const text = answerTablesText({
      dialect: "duckdb",
      names: historyNamesOf("client"),
      table: { ...table, answers: answers.filter((answer) => answer !== undefined) },
      channel: "poll",
      hasRuns: true,
    });
    const [, ...statements] = text.split("INSERT INTO client_answer (");
    const rows = statements.map((statement) => statement.match(/^ {2}\(-?\d+/gm) ?? []);
    expect(rows.map(({ length }) => length)).toEqual([1000, 503]);
    expect(new Set(rows.flat()).size).toBe(1503);
    expect(statements[0]).toMatch(/\);\n$/);
  });
});
