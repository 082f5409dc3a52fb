/** What a line costs with each lifecycle, beside JSON.parse of the same lines: what starting a process takes is left out. */
import { fileURLToPath } from "node:url";
import { run } from "./process.mjs";

const program = (name) => fileURLToPath(new URL(name, import.meta.url));
const command = program("../../dist/cli.js");
const stage = program("stage.mjs");

/** Those that have no generator of their own, with the subjects that come to about as many lines. */
const simulated = [
  { lifecycle: "persona/verification", subjects: 64_000 },
  { lifecycle: "persona/inquiry", subjects: 14_000 },
  { lifecycle: "assetpay/process", subjects: 80_000 },
  { lifecycle: "assetpay/client", subjects: 57_000 },
  { lifecycle: "fortid", subjects: 91_000 },
];

const seconds = (argv, rounds) =>
  Math.min(...Array.from({ length: rounds }, () => run(argv[0], argv.slice(1), [0, 1]).processor));

/** Of logs with what providers send beside, a part is enough. */
const besidesShare = 1 / 4;

/** The best of some rounds: what the machine does besides only ever adds. */
export function measureLifecycles(logs, rounds) {
  return simulated.map(({ lifecycle, subjects }) => {
    const plain = measureLog(logs, lifecycle, subjects, rounds, (log) => log);
    const besides = measureLog(logs, lifecycle, Math.round(subjects * besidesShare), rounds, logs.withBesides);
    return { lifecycle, ...plain, besides };
  });
}

function measureLog(logs, lifecycle, subjects, rounds, madeOf) {
  const [log, empty] = [subjects, 3].map((count) => madeOf(logs.simulate(lifecycle, count)));
  const costs = (argvOf) =>
    ((seconds(argvOf(log.path), rounds) - seconds(argvOf(empty.path), rounds)) / log.lines) * 1e9;
  const measured = {
    lines: log.lines,
    bytes: log.bytes,
    parse: costs((path) => [stage, "parse", path]),
    check: costs((path) => [command, "check", path, "--lifecycle", lifecycle, "--threads", "1"]),
  };
  logs.remove(log);
  return measured;
}
