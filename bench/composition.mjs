/** `node bench/composition.mjs [provider]`: what our own part of an import consists of, by what it is for; minified bytes, xstate and zod apart. */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { kilobytes, round, table } from "./figures.mjs";

/** What each source file is for; the first that fits. */
const parts = [
  ["claims, for `prove`", /properties\.ts$|src\/proof\//],
  ["writing messages, for tests and `simulate`", /messages\.ts$|invented-id|src\/hash/],
  ["evidence: levels and sources, which verdicts name", /evidence\.ts$/],
  ["reading messages", /wire\.ts$|src\/(reading|exchange|instant|observation|path-text)/],
  ["the machine, its words and its policy", /^machines\//],
  [
    "exploring: every configuration under every policy",
    /src\/(chart|ways|graph|family|situation|decision-tree|policy-sets)/,
  ],
  [
    "observing: which configurations fit",
    /src\/(observer|estimate|alphabet|compiled|dense-table|inquiry|automaton|step|memo)/,
  ],
  [
    "explaining: paths, refusals, sentences, views",
    /src\/(refusal|detours|rejection|explanation|path|verdict|rule|decision|sentence|telling|view|transition|phase|acceptance|configurations)/,
  ],
  ["records: their form, checked and stored", /src\/(record|open-record|intact-record|remembered|checkpoint|json)/],
  ["judging: a report in its place", /^src\//],
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
