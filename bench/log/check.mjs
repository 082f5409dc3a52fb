/** `kycle check` on a log, measured, and its findings held against the truth. */
import { fileURLToPath } from "node:url";
import { run } from "./process.mjs";

const command = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
/** The generator's. */
export const policy = "maxAttempts=3";

export function check({ path }, ...flags) {
  return run(command, ["check", path, "--lifecycle", "iinkedsign", "--policy", policy, ...flags], [0, 1]);
}

/** Fails where a line is illegal in truth and not found, or found and not illegal in truth. */
export function holdAgainstTruth(log, ...flags) {
  const { findings } = JSON.parse(check(log, "--format", "json", "--fail-on", "illegal", ...flags).output);
  const found = findings.map(({ line }) => line).toSorted((a, b) => a - b);
  const { illegal } = log.truth;
  const differing = found.length === illegal.length ? found.findIndex((line, nth) => line !== illegal[nth]) : 0;
  if (differing === -1) return;
  const [own, true_] = [new Set(found), new Set(illegal)];
  const wrong = found.filter((line) => !true_.has(line));
  const missed = illegal.filter((line) => !own.has(line));
  throw new Error(
    `kycle check ${flags.join(" ")}: ${wrong.length} lines wrongly found, as ${wrong.slice(0, 5)}; ${missed.length} missed, as ${missed.slice(0, 5)}`,
  );
}
