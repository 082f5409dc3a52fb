/** Logs to measure on, each with its truth, in a folder that is taken away at the end. */
import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeWithBesides } from "./besides.mjs";

const command = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const generator = fileURLToPath(new URL("generate.mjs", import.meta.url));

export function createLogs() {
  const folder = mkdtempSync(join(tmpdir(), "kycle-logs-"));
  return {
    write(name, flags) {
      const path = join(folder, `${name}.ndjson`);
      execFileSync(process.execPath, [generator, path, ...flags]);
      return { path, bytes: statSync(path).size, truth: JSON.parse(readFileSync(`${path}.truth.json`, "utf8")) };
    },
    /**
     * As the provider could have sent it, with all that goes wrong but lines that are no JSON; `subjects` by lifecycle, of
     * which each tells a line in turn.
     */
    simulate(subjects) {
      const parts = Object.entries(subjects).map(([lifecycle, count]) => {
        const part = join(folder, `${lifecycle.replace("/", "-")}-${count}.part`);
        const flags = ["--subjects", String(count), "--corrupt", "0", "--output", part];
        execFileSync(process.execPath, [command, "simulate", lifecycle, ...flags]);
        return part;
      });
      const path = join(folder, `in-turns-${Object.values(subjects).join("-")}.ndjson`);
      const lines = writeInTurns(parts, path);
      for (const part of parts) rmSync(part);
      return { path, bytes: statSync(path).size, lines };
    },
    /** The same with what providers send beside. */
    withBesides({ path, lines }) {
      const rich = path.replace(/ndjson$/, "besides.ndjson");
      writeWithBesides(path, rich);
      return { path: rich, bytes: statSync(rich).size, lines };
    },
    remove: ({ path }) => rmSync(path),
    removeAll: () => rmSync(folder, { recursive: true }),
  };
}

/** Writes a line of each log in turn, and tells how many there are. */
function writeInTurns(logs, to) {
  const all = logs.map((log) => readFileSync(log, "latin1").split("\n").slice(0, -1));
  const file = openSync(to, "w");
  for (let nth = 0; all.some(({ length }) => nth < length); nth++) {
    const turn = all.flatMap((lines) => lines[nth] ?? []);
    writeSync(file, `${turn.join("\n")}\n`, undefined, "latin1");
  }
  closeSync(file);
  return all.reduce((sum, { length }) => sum + length, 0);
}
