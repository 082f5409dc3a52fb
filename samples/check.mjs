// The main job on every sample log: what `npm start` shows.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));
const samples = JSON.parse(readFileSync(pathOf("samples.json"), "utf8"));

const line = "─".repeat(Math.min(100, process.stdout.columns ?? 100));

for (const { log, lifecycle, policy } of samples) {
  const flags = ["--lifecycle", lifecycle, "--policy", policy, "--fail-on", "none"];
  const argv = [pathOf("../dist/cli.js"), "check", pathOf(log), ...flags];
  const { status } = spawnSync(process.execPath, argv, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 2);
  console.log(`\n${line}\n`);
}
