/**
 * `npm run measure:history [-- --lines 5000000]`: judges a log by the exported query on DuckDB and by `kycle check`, compares
 * what they say line by line, and writes the figures into docs/history.md. Ends with 1 when they disagree about a line.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createLogs } from "../log/logs.mjs";
import { run } from "../log/process.mjs";
import { machineNow } from "../machine.mjs";
import { command, saidByCheck } from "./check.mjs";
import { writeSection } from "./page.mjs";
import { saidByQuery } from "./said.mjs";
import { spoil } from "./spoil.mjs";

const { values } = parseArgs({ options: { lines: { type: "string", default: "5000000" } } });
const written = Number(values.lines);
if (!(written >= 1000)) throw new Error("--lines is at least 1000");

const policy = "maxAttempts=3,maxErrors=unlimited,maxResets=unlimited";
const shares = { lost: 0.01, late: 0.03, duplicate: 0.01, illegal: 0.01, unknown: 0.005 };
const query = fileURLToPath(new URL("query.mjs", import.meta.url));

const machine = machineNow();
const logs = createLogs();
try {
  const flags = ["late", "duplicate", "illegal"].flatMap((share) => [`--${share}`, String(shares[share])]);
  const sent = logs.write("sent", ["--lines", String(written), ...flags]);
  const log = await spoil(sent.path, shares);
  logs.remove(sent);
  const { path, lines } = log;

  const script = `${path}.sql`;
  const words = ["export", "iinkedsign", "--format", "history", "--dialect", "duckdb", "--policy", policy];
  writeFileSync(script, execFileSync(process.execPath, [command, ...words]));
  const { output, ...judged } = run(query, [path, script, `${path}.csv`]);
  const sql = await saidByQuery(`${path}.csv`, lines);

  const { said: engine, took } = await saidByCheck(log, policy);

  const otherwise = new Map();
  const examples = [];
  for (let line = 1; line <= lines; line++) {
    if (sql.rule(line) === engine.rule(line) && sql.message(line) === engine.message(line)) continue;
    otherwise.set(engine.rule(line), (otherwise.get(engine.rule(line)) ?? 0) + 1);
    examples.push(`line ${line}: the query says ${sql.rule(line)}, kycle check ${engine.rule(line)}`);
  }
  const counts = [...engine.counts()].map(([rule, some]) => ({
    rule,
    lines: some,
    otherwise: otherwise.get(rule) ?? 0,
  }));
  const results = {
    machine,
    lines: { written, read: lines },
    subjects: sent.truth.subjects,
    policy,
    shares,
    query: { ...judged, ...JSON.parse(output) },
    check: took,
    counts,
  };
  if (examples.length > 0) {
    console.error(`${examples.length} of ${lines} lines are told otherwise:\n${examples.slice(0, 10).join("\n")}`);
    process.exitCode = 1;
  } else {
    console.log(writeSection(results));
  }
} finally {
  logs.removeAll();
}
