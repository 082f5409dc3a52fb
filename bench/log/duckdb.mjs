/**
 * What SQL finds in a log by pairs of reports that follow each other: node duckdb.mjs LOG THREADS. Prints the lines as JSON.
 *
 * It does not see what takes more than two reports to tell: how often a signer has failed, and that a history was over
 * before the last illegal report about it.
 */
import { DuckDBInstance } from "@duckdb/node-api";

const [log, threads] = process.argv.slice(2);
const columns = `{packageId: 'UUID', signerId: 'UUID', verificationId: 'UUID', state: 'VARCHAR', eventTime: 'TIMESTAMP_NS'}`;

const instance = await DuckDBInstance.create(":memory:", { threads });
const connection = await instance.connect();
await connection.run(
  `CREATE TABLE log AS SELECT * FROM read_json('${log.replaceAll("'", "''")}', format = 'newline_delimited', columns = ${columns})`,
);
const reader = await connection.runAndReadAll(`
  SELECT line FROM (
    SELECT
      rowid + 1 AS line, state, verificationId AS run,
      lag(state) OVER signer AS before, lag(verificationId) OVER signer AS run_before
    FROM log
    WINDOW signer AS (PARTITION BY packageId, signerId ORDER BY rowid)
  )
  WHERE before IN ('passed', 'cancelled', 'invalid')
    OR (run = run_before AND before = 'cancelled_reset')
    OR (run = run_before AND before = 'failed_reset' AND state NOT IN ('cancelled_reset', 'cancelled', 'invalid'))
  ORDER BY line`);
console.log(JSON.stringify(reader.getRowsJS().map(([line]) => Number(line))));
connection.closeSync();
instance.closeSync();
