/** Files of tests as scripts that can be evaluated anew as often as one likes, each with all of our code that it imports. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { build, type Plugin } from "esbuild";
import { entries } from "../../../entries.js";

export interface TestFile {
  readonly file: string;
  /** Evaluates the file and all of our code that it imports, with what stands for "vitest". */
  readonly evaluate: (vitest: object) => void;
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
export function bundleTests(files: readonly string[]): Promise<readonly TestFile[]> {
  const require = createRequire(resolve("package.json"));
  return Promise.all(
    files.map(async (file) => {
      const { outputFiles } = await build({
        // esbuild would stay in the folder in which it was loaded.
        absWorkingDir: process.cwd(),
        entryPoints: [file],
        bundle: true,
        write: false,
        format: "cjs",
        platform: "node",
        target: "node20",
        packages: "external",
        logLevel: "silent",
        plugins: [sources],
      });
      const text = outputFiles.map((output) => output.text).join("");
      const script = new Script(`(function (require) {${text}\n})`, { filename: file });
      return {
        file,
        evaluate: (vitest) => {
          const run: (imported: (name: string) => unknown) => void = script.runInThisContext();
          run((name) => (name === "vitest" ? vitest : require(name)));
        },
      };
    }),
  );
}
