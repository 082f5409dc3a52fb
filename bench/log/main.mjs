/**
 * `npm run bench:log [-- --lines 1000000 --rounds 3]`: measures whole logs, holds every finding against the truth, and writes
 * bench/log/results.json, bench/log/lifecycles.json and docs/performance.md. With `--lifecycles` it measures only what a line
 * costs with each lifecycle, with `--only assetpay` that of one row.
 */
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { keep } from "../keep.mjs";
import { machineNow } from "../machine.mjs";
import { median } from "../measure.mjs";
import { check, holdAgainstTruth } from "./check.mjs";
import { contestants } from "./contestants.mjs";
import { measureCurve } from "./curve.mjs";
import { measureLifecycles } from "./lifecycles.mjs";
import { createLogs } from "./logs.mjs";

const { values } = parseArgs({
  options: {
    lines: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "3" },
    lifecycles: { type: "boolean", default: false },
    only: { type: "string" },
  },
});
const [lines, rounds] = [Number(values.lines), Number(values.rounds)];
if (!(lines >= 1000 && rounds >= 1)) throw new Error("--lines is at least 1000, --rounds at least 1");

const machine = machineNow();
const logs = createLogs();

function keepLifecycles() {
  const before = JSON.parse(readFileSync(new URL("lifecycles.json", import.meta.url), "utf8")).lifecycles;
  const lifecycles = measureLifecycles(logs, rounds, { only: values.only, before });
  return keep("log/lifecycles.json", { machine, rounds, lifecycles });
}

/** What is measured on iinkedSign's logs, of which the truth is known. */
function measureTrueLogs() {
  const inOrder = logs.write("in-order", ["--lines", String(lines)]);
  const overtaken = logs.write("overtaken", ["--lines", String(lines), "--late", "0.03", "--duplicate", "0.01"]);
  const empty = logs.write("empty", ["--lines", "20"]);
  const told = { inOrder, overtaken };

  holdAgainstTruth(inOrder);
  holdAgainstTruth(overtaken);
  holdAgainstTruth(overtaken, "--order", "happened");

  const all = contestants(cpus().length).map((contestant) => ({ ...contestant, taken: [] }));
  const outputs = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const { name, measure, log, alike, taken } of all) {
      const { output, ...measured } = measure(told[log]);
      taken.push(measured);
      if (alike === undefined) continue;
      if ((outputs.get(alike) ?? output) !== output) throw new Error(`${name}: another report than with other threads`);
      outputs.set(alike, output);
    }
  }

  const of = (taken, figure) => median(taken.map((measured) => measured[figure]));
  const results = {
    machine,
    lines,
    rounds,
    bytes: inOrder.bytes,
    subjects: inOrder.truth.subjects,
    illegal: inOrder.truth.illegal.length,
    memory: {
      empty: median(Array.from({ length: rounds }, () => check(empty, "--threads", "1").peak)),
      remembered: inOrder.truth.remembered,
    },
    measured: all.map(({ name, key, taken }) => ({
      name,
      key,
      elapsed: of(taken, "elapsed"),
      processor: of(taken, "processor"),
      peak: of(taken, "peak"),
      ...(taken[0].reasons === undefined ? {} : { reasons: taken[0].reasons }),
    })),
    curve: measureCurve(logs, Math.round(lines / 2)),
  };
  return results;
}

try {
  if (!values.lifecycles) keep("log/results.json", measureTrueLogs());
  const page = keepLifecycles();
  console.log(page.slice(page.indexOf("## Whole logs")));
} finally {
  logs.removeAll();
}
