/**
 * `npm run measure:sql`: what the trigger costs on PostgreSQL, in a throw-away cluster. Prints ratios to the same table
 * without a trigger, medians of five rounds: one UPDATE of 100,000 rows, and rows updated one by one.
 */
import { lifecycles } from "../machines/index.js";
import { exportLifecycle } from "../src/export/index.js";
import { hasPostgres, openPostgres } from "../test/export/sql/databases.js";

const rows = 100_000;
const [iinkedsign] = lifecycles;
const policy = { maxAttempts: "unlimited", maxErrors: "unlimited", maxResets: "unlimited" };

/** Milliseconds of one UPDATE of all rows, then of one UPDATE for each of 20,000 rows, by the server's own clock. */
const measured = (table: string): string => `
  DO $$
  DECLARE began timestamptz; bulk float; single float; i integer;
  BEGIN
    began := clock_timestamp();
    UPDATE ${table} SET run = 'B', sequence = sequence + 1;
    bulk := extract(epoch FROM clock_timestamp() - began) * 1000;
    began := clock_timestamp();
    FOR i IN 1..20000 LOOP
      UPDATE ${table} SET run = 'C', sequence = sequence + 1 WHERE subject = 's' || i;
    END LOOP;
    single := extract(epoch FROM clock_timestamp() - began) * 1000;
    INSERT INTO measured VALUES ('${table}', bulk, single);
    UPDATE ${table} SET run = 'A', sequence = sequence + 1;
  END $$;
  VACUUM ${table};`;

/** The median of a column over the rounds, as SQL. */
function median(column: string, isGuarded: boolean): string {
  return `(SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ${column}) FROM measured WHERE (name <> 'plain') = ${isGuarded})::numeric`;
}

function told(what: string, column: string, rowsUpdated: number): string {
  const [guarded, plain] = [median(column, true), median(column, false)];
  return `SELECT format('${what}: %s times the plain table (%s and %s µs a row)', round(${guarded} / ${plain}, 1),
    round(${guarded} * 1000 / ${rowsUpdated}), round(${plain} * 1000 / ${rowsUpdated}));`;
}

if (!hasPostgres) {
  console.error("measure:sql needs a PostgreSQL server: apt-get install postgresql");
  process.exit(2);
}
const database = await openPostgres();
try {
  await database.run(exportLifecycle(iinkedsign, { format: "sql", policy }));
  await database.run(`
    CREATE TABLE plain (LIKE iinkedsign_subject INCLUDING ALL);
    CREATE TABLE measured (name text, bulk float, single float);
    INSERT INTO iinkedsign_subject (subject) SELECT 's' || i FROM generate_series(1, ${rows}) i;
    UPDATE iinkedsign_subject SET status = 'failed', run = 'A', sequence = 1;
    INSERT INTO plain SELECT * FROM iinkedsign_subject;`);
  for (let round = 0; round < 5; round += 1) {
    await database.run(measured("plain"));
    await database.run(measured("iinkedsign_subject"));
  }
  console.log(database.query(told(`one UPDATE of ${rows} rows`, "bulk", rows)).trim());
  console.log(database.query(told("rows updated one by one in one transaction", "single", 20_000)).trim());
} finally {
  await database.close();
}
