// The packed package where its users run it: on every Node, in every bundler, under every TypeScript. `--short`: with the tools at hand only.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundles } from "./runtimes/bundles.mjs";
import { compilers } from "./runtimes/compilers.mjs";
import { own } from "./runtimes/own.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const isShort = process.argv.includes("--short");
const tools = { vite: "8.3.8", rollup: "4.67.4", "@rollup/plugin-node-resolve": "16.0.3" };
const nodes = isShort ? [] : ["20", "22", "24"];

const consumer = mkdtempSync(join(tmpdir(), "kycle-runtimes-"));
const failures = [];

function run(command, flags, options = {}) {
  const { status, stdout, stderr } = spawnSync(command, flags, { cwd: consumer, encoding: "utf8", ...options });
  return { ok: status === 0, output: `${stdout}${stderr}`.trim() };
}

function report(title, { ok, output }, shown = "") {
  console.log(`${ok ? "ok" : "NOT OK"}  ${title}${shown === "" ? "" : `  ${shown}`}`);
  if (ok) return;
  failures.push(title);
  console.log(
    output
      .split("\n")
      .slice(0, 20)
      .map((line) => `    ${line}`)
      .join("\n"),
  );
}

/** esbuild names the file before each piece that it bundles. */
function licencesIn(dist) {
  const held = readFileSync(join(dist, "cli.js"), "utf8").matchAll(/^\/\/ .*node_modules\/((?:@[^/]+\/)?[^/]+)\//gm);
  const names = [...new Set([...held].map(([, name]) => name))];
  const licences = readFileSync(join(dist, "THIRD-PARTY-LICENSES.txt"), "utf8");
  const missing = names.filter((name) => !licences.includes(`\n${name} `));
  const ok = names.includes("commander") && missing.length === 0;
  return { ok, output: `${names.length} packages are bundled; without a licence: ${missing.join(", ")}` };
}

try {
  execFileSync("npm", ["pack", "--silent", "--pack-destination", consumer], { cwd: root });
  const tarball = readdirSync(consumer).find((file) => file.endsWith(".tgz"));
  writeFileSync(join(consumer, "package.json"), '{ "name": "consumer", "private": true, "type": "module" }\n');
  cpSync(join(root, ".npmrc"), join(consumer, ".npmrc"));
  const packages = isShort ? [] : Object.entries(tools).map(([name, version]) => `${name}@${version}`);
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", `./${tarball}`, ...packages], {
    cwd: consumer,
    stdio: ["ignore", "ignore", "inherit"],
  });

  cpSync(join(root, ".ci/runtimes/judge.mjs"), join(consumer, "judge.mjs"));
  cpSync(join(root, ".ci/runtimes/judge.cjs"), join(consumer, "judge.cjs"));
  for (const file of ["judge.mjs", "judge.cjs"]) {
    report(
      `this Node, ${process.version}, ${file.endsWith("mjs") ? "ESM" : "CommonJS"}`,
      run(process.execPath, [file]),
    );
    for (const version of nodes) {
      const ran = run("npx", ["-y", "-p", `node@${version}`, "node", file]);
      report(
        `Node ${version}, ${file.endsWith("mjs") ? "ESM" : "CommonJS"}`,
        ran,
        ran.output.split("\n").find((line) => line.startsWith("kycle ")),
      );
    }
  }

  for (const { title, ok, output } of own({ root, consumer, run })) report(title, { ok, output });
  report("the licences of all that the command holds copies of", licencesIn(join(consumer, "node_modules/kycle/dist")));
  mkdirSync(join(consumer, "bundles"));
  for (const { title, ok, output, shown } of await bundles({ root, consumer, isShort }))
    report(title, { ok, output }, shown);
  for (const { title, ok, output } of compilers({ root, consumer, isShort, run })) report(title, { ok, output });
} finally {
  rmSync(consumer, { recursive: true, force: true });
}

console.log(failures.length === 0 ? "\nThe package runs everywhere it was tried." : `\n${failures.length} failed.`);
process.exitCode = failures.length === 0 ? 0 : 1;
