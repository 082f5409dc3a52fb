/** Logs as providers could have sent them, from `kycle simulate`: judged on DuckDB from rows of what is read, and by `kycle check`. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { assetpayClient } from "../../../machines/assetpay/lifecycle.js";
import { iinkedsign } from "../../../machines/iinkedsign/lifecycle.js";
import { personaInquiry, personaVerification } from "../../../machines/persona/lifecycle.js";
import { historyText } from "../../../src/export/history/history.js";
import { namesOf } from "../../../src/export/sql/names.js";
import { kycle, objectsOf } from "../../cli/kycle.js";
import { type Database, openDuckdb } from "../sql/databases.js";
import { asTold, type HistoryCase, reportTableText, undecidedFrom } from "./reports.js";

const cases: readonly HistoryCase[] = [
  {
    lifecycle: iinkedsign,
    policy: { maxAttempts: 2, maxErrors: "unlimited", maxResets: "unlimited" },
    channel: "webhook",
  },
  // Its messages show the type of the verification, which no row holds: said beforehand, as the document has it.
  { lifecycle: personaVerification, policy: { type: "selfie" }, channel: "webhook" },
  { lifecycle: personaInquiry, policy: { maxAttempts: 2 }, channel: "webhook" },
  { lifecycle: assetpayClient, policy: { maxProcesses: 3 }, channel: "poll" },
];

let database: Database;
beforeAll(async () => {
  database = await openDuckdb();
});
afterAll(() => database.close());

test.each(cases.map((given) => ({ name: given.lifecycle.id, given })))(
  "$name: each line that can be read is what kycle check says it is, or undecided with a reason",
  async ({ given }) => {
    const { lifecycle, policy, channel } = given;
    const flags = Object.entries(policy).flatMap(([field, value]) => ["--policy", `${field}=${String(value)}`]);
    const told = [...flags, "--channel", channel];
    const simulated = await kycle(["simulate", lifecycle.id, ...told, "--subjects", "60", "--seed", "11"]);
    const lines = simulated.stdout.trimEnd().split("\n");
    const checked = await kycle(
      ["check", "-", "--lifecycle", lifecycle.id, ...told, "--order", "happened", "--format", "ndjson"],
      { stdin: simulated.stdout },
    );
    const said = objectsOf(checked);
    expect(said.map(({ line }) => line)).toEqual(lines.map((_, place) => place + 1));

    const rows = lines.flatMap((line, place) => {
      const reading = lifecycle.read(line, { channel });
      return reading.kind === "observation"
        ? [{ place, report: asTold(reading.observation, reading.observation.subject, lifecycle) }]
        : [];
    });
    const reports = rows.map(({ report }) => report);
    const from = undecidedFrom(given, reports);
    await database.run(reportTableText(given, reports));
    await database.run(historyText(lifecycle.definition, { dialect: "duckdb", policy, channel }));
    const judged = await database.select(
      `SELECT id, verdict, rule FROM ${namesOf(lifecycle.id).prefix}_history ORDER BY id`,
    );

    const kinds = new Set<unknown>();
    for (const [id, { place, report }] of rows.entries()) {
      const { verdict, reason, line } = said[place] ?? {};
      const { verdict: kind, rule } = judged[id] ?? {};
      kinds.add(kind);
      if (kind === "undecided") expect((report.at ?? "") >= (from.get(report.subject) ?? "never")).toBe(true);
      else {
        const parts = typeof rule === "string" ? rule.split(".") : [];
        expect([line, ...parts]).toEqual([line, verdict, ...(reason === undefined ? [] : [reason])]);
      }
    }
    expect(judged).toHaveLength(rows.length);
    expect([...kinds]).toEqual(expect.arrayContaining(["advance", "duplicate", "illegal"]));
  },
);
