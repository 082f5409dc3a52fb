/** What `kycle check --order happened --format ndjson` says of each line of a log, part by part. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpus } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createSaid } from "./said.mjs";

export const command = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const account = new URL("../log/account.mjs", import.meta.url).href;

/** As many parts at a time as there are processors. Also gives what it took: the peak is the largest of one process. */
export async function saidByCheck({ whole, parts }, policy) {
  const said = createSaid(whole.lines);
  const took = { processor: 0, peak: 0 };
  const waiting = [...parts];
  const start = performance.now();

  async function judgeParts() {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      const { processor, peak } = await judge(part);
      took.processor += processor;
      took.peak = Math.max(took.peak, peak);
    }
  }

  async function judge({ path, lines }) {
    const flags = ["--lifecycle", "iinkedsign", "--policy", policy, "--order", "happened", "--format", "ndjson"];
    const check = spawn(process.execPath, ["--import", account, command, "check", path, ...flags], {
      stdio: ["ignore", "pipe", "inherit", "pipe"],
    });
    const ended = once(check, "close");
    const accounted = check.stdio[3].toArray();
    for await (const row of createInterface({ input: check.stdout })) {
      const { line, verdict, reason, message } = JSON.parse(row);
      said.say(lines[line - 1], reason === undefined ? verdict : `${verdict}.${reason}`, message);
    }
    const [code] = await ended;
    if (code !== 0 && code !== 1) throw new Error(`kycle check ended with ${code}`);
    return JSON.parse(Buffer.concat(await accounted).toString());
  }

  await Promise.all(Array.from({ length: cpus().length }, judgeParts));
  return { said, took: { ...took, elapsed: (performance.now() - start) / 1000 } };
}
