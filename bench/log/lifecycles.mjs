/** What a line costs with each lifecycle, beside JSON.parse of the same lines: what starting a process takes is left out. */
import { fileURLToPath } from "node:url";
import { run } from "./process.mjs";

const program = (name) => fileURLToPath(new URL(name, import.meta.url));
const command = program("../../dist/cli.js");
const stage = program("stage.mjs");

/** What is checked, in logs of which lifecycles, with the subjects that come to about as many lines. */
const simulated = [
  { checked: "persona/verification", subjects: { "persona/verification": 320_000 } },
  { checked: "persona/inquiry", subjects: { "persona/inquiry": 70_000 } },
  { checked: "persona", subjects: { "persona/verification": 160_000, "persona/inquiry": 35_000 } },
  { checked: "assetpay/process", subjects: { "assetpay/process": 400_000 } },
  { checked: "assetpay/client", subjects: { "assetpay/client": 285_000 } },
  { checked: "assetpay", subjects: { "assetpay/client": 285_000 } },
  { checked: "fortid", subjects: { fortid: 455_000 } },
];

const seconds = (argv, rounds) =>
  Math.min(...Array.from({ length: rounds }, () => run(argv[0], argv.slice(1), [0, 1]).processor));

/** Of logs with what providers send beside, a part is enough. */
const besidesShare = 1 / 10;

/**
 * The best of some rounds: what the machine does besides only ever adds. With `only`, all others are as they were measured
 * before.
 */
export function measureLifecycles(logs, rounds, { only, before }) {
  if (only !== undefined && !simulated.some(({ checked }) => checked === only))
    throw new Error(`nobody checks ${only}`);
  return simulated.map(({ checked, subjects }) => {
    const kept = before.find((row) => row.checked === checked);
    if (only !== undefined && checked !== only && kept !== undefined) return kept;
    const plain = measureLog(logs, checked, subjects, rounds, (log) => log);
    const some = Object.entries(subjects).map(([lifecycle, count]) => [lifecycle, Math.round(count * besidesShare)]);
    const besides = measureLog(logs, checked, Object.fromEntries(some), rounds, logs.withBesides);
    return { checked, ...plain, besides };
  });
}

function measureLog(logs, checked, subjects, rounds, madeOf) {
  const few = Object.fromEntries(Object.keys(subjects).map((lifecycle) => [lifecycle, 3]));
  const [log, empty] = [subjects, few].map((counts) => madeOf(logs.simulate(counts)));
  const costs = (argvOf) =>
    ((seconds(argvOf(log.path), rounds) - seconds(argvOf(empty.path), rounds)) / log.lines) * 1e9;
  const measured = {
    lines: log.lines,
    bytes: log.bytes,
    parse: costs((path) => [stage, "parse", path]),
    check: costs((path) => [command, "check", path, "--lifecycle", checked, "--threads", "1"]),
  };
  logs.remove(log);
  return measured;
}
