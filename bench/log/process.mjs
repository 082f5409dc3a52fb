/** Runs a Node program in a process of its own and measures it: seconds elapsed, of all processors, and the peak of memory in bytes. */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const account = new URL("account.mjs", import.meta.url).href;

/** Fails for a program that ends with another code than those expected. */
export function run(program, argv, codes = [0]) {
  const folder = mkdtempSync(join(tmpdir(), "kycle-bench-"));
  const files = ["output", "account"].map((name) => join(folder, name));
  const [output, told] = files.map((file) => openSync(file, "w"));
  try {
    const { status, signal } = spawnSync(process.execPath, ["--import", account, program, ...argv], {
      stdio: ["ignore", output, "inherit", told],
    });
    if (!codes.includes(status)) throw new Error(`${program} ${argv.join(" ")} ended with ${status ?? signal}`);
    return { ...JSON.parse(readFileSync(files[1], "utf8")), output: readFileSync(files[0], "utf8") };
  } finally {
    for (const descriptor of [output, told]) closeSync(descriptor);
    rmSync(folder, { recursive: true });
  }
}
