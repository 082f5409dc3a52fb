import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry } from "../../machines/persona/lifecycle.js";
import { exportLifecycle, historyDialects } from "../../src/export/index.js";
import { kycle } from "./kycle.js";

describe("kycle export", () => {
  test("writes what exportLifecycle gives, under the policy", async () => {
    const flags = ["--policy", "maxAttempts=1,steps=kba"];
    const policy = { maxAttempts: 1, steps: ["kba"] };
    for (const format of ["aut", "fst", "fst-symbols", "scxml", "tour"] as const) {
      const ran = await kycle(["export", "iinkedsign", "--format", format, ...flags]);
      expect(ran).toEqual({ code: 0, stdout: exportLifecycle(iinkedsign, { format, policy }), stderr: "" });
    }
  });

  test("writes SQL for a dialect and a channel, the webhook's for PostgreSQL when neither is given", async () => {
    const policy = { maxAttempts: 3, maxErrors: 1, maxResets: 0 };
    const words = ["export", "iinkedsign", "--format", "sql", "--policy", "maxAttempts=3,maxErrors=1,maxResets=0"];
    expect(await kycle(words)).toEqual({
      code: 0,
      stdout: exportLifecycle(iinkedsign, { format: "sql", policy, dialect: "postgres", channel: "webhook" }),
      stderr: "",
    });
    expect(await kycle([...words, "--dialect", "duckdb", "--channel", "webhook"])).toMatchObject({
      stdout: exportLifecycle(iinkedsign, { format: "sql", policy, dialect: "duckdb" }),
    });
  });

  test("asks for more of the policy where the table would not end", async () => {
    const ran = await kycle(["export", "iinkedsign", "--format", "sql", "--policy", "maxAttempts=3"]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(/say more of the policy \(steps, maxResets, maxErrors/);
  });

  test("has no use for a dialect where nothing has one", async () => {
    const ran = await kycle(["export", "iinkedsign", "--format", "aut", "--dialect", "sqlite"]);
    expect(ran).toEqual({ code: 2, stdout: "", stderr: "kycle: --dialect and --channel belong to sql and history\n" });
  });

  test("writes the judgement of histories for a dialect, DuckDB's when none is given", async () => {
    const words = ["export", "persona/inquiry", "--format", "history"];
    expect(await kycle(words)).toEqual({
      code: 0,
      stdout: exportLifecycle(personaInquiry, { format: "history", dialect: "duckdb", channel: "webhook" }),
      stderr: "",
    });
    const bigquery = await kycle([...words, "--dialect", "bigquery", "--channel", "poll", "--policy", "maxAttempts=2"]);
    expect(bigquery.stdout).toContain('what a poll may report after what, under the policy {"maxAttempts":2}');
  });

  test("names the dialects that a format has", async () => {
    const history = await kycle(["export", "iinkedsign", "--format", "history", "--dialect", "oracle"]);
    expect(history).toMatchObject({ code: 2, stdout: "" });
    expect(history.stderr).toContain(historyDialects.join(", "));
    const sql = await kycle(["export", "iinkedsign", "--format", "sql", "--dialect", "bigquery"]);
    expect(sql).toMatchObject({ code: 2, stdout: "" });
    expect(sql.stderr).toContain("postgres, sqlite, duckdb");
  });

  test("refuses a lifecycle whose rules compare times", async () => {
    expect(await kycle(["export", "fortid", "--format", "history"])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "kycle: fortid: whether a report is too early or too late depends on when its subject began, which messages tell and no table of answers does; kycle check --order happened judges them\n",
    });
  });
});
