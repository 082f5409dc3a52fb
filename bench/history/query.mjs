/**
 * Loads a log into DuckDB, runs an exported history over it, and writes what it says of each line to a file, in their order:
 * node query.mjs LOG SCRIPT OUT. Prints as JSON how long each took, in seconds.
 */
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const [log, script, out] = process.argv.slice(2);
const quoted = (path) => `'${path.replaceAll("'", "''")}'`;
const columns = `{packageId: 'VARCHAR', signerId: 'VARCHAR', verificationId: 'VARCHAR', state: 'VARCHAR', eventId: 'VARCHAR', eventTime: 'TIMESTAMP_NS'}`;

const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();

async function timed(statements) {
  const start = performance.now();
  for (const statement of statements) await connection.run(statement);
  return (performance.now() - start) / 1000;
}

const load = await timed([
  `CREATE TABLE log AS SELECT * FROM read_json(${quoted(log)}, format = 'newline_delimited', columns = ${columns})`,
]);
const judge = await timed([
  `CREATE VIEW iinkedsign_report AS
    SELECT rowid + 1 AS id, packageId || '/' || signerId AS subject, state AS report, verificationId AS run, eventTime AS occurred_at, eventId AS delivery
    FROM log`,
  readFileSync(script, "utf8"),
  `CREATE TABLE said AS SELECT id, rule, verdict, message FROM iinkedsign_history`,
]);
await connection.run(
  `COPY (SELECT id, rule, CASE WHEN verdict = 'illegal' THEN message ELSE '' END AS message FROM said ORDER BY id)
    TO ${quoted(out)} (FORMAT csv, DELIMITER '\t', HEADER false, QUOTE '')`,
);
const version = (await connection.runAndReadAll("SELECT version() AS version")).getRowObjectsJson()[0].version;
console.log(JSON.stringify({ load, judge, version }));
connection.closeSync();
instance.closeSync();
