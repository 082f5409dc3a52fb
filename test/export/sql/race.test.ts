/**
 * Two connections that change the same subject's row at once. Each change is legal from where the row is; what comes of both is
 * what comes of them one after the other, or one of them is refused.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { iinkedsign } from "../../../machines/iinkedsign/lifecycle.js";
import { exportLifecycle } from "../../../src/export/index.js";
import { hasPostgres, openPostgres, type Postgres, type Session } from "./databases.js";

const policy = { maxAttempts: 3, maxErrors: 1, maxResets: 0 };

/** Every row is at `failed`, once or twice. What follows each change is told where the other may not. */
const pairs = [
  ["passed", "failed", "failed after passed cannot be: nothing follows passed."],
  ["failed", "passed", undefined],
  ["passed", "failed_locked", "failed_locked after passed cannot be: nothing follows passed."],
  ["failed_locked", "passed", "passed after failed_locked cannot be: nothing follows failed_locked."],
  ["failed", "failed_locked", undefined],
  // Neither names another estimate, so neither is a step: only the documented statement counts a status that stays.
  ["failed", "failed", undefined],
] as const;

const naive = (status: string): string =>
  `UPDATE iinkedsign_subject SET status = '${status}', sequence = sequence + 1 WHERE subject = 's'`;

/** The documented statement: the estimate by join, the sequence that was read. */
const documented = (status: string): string =>
  `UPDATE iinkedsign_subject SET status = '${status}', run = 'A', estimate = s.next, sequence = sequence + 1
   FROM iinkedsign_step s WHERE subject = 's' AND sequence = 1 AND s.estimate = iinkedsign_subject.estimate
   AND s.report = '${status}' AND s.run = 'same'`;

describe.skipIf(!hasPostgres)("two connections to PostgreSQL (Debian: postgresql)", () => {
  let postgres: Postgres;
  let watching: Session;
  let first: Session;
  let second: Session;

  beforeAll(async () => {
    postgres = await openPostgres();
    await postgres.run(exportLifecycle(iinkedsign, { format: "sql", dialect: "postgres", policy }));
    watching = postgres.connect();
    first = postgres.connect();
    second = postgres.connect();
  }, 60_000);

  afterAll(async () => {
    for (const session of [first, second, watching]) await session.close();
    await postgres.close();
  });

  async function reset(): Promise<void> {
    for (const statement of [
      "ALTER TABLE iinkedsign_subject DISABLE TRIGGER USER",
      "DELETE FROM iinkedsign_subject",
      "ALTER TABLE iinkedsign_subject ENABLE TRIGGER USER",
      "INSERT INTO iinkedsign_subject (subject) VALUES ('s')",
      "UPDATE iinkedsign_subject SET status = 'failed', run = 'A', estimate = 2, sequence = 1 WHERE subject = 's'",
    ]) {
      await watching.say(statement);
    }
  }

  const rowNow = (): Promise<string> =>
    watching.say("SELECT status, estimate, sequence FROM iinkedsign_subject WHERE subject = 's'");

  const areWaiting = (): Promise<string> =>
    watching.say("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");

  const stepFromFailed = (report: string): Promise<string> =>
    watching.say(`SELECT next FROM iinkedsign_step WHERE estimate = 2 AND report = '${report}' AND run = 'same'`);

  /** Both have begun and seen the row before either changes it; the second waits until the first commits. */
  async function race(level: string, one: string, other: string): Promise<readonly [second: string, row: string]> {
    await reset();
    for (const session of [first, second]) {
      await session.say(`BEGIN ISOLATION LEVEL ${level}`);
      expect(await session.say("SELECT status, sequence FROM iinkedsign_subject WHERE subject = 's'")).toBe("failed|1");
    }
    expect(await first.say(one)).toBe("UPDATE 1");
    const answer = second.say(other);
    await expect.poll(areWaiting).toBe("1");
    await first.say("COMMIT");
    const told = await answer;
    await second.say("COMMIT");
    return [told, await rowNow()];
  }

  /** What the same two come to one after the other. */
  async function inTurn(one: string, other: string): Promise<string> {
    await reset();
    await watching.say(one);
    await watching.say(other);
    return rowNow();
  }

  test.each(pairs)("READ COMMITTED, %s before %s: judged from where the first has left the row", async (...pair) => {
    const [one, other, refusal] = pair;
    const [told, row] = await race("READ COMMITTED", naive(one), naive(other));
    expect(told).toBe(refusal === undefined ? "UPDATE 1" : `23514 iinkedsign: ${refusal}`);
    expect(row).toBe(await inTurn(naive(one), naive(other)));
  });

  test.each(pairs)("READ COMMITTED, %s before %s, by the documented statement: one wins", async (one, other) => {
    const [told, row] = await race("READ COMMITTED", documented(one), documented(other));
    expect(told).toBe("UPDATE 0");
    expect(row).toBe(`${one}|${await stepFromFailed(one)}|2`);
  });

  test.each(pairs)("SERIALIZABLE, %s before %s: one wins, and the other is told to begin again", async (...pair) => {
    const [one, other] = pair;
    for (const statement of [naive, documented]) {
      const [told, row] = await race("SERIALIZABLE", statement(one), statement(other));
      expect(told).toBe("40001 could not serialize access due to concurrent update");
      const estimate = statement === naive && one === "failed" ? "2" : await stepFromFailed(one);
      expect(row).toBe(`${one}|${estimate}|2`);
    }
  });
});
