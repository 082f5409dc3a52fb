/** Under a storm of deliveries, and killed in the middle of it, the service ends where the same reports in order end. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { KycleRecord } from "kycle";
import { type Database, openDatabase } from "../src/database.js";
import { read } from "../src/read.js";
import { canary, type Delivery, histories, randomFrom, shuffled } from "./deliveries.js";
import { postgresBinaries, startPostgres } from "./postgres.js";
import { type Storm, storm } from "./storm.js";

const seed = 20_240_504;

/** The fold in order: what every subject's record must be in the end. */
function foldInOrder(all: readonly (readonly Delivery[])[]): ReadonlyMap<string, KycleRecord> {
  const records = new Map<string, KycleRecord>();
  for (const { provider, body } of all.flat()) {
    const message = read(provider, body, "webhook", "2024-05-05T00:00:00Z");
    assert.equal(message.kind, "statements");
    for (const { lifecycle, observation } of message.kind === "statements" ? message.statements : []) {
      const name = `${lifecycle.id} ${observation.subject}`;
      const { verdict, record } = lifecycle.observe(
        records.get(name) ?? lifecycle.open({ subject: observation.subject }),
        observation,
      );
      assert.equal(verdict.kind, "advance", `${verdict.message} (the histories of this test are legal)`);
      records.set(name, record);
    }
  }
  return records;
}

const statementsIn = (deliveries: readonly Delivery[]): number =>
  deliveries.reduce((sum, { provider, body }) => {
    const message = read(provider, body, "webhook", "2024-05-05T00:00:00Z");
    return sum + (message.kind === "statements" ? message.statements.length : 0);
  }, 0);

async function check(
  database: Database,
  all: readonly (readonly Delivery[])[],
  { answers, acknowledged, output }: Storm,
) {
  const expected = foldInOrder(all);
  const stored = await database.query("select lifecycle, subject, sequence, record from verification");
  assert.equal(stored.length, expected.size);
  for (const { lifecycle, subject, sequence, record } of stored) {
    assert.deepEqual(record, JSON.parse(JSON.stringify(expected.get(`${lifecycle} ${subject}`))));
    assert.equal(sequence, expected.get(`${lifecycle} ${subject}`)?.sequence);
  }

  const applied = await database.query(
    "select lifecycle, subject, sequence, delivery from audit where applied order by lifecycle, subject, sequence",
  );
  const each = [...expected].flatMap(([name, { sequence }]) =>
    Array.from({ length: sequence }, (_, index) => `${name} ${index + 1}`),
  );
  assert.deepEqual(
    applied.map(({ lifecycle, subject, sequence }) => `${lifecycle} ${subject} ${sequence}`).toSorted(),
    each.toSorted(),
  );

  const [{ rows, illegal } = {}] = await database.query(
    "select count(*)::int as rows, count(*) filter (where rule like 'illegal%')::int as illegal from audit",
  );
  assert.equal(illegal, 0);
  assert.ok((answers[0] ?? 0) > 0, "no delivery was under way when the service was killed");
  // Every delivery that was acknowledged has its rows. One that broke off may have been stored, but not acknowledged.
  const least = statementsIn(acknowledged);
  assert.ok(Number(rows) >= least && Number(rows) <= least + 2 * (answers[0] ?? 0), `${rows} rows, not from ${least}`);

  const everything = JSON.stringify([
    await database.query("select * from verification"),
    await database.query("select * from audit"),
  ]);
  assert.ok(!everything.includes(canary), "a person's data is stored");
  assert.ok(!output.includes(canary), "a person's data is logged");
  return { applied: applied.length, rows: Number(rows) };
}

async function race(databaseUrl: string, subjects: number, kills: number): Promise<string> {
  const random = randomFrom(seed);
  const all = histories(subjects, random);
  const distinct = all.flat();
  const repeated = distinct.flatMap((delivery) => Array.from({ length: 1 + Math.floor(random() * 3) }, () => delivery));
  const began = performance.now();
  const stormed = await storm(databaseUrl, shuffled(repeated, random), { kills, random });
  const seconds = (performance.now() - began) / 1000;
  const database = await openDatabase(databaseUrl);
  try {
    const { applied, rows } = await check(database, all, stormed);
    const answers = Object.entries(stormed.answers).map(
      ([status, count]) => `${count} × ${status === "0" ? "cut off by a kill" : status}`,
    );
    const overtaken = stormed.output.split("overtaken, judged again").length - 1;
    return [
      `${repeated.length} deliveries of ${distinct.length} messages about ${subjects} people, 64 at a time`,
      `killed ${stormed.kills} times`,
      `overtaken by another delivery and judged again ${overtaken} times`,
      `answers ${answers.join(", ")}`,
      `${rows} judgements in the audit table, ${applied} of them changes: each exactly once`,
      `${seconds.toFixed(1)} s`,
    ].join("; ");
  } finally {
    await database.close();
  }
}

const binaries = postgresBinaries();

test(
  "on PostgreSQL",
  { timeout: 240_000, skip: binaries === undefined && "no PostgreSQL here: apt-get install postgresql" },
  async (t) => {
    const cluster = await startPostgres(binaries ?? "");
    try {
      t.diagnostic(await race(cluster.url, 60, 3));
    } finally {
      cluster.stop();
    }
  },
);

test("on PGlite, by the same SQL", { timeout: 240_000 }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "kycle-pglite-"));
  try {
    t.diagnostic(await race(join(folder, "database"), 12, 1));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
