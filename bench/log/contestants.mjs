/** Who reads the same log: the stages that a check in JavaScript goes through, DuckDB, and `kycle check`. */
import { fileURLToPath } from "node:url";
import { check } from "./check.mjs";
import { run } from "./process.mjs";

const program = (name) => fileURLToPath(new URL(name, import.meta.url));

const stage = (name) => (log) => {
  const measured = run(program("stage.mjs"), [name, log.path]);
  if (Number(measured.output) !== log.truth.lines) throw new Error(`${name} saw ${measured.output} lines`);
  return measured;
};

/** Only what is illegal in truth may be found. How much of it is, is told. */
function duckdb(threads) {
  return (log) => {
    const measured = run(program("duckdb.mjs"), [log.path, String(threads)]);
    const found = new Set(JSON.parse(measured.output));
    const reasons = Object.entries(log.truth.reasons).map(([reason, lines]) => ({
      reason,
      found: lines.filter((line) => found.has(line)).length,
      of: lines.length,
    }));
    const right = reasons.reduce((sum, { found: count }) => sum + count, 0);
    if (right !== found.size) throw new Error(`DuckDB found ${found.size - right} lines that are not illegal`);
    return { ...measured, reasons };
  };
}

const kycle =
  (...flags) =>
  (log) =>
    check(log, ...flags);

/** In the order of the page. `log` is which of the logs; those with `alike` must say the same. */
export function contestants(threads) {
  return [
    { name: "reading and splitting lines, the floor", key: "split", log: "inOrder", measure: stage("split") },
    { name: "JSON.parse alone", key: "parse", log: "inOrder", measure: stage("parse") },
    { name: "JSON.parse and a zod schema", key: "schema", log: "inOrder", measure: stage("schema") },
    {
      name: `DuckDB, load and window query, ${threads} threads`,
      key: "duckdb",
      log: "inOrder",
      measure: duckdb(threads),
    },
    {
      name: "`kycle check`, 1 thread",
      key: "one",
      log: "inOrder",
      measure: kycle("--threads", "1"),
      alike: "delivered",
    },
    { name: "`kycle check`", key: "many", log: "inOrder", measure: kycle(), alike: "delivered" },
    {
      name: "`kycle check`, 3 % overtaken, 1 % redelivered, 1 thread",
      key: "lateOne",
      log: "overtaken",
      measure: kycle("--threads", "1"),
      alike: "late",
    },
    {
      name: "`kycle check`, 3 % overtaken, 1 % redelivered",
      key: "late",
      log: "overtaken",
      measure: kycle(),
      alike: "late",
    },
    {
      name: "`kycle check --order happened`, the same, 1 thread",
      key: "happenedOne",
      log: "overtaken",
      measure: kycle("--order", "happened", "--threads", "1"),
      alike: "happened",
    },
    {
      name: "`kycle check --order happened`, the same",
      key: "happened",
      log: "overtaken",
      measure: kycle("--order", "happened"),
      alike: "happened",
    },
  ];
}
