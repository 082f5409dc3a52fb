/** Logs to measure on, each with its truth, in a folder that is taken away at the end. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
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
    /** As the provider could have sent it, with all that goes wrong but lines that are no JSON. */
    simulate(lifecycle, subjects) {
      const path = join(folder, `${lifecycle.replace("/", "-")}-${subjects}.ndjson`);
      const flags = ["--subjects", String(subjects), "--corrupt", "0", "--output", path];
      execFileSync(process.execPath, [command, "simulate", lifecycle, ...flags]);
      return { path, bytes: statSync(path).size, lines: readFileSync(path, "latin1").split("\n").length - 1 };
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
