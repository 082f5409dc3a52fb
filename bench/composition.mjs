/** `node bench/composition.mjs [provider]`: what our own part of an import consists of, by what it is for; minified bytes, xstate and zod apart. */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { kilobytes, round, table } from "./figures.mjs";

/** What each source file is for; the first that fits. */
const parts = [
  ["claims, for `prove`", /properties\.ts$|^src\/proof\//],
  ["writing messages, for tests and `simulate`", /messages\.ts$|^src\/messages\//],
  ["evidence: levels and sources, which verdicts name", /evidence\.ts$/],
  ["reading messages", /wire\.ts$|^src\/(reading|exchange|instant|observation|path-text)/],
  ["the machine, its words and its policy", /^machines\//],
  ["graph and policy: every configuration under every policy", /^src\/(graph|policy)\//],
  ["observer, as searched and as compiled: which configurations fit", /^src\/(observer|compiled)\//],
  ["explanation: paths, detours, refusals", /^src\/explanation\//],
  ["record: its form, checked, folded and stored", /^src\/record\//],
  ["verdict: a report in its place, and what is said of it", /^src\/verdict\//],
  ["the front door: lifecycles, views, transitions, open records", /^src\//],
];

export async function compositionOf(provider) {
  const root = new URL("..", import.meta.url).pathname;
  const { metafile, outputFiles } = await build({
    entryPoints: [`machines/${provider}/lifecycle.ts`],
    absWorkingDir: root,
    outfile: "composition.js",
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    external: ["xstate", "zod"],
    metafile: true,
    write: false,
  });
  const [{ inputs }] = Object.values(metafile.outputs);
  const bytes = new Map(parts.map(([name]) => [name, 0]));
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    const [name] = parts.find(([, pattern]) => pattern.test(file));
    bytes.set(name, bytes.get(name) + bytesInOutput);
  }
  const [{ contents }] = outputFiles;
  return { parts: [...bytes], minified: contents.length, compressed: gzipSync(contents, { level: 9 }).length };
}

const { parts: found, minified, compressed } = await compositionOf(process.argv[2] ?? "iinkedsign");
const share = (bytes) => `${round((100 * bytes) / minified)} %`;
const rows = found.toSorted(([, a], [, b]) => b - a).map(([name, bytes]) => [name, kilobytes(bytes), share(bytes)]);
console.log(
  table(["", "minified", "of all"], [...rows, ["all", kilobytes(minified), `${kilobytes(compressed)} compressed`]]),
);
