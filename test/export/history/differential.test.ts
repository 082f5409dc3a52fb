/** The exported query against the engine, report by report, over deliveries in which everything goes wrong. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assetpayClient } from "../../../machines/assetpay/lifecycle.js";
import { iinkedsign } from "../../../machines/iinkedsign/lifecycle.js";
import { personaInquiry, personaVerification } from "../../../machines/persona/lifecycle.js";
import type { HistoryDialect } from "../../../src/export/history/dialects.js";
import { historyText } from "../../../src/export/history/history.js";
import { namesOf } from "../../../src/export/sql/names.js";
import { type Database, hasPostgres, openDuckdb, openPglite, openPostgres, openSqlite } from "../sql/databases.js";
import { engineVerdicts, type HistoryCase, reportTableText, sampled, undecidedFrom } from "./reports.js";

const cases: readonly HistoryCase[] = [
  { lifecycle: iinkedsign, policy: { maxAttempts: 3, maxErrors: 1, maxResets: 0 }, channel: "webhook" },
  {
    lifecycle: iinkedsign,
    policy: { maxAttempts: 2, maxErrors: "unlimited", maxResets: "unlimited" },
    channel: "webhook",
  },
  { lifecycle: iinkedsign, policy: { maxAttempts: 3, maxErrors: 3, maxResets: 2 }, channel: "webhook", limit: 40 },
  { lifecycle: personaVerification, policy: {}, channel: "webhook" },
  { lifecycle: personaInquiry, policy: { maxAttempts: 2 }, channel: "webhook" },
  { lifecycle: assetpayClient, policy: { maxProcesses: 3 }, channel: "poll" },
];

const onDuckdbAlone = cases.slice(1, 4);

const engines: readonly {
  readonly engine: string;
  readonly dialect: HistoryDialect;
  readonly open: () => Promise<Database>;
}[] = [
  { engine: "DuckDB", dialect: "duckdb", open: openDuckdb },
  { engine: "SQLite", dialect: "sqlite", open: openSqlite },
  hasPostgres
    ? { engine: "PostgreSQL", dialect: "postgres", open: openPostgres }
    : {
        engine: "PGlite (no PostgreSQL here; Debian's package postgresql has it)",
        dialect: "postgres",
        open: openPglite,
      },
];

const samples = cases.map((given) => {
  const told = sampled(given, 40, 7);
  return { told, verdicts: engineVerdicts(given, told), from: undecidedFrom(given, told) };
});

function never(): never {
  throw new Error("a case that has no sample");
}

describe.each(engines)("$engine", ({ dialect, open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  // The query is one for all; what differs by the case is tried on the fastest.
  const tried = cases.filter((given) => dialect === "duckdb" || !onDuckdbAlone.includes(given));
  test.each(tried.map((given) => ({ name: `${given.lifecycle.id} ${JSON.stringify(given.policy)}`, given })))(
    "$name: says of each report what the engine says, or that it cannot know",
    async ({ given }) => {
      const { lifecycle, policy, channel, limit } = given;
      const { prefix } = namesOf(lifecycle.id);
      const { told, verdicts, from } = samples[cases.indexOf(given)] ?? never();
      await database.run(
        `DROP VIEW IF EXISTS ${prefix}_history; DROP TABLE IF EXISTS ${prefix}_answer; DROP TABLE IF EXISTS ${prefix}_answer_reason;`,
      );
      await database.run(reportTableText(given, told));
      await database.run(historyText(lifecycle.definition, { dialect, policy, channel, limit }));
      const rows = await database.select(
        `SELECT id, verdict, rule, message, level, source FROM ${prefix}_history ORDER BY id`,
      );

      expect(rows.map(({ id }) => Number(id))).toEqual(told.map((_, id) => id));
      const counts: Record<string, number> = {};
      for (const [id, { verdict, rule, message, level, source }] of rows.entries()) {
        const [report, said] = [told[id], verdicts[id]];
        if (report === undefined || said === undefined) throw new Error(`no report ${id}`);
        counts[String(verdict)] = (counts[String(verdict)] ?? 0) + 1;
        const since = from.get(report.subject);
        if (verdict === "undecided") {
          // Only a table that was cut off may not know what has no such reason.
          if (limit === undefined) expect((report.at ?? "") >= (since ?? "never")).toBe(true);
          continue;
        }
        expect([id, verdict, rule]).toEqual([id, said.kind, said.rule]);
        if (said.kind === "illegal") {
          expect({ message, level, source }).toEqual({
            message: said.message,
            level: said.evidence?.level,
            source: said.evidence?.source,
          });
        }
      }
      const { undecided = 0 } = counts;
      expect(Object.keys(counts)).toEqual(expect.arrayContaining(["advance", "duplicate", "illegal", "unknown"]));
      expect(undecided / told.length).toBeLessThan(limit === undefined ? 0.25 : 0.6);
    },
  );
});
