/** The command as it is installed: one file with its pages beside it, in a folder of its own, run as a process. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { writePages } from "../../pages.js";

export interface BuiltCommand {
  readonly folder: string;
  start(...argv: readonly string[]): Running;
  remove(): Promise<void>;
}

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  /** Settles with all that was written, once it holds `words`; fails when the process ends first. */
  heard(words: string): Promise<string>;
  /** Settles with the exit code. */
  readonly ended: Promise<number | null>;
}

export async function buildCommand(): Promise<BuiltCommand> {
  const folder = await mkdtemp(join(tmpdir(), "kycle-"));
  await Promise.all([
    build({
      entryPoints: { cli: fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url)) },
      outdir: folder,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      // Loaded only to draw, and only where they are installed.
      external: ["@resvg/resvg-js", "elkjs"],
      logLevel: "error",
      banner: {
        js: `import { createRequire as requireFrom } from "node:module";const require = requireFrom(import.meta.url);`,
      },
    }),
    writePages(folder),
  ]);
  return {
    folder,
    start: (...argv) => running(spawn(process.execPath, [join(folder, "cli.mjs"), ...argv])),
    remove: async () => rm(folder, { recursive: true, force: true }),
  };
}

function running(child: ChildProcessWithoutNullStreams): Running {
  let text = "";
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer): void => {
    text += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = new Promise<number | null>((resolve) => {
    child.on("exit", resolve);
  });
  return {
    child,
    ended,
    heard: async (words) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (text.includes(words)) resolve(text);
        };
        listeners.add(look);
        void ended.then((code) => reject(new Error(`ended with ${code} before it said "${words}": ${text}`)));
        look();
      }),
  };
}
