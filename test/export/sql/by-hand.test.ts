/** Illegal SQL as someone types it by hand, and what remains allowed. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { iinkedsign } from "../../../machines/iinkedsign/lifecycle.js";
import { exportLifecycle } from "../../../src/export/index.js";
import { type Database, openPglite, openSqlite } from "./databases.js";

const policy = { maxAttempts: 3, maxErrors: 1, maxResets: 0 };

const refused = [
  "UPDATE iinkedsign_subject SET status = 'passed', estimate = 1, sequence = 9 WHERE subject = 'locked'",
  "UPDATE iinkedsign_subject SET status = 'failed', sequence = 9 WHERE subject = 'locked'",
  "UPDATE iinkedsign_subject SET estimate = 0 WHERE subject = 'locked'",
  "UPDATE iinkedsign_subject SET estimate = NULL WHERE subject = 'failed'",
  "UPDATE iinkedsign_subject SET status = NULL WHERE subject = 'failed'",
  "UPDATE iinkedsign_subject SET status = NULL, estimate = 0, sequence = 9 WHERE subject = 'failed'",
  "UPDATE iinkedsign_subject SET run = 'B' WHERE subject = 'failed'",
  "UPDATE iinkedsign_subject SET run = 'B', sequence = 9 WHERE subject = 'failed'",
  "UPDATE iinkedsign_subject SET sequence = 0 WHERE subject = 'failed'",
  "UPDATE iinkedsign_subject SET sequence = NULL WHERE subject = 'failed'",
  "UPDATE iinkedsign_subject SET subject = 'another' WHERE subject = 'failed'",
  "UPDATE iinkedsign_subject SET status = 'PASSED', sequence = 9 WHERE subject = 'failed'",
  "UPDATE iinkedsign_subject SET status = 'passed ', estimate = 7, sequence = 9 WHERE subject = 'failed'",
  "UPDATE iinkedsign_subject SET status = 'verified', sequence = 9 WHERE subject = 'failed'",
  `UPDATE "iinkedsign_subject" SET "status" = 'failed_reset', "sequence" = 9 WHERE "subject" = 'failed'`,
  "UPDATE iinkedsign_subject SET status = 'passed', estimate = 7 WHERE subject = 'failed'",
  "UPDATE iinkedsign_subject SET status = 'passed', estimate = 13, sequence = 9 WHERE subject = 'failed'",
  "UPDATE iinkedsign_subject SET status = 'failed', estimate = 7, sequence = 9 WHERE subject = 'failed'",
  "UPDATE iinkedsign_subject SET status = 'passed', estimate = 7, sequence = 9",
  "INSERT INTO iinkedsign_subject (subject, status, estimate) VALUES ('new', 'passed', 1)",
  "INSERT INTO iinkedsign_subject (subject, estimate) VALUES ('new', 1)",
  "INSERT INTO iinkedsign_subject (subject, status) VALUES ('new', 'passed')",
  "INSERT INTO iinkedsign_subject (subject, run) VALUES ('new', 'A')",
  "INSERT INTO iinkedsign_subject (subject) VALUES (NULL)",
  "INSERT INTO iinkedsign_subject (subject) VALUES ('failed')",
  "INSERT INTO iinkedsign_subject (subject) VALUES ('failed') ON CONFLICT (subject) DO UPDATE SET status = 'failed_reset'",
  "DELETE FROM iinkedsign_subject WHERE subject = 'failed'",
  "DELETE FROM iinkedsign_subject",
];

const allowed = [
  "UPDATE iinkedsign_subject SET sequence = sequence + 1 WHERE subject = 'failed'",
  "UPDATE iinkedsign_subject SET status = 'failed', estimate = 2 WHERE subject = 'failed'",
  "UPDATE iinkedsign_subject SET status = 'passed', estimate = 7, sequence = sequence + 1 WHERE subject = 'failed'",
  "INSERT INTO iinkedsign_subject (subject) VALUES ('new')",
  "DELETE FROM iinkedsign_subject WHERE subject = 'fresh'",
  // The statement that the documentation recommends.
  `UPDATE iinkedsign_subject SET status = 'failed', run = 'A', estimate = s.next, sequence = sequence + 1
   FROM iinkedsign_step s
   WHERE subject = 'failed' AND sequence = 1 AND s.estimate = iinkedsign_subject.estimate AND s.report = 'failed' AND s.run = 'same'`,
];

describe.each([
  { engine: "PGlite", dialect: "postgres", open: openPglite },
  { engine: "SQLite", dialect: "sqlite", open: openSqlite },
] as const)("$engine", ({ dialect, open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await database.run(exportLifecycle(iinkedsign, { format: "sql", dialect, policy }));
    await database.run(`
      INSERT INTO iinkedsign_subject (subject) VALUES ('fresh'), ('failed'), ('locked');
      UPDATE iinkedsign_subject SET status = 'failed', run = 'A', estimate = 2, sequence = 1 WHERE subject = 'failed';
      UPDATE iinkedsign_subject SET status = 'failed_locked', run = 'A', estimate = 3, sequence = 1 WHERE subject = 'locked';`);
  });
  afterAll(() => database.close());

  test("refuses what is no step", async () => {
    const messages = await database.attempt(refused);
    expect(refused.filter((_, index) => messages[index] === null)).toEqual([]);
  });

  test("says from what, to what, and why", async () => {
    const sentences = await database.attempt([
      "UPDATE iinkedsign_subject SET status = 'failed', estimate = 2, sequence = 9 WHERE subject = 'locked'",
      "UPDATE iinkedsign_subject SET status = 'passed', run = 'B', estimate = 7, sequence = 9 WHERE subject = 'failed'",
    ]);
    expect(sentences).toEqual([
      "iinkedsign: failed after failed_locked cannot be: nothing follows failed_locked.",
      expect.stringMatching(
        /^iinkedsign: passed after failed cannot be: the verificationId changes .* 0 of 0 resets are used \(guard resetsLeft\)\.$/,
      ),
    ]);
  });

  test("leaves alone what is none of its business", async () => {
    expect(await database.attempt(allowed)).toEqual(allowed.map(() => null));
  });

  test("refuses what only this dialect can say", async () => {
    const own =
      dialect === "postgres"
        ? [
            "TRUNCATE iinkedsign_subject",
            "UPDATE iinkedsign_subject SET (status, estimate) = ('passed', 13) WHERE subject = 'failed'",
          ]
        : [
            "INSERT OR REPLACE INTO iinkedsign_subject (subject) VALUES ('failed')",
            "REPLACE INTO iinkedsign_subject (subject) VALUES ('locked')",
            "UPDATE OR REPLACE iinkedsign_subject SET subject = 'locked' WHERE subject = 'fresh'",
            "UPDATE OR IGNORE iinkedsign_subject SET status = 'passed', estimate = 13, sequence = 9 WHERE subject = 'failed'",
          ];
    const messages = await database.attempt(own);
    expect(own.filter((_, index) => messages[index] === null)).toEqual([]);
  });

  test("shows each subject's counters, which nobody can write", async () => {
    const [told] = await database.attempt(["UPDATE iinkedsign_now SET failures_most = 0"]);
    expect(told).toMatch(/iinkedsign_now/);
    await database.run(`
      CREATE TABLE shown (failures text NOT NULL CHECK (failures = '1 to 2, not final'));
      INSERT INTO shown SELECT failures_least || ' to ' || failures_most || CASE WHEN is_final THEN '' ELSE ', not final' END
      FROM iinkedsign_now WHERE subject = 'failed' AND status = 'failed' AND run = 'A' AND sequence = 1;
      CREATE TABLE counted (rows integer NOT NULL CHECK (rows = 1));
      INSERT INTO counted SELECT count(*) FROM shown;`);
  });

  test("a row that was brought to the attempt limit takes no further failure", async () => {
    await database.run(
      `UPDATE iinkedsign_subject SET status = 'failed', estimate = 8, sequence = 2 WHERE subject = 'failed'`,
    );
    expect(
      await database.attempt([
        "UPDATE iinkedsign_subject SET status = 'failed', estimate = -1, sequence = 3 WHERE subject = 'failed'",
      ]),
    ).toEqual([
      "iinkedsign: failed after failed cannot be: it needs an attempt left after this failure, and 3 of 3 attempts are used (guard attemptsLeft).",
    ]);
  });
});

test("PostgreSQL finds the estimate by itself where only the status is given", async () => {
  const database = await openPglite();
  await database.run(exportLifecycle(iinkedsign, { format: "sql", policy }));
  await database.run(`
    INSERT INTO iinkedsign_subject (subject) VALUES ('s');
    UPDATE iinkedsign_subject SET status = 'failed', sequence = sequence + 1;
    DO $$ BEGIN ASSERT (SELECT estimate FROM iinkedsign_subject) = 2; END $$;
    UPDATE iinkedsign_subject SET status = 'passed', sequence = sequence + 1;
    DO $$ BEGIN ASSERT (SELECT estimate FROM iinkedsign_subject) = 7; END $$;`);
  await database.close();
});
