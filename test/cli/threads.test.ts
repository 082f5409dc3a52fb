/** The command with threads of its own; what they read, and how it comes together, is in stretches.test.ts. */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReadingTask } from "../../src/cli/reading/stretch.js";
import { kycle } from "./kycle.js";

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
let folder = "";
let command = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kycle-"));
  command = join(folder, "cli.mjs");
  await build({
    entryPoints: [file("../../src/cli/main.ts")],
    outfile: command,
    bundle: true,
    platform: "node",
    format: "esm",
    external: ["@resvg/resvg-js", "elkjs"],
    logLevel: "error",
    banner: {
      js: `import { createRequire as requireFrom } from "node:module";const require = requireFrom(import.meta.url);`,
    },
  });
}, 120_000);
afterAll(async () => rm(folder, { recursive: true }));

const startThread = (workerData: ReadingTask): Worker => new Worker(command, { workerData });

describe("the report", () => {
  const logs = (): readonly string[] => ["one.ndjson", "two.ndjson"].map((name) => join(folder, name));
  beforeAll(() => {
    for (const [nth, log] of logs().entries()) {
      const flags = ["--lines", "4500", "--late", "0.05", "--duplicate", "0.05", "--trim", "--seed", String(nth + 1)];
      execFileSync(process.execPath, [file("../../bench/log/generate.mjs"), log, ...flags]);
    }
  });

  test.each([
    ["text", "delivered"],
    ["json", "happened"],
  ])(
    "as %s, judged as %s, is the one of a single thread",
    async (format, order) => {
      const argv = ["check", ...logs(), "--lifecycle", "iinkedsign", "--policy", "maxAttempts=3"];
      const flags = ["--format", format, "--order", order, "--fail-on", "illegal,late"];
      let started = 0;
      const threaded = await kycle([...argv, ...flags, "--threads", "3"], {
        startThread: (given) => {
          started += 1;
          return startThread(given);
        },
      });
      expect(started).toBe(2);
      expect(threaded).toEqual(await kycle([...argv, ...flags, "--threads", "1"], { startThread }));
    },
    120_000,
  );

  test("of the command itself is the same, too", () => {
    const told = ["1", "2"].map((threads) => {
      const flags = ["--policy", "maxAttempts=3", "--fail-on", "none", "--threads", threads];
      const argv = [command, "check", ...logs(), "--lifecycle", "iinkedsign", ...flags];
      return execFileSync(process.execPath, argv, { encoding: "utf8" });
    });
    expect(told[1]).toBe(told[0]);
    expect(told[0]).toContain("9,000 reports");
  }, 120_000);
});

test("a file that goes away meanwhile is named", async () => {
  const path = join(folder, "gone.ndjson");
  await writeFile(path, "{}\n");
  const ran = await kycle(["check", path, "--lifecycle", "iinkedsign", "--threads", "2"], {
    startThread: (given) => {
      void rm(path);
      return startThread(given);
    },
  });
  expect(ran).toMatchObject({ code: 2, stderr: `kycle: ${path}: no such file\n` });
});
