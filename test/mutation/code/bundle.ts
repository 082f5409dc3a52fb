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
  readonly evaluate: () => Evaluated;
}

/** Our code afresh. A file is run when it is asked for; all of them share our code. */
export interface Evaluated {
  /** Runs what modules that are mutated do by themselves, when they are imported. */
  readonly load: () => void;
  /** Runs a file of tests, with what it imports from "vitest". */
  readonly hear: (file: string, vitest: object) => void;
}

/** No file of tests has this name. */
const allMutated = "what is mutated";

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

/** Files of tests, and those that are mutated, by their paths in the folder that is the process's own now. */
export async function bundleTests(files: readonly string[], mutated: readonly string[]): Promise<TestBundle> {
  const require = createRequire(resolve("package.json"));
  const importing = (file: string): string => `require(${JSON.stringify(resolve(file))})`;
  const runs = [
    ...files.map((file) => `${JSON.stringify(file)}: () => ${importing(file)}`),
    `${JSON.stringify(allMutated)}: () => [${mutated.map(importing).join()}]`,
  ];
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
      return {
        load() {
          lazy[allMutated]?.();
        },
        hear(file, hearing) {
          heard = hearing;
          lazy[file]?.();
        },
      };
    },
  };
}
