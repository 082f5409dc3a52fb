/** Files of tests as a script that can be evaluated anew as often as one likes, with all of our code that they import. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { build, type Plugin } from "esbuild";
import { entries } from "../../../entries.js";

export interface TestBundle {
  readonly files: readonly string[];
  /** Our code afresh. A file is run when it is asked for, with what it imports from "vitest"; all of them share our code. */
  readonly evaluate: () => (file: string, vitest: object) => void;
}

/** Our own entries are their sources, and each module knows its own address, which a bundle would not. */
const sources: Plugin = {
  name: "sources",
  setup(bundling) {
    for (const [name, file] of Object.entries(entries)) {
      const filter = new RegExp(name === "index" ? "^kycle$" : `^kycle/${name}$`);
      bundling.onResolve({ filter }, () => ({ path: resolve(file) }));
    }
    bundling.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)),
      loader: "ts",
    }));
  },
};

/** The files by their paths in the folder that is the process's own now. */
export async function bundleTests(files: readonly string[]): Promise<TestBundle> {
  const require = createRequire(resolve("package.json"));
  const runs = files.map((file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(resolve(file))})`);
  const { outputFiles } = await build({
    // esbuild would stay in the folder in which it was loaded.
    absWorkingDir: process.cwd(),
    stdin: { contents: `run({ ${runs.join()} })`, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    target: "node20",
    packages: "external",
    // A script that is run by itself has nobody to import for it.
    supported: { "dynamic-import": false },
    logLevel: "silent",
    plugins: [sources],
  });
  const text = outputFiles.map((output) => output.text).join("");
  const script = new Script(`(function (require, run) {${text}\n})`, { filename: "tests.js" });
  const load: (require: (name: string) => unknown, run: (files: Readonly<Record<string, () => void>>) => void) => void =
    script.runInThisContext();
  return {
    files,
    evaluate() {
      let heard: object = {};
      let lazy: Readonly<Record<string, () => void>> = {};
      // What two files share imports "vitest" once, and is to be heard by the file that runs it.
      const vitest = new Proxy({}, { get: (_, name): unknown => Reflect.get(heard, name) });
      load(
        (name) => (name === "vitest" ? vitest : require(name)),
        (all) => (lazy = all),
      );
      return (file, hearing) => {
        heard = hearing;
        lazy[file]?.();
      };
    },
  };
}
