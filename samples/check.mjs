// The main job on every sample log: what `npm start` shows.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

const samples = [
  ["iinkedsign.ndjson", "iinkedsign", "maxAttempts=3,maxResets=1,maxErrors=2"],
  ["persona-webhooks.ndjson", "persona", "maxAttempts=3"],
  ["assetpay-polls.ndjson", "assetpay", ""],
  ["fortid-polls.ndjson", "fortid", "sessionTimeoutSeconds=300,gracePeriodSeconds=60"],
];

for (const [file, lifecycle, policy] of samples) {
  const log = fileURLToPath(new URL(file, import.meta.url));
  const policyFlags = policy === "" ? [] : ["--policy", policy];
  const { status } = spawnSync(
    process.execPath,
    [cli, "check", log, "--lifecycle", lifecycle, ...policyFlags, "--fail-on", "none"],
    { stdio: "inherit" },
  );
  if (status !== 0) process.exit(status ?? 2);
  console.log(`\n${"─".repeat(100)}\n`);
}
