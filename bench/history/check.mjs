/** What `kycle check --order happened` says of each line of a log. */
import { fileURLToPath } from "node:url";
import { run } from "../log/process.mjs";
import { createSaid } from "./said.mjs";

export const command = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** Every kind of verdict that is told of line by line; of the lines that are not told of, each is an advance. */
const told = ["duplicate", "unknown", "superseded", "stale", "late", "gap", "illegal"];

export function saidByCheck({ path, lines }, policy) {
  const flags = ["--policy", policy, "--order", "happened", "--format", "json", "--fail-on", told.join(",")];
  const { output, ...took } = run(command, ["check", path, "--lifecycle", "iinkedsign", ...flags], [0, 1]);
  const { findings, messages, verdicts } = JSON.parse(output);
  if (messages !== lines) throw new Error(`kycle check saw ${messages} of ${lines} lines`);
  const said = createSaid(lines);
  for (const { line, verdict, reason, message } of findings) {
    said.say(line, reason === undefined ? verdict : `${verdict}.${reason}`, message);
  }
  if (verdicts.advance !== lines - findings.length) throw new Error("kycle check counts other lines than it tells of");
  for (let line = 1; line <= lines; line++) if (said.rule(line) === undefined) said.say(line, "advance");
  return { said, took };
}
