/** The parts of `src` whose code is mutated, and the tests that look for the mutants of each. */
import { readdirSync } from "node:fs";

export interface Room {
  readonly name: string;
  /** What is mutated. */
  readonly files: readonly string[];
  /** The tests that look for its mutants. */
  readonly tests: readonly string[];
  /** The least part of the covered mutants that the tests must notice, in percent. */
  readonly bar: number;
  /** How many examples a property is tried with that does not say it itself; fast-check's default when not given. */
  readonly examples?: number;
  /** Leaves out the dearest tests, so that the others together cost this part of all; none when not given. */
  readonly share?: number;
}

/** What verdicts and proofs rest on. */
const foundations = [
  "src/graph/graph.ts",
  "src/instant.ts",
  "src/observer/observer.ts",
  "src/record/record.ts",
  "src/record/stored-record.ts",
  "src/trace.ts",
  "src/verdict/verdict.ts",
];

/** What becomes of a report: where it stands among the known, what it is there, and what of it is remembered. */
const judging = [
  "src/observer/folded.ts",
  "src/record/checkpoint.ts",
  "src/record/equal-times.ts",
  "src/record/fold.ts",
  "src/record/report.ts",
  "src/record/window.ts",
  "src/verdict/acceptance.ts",
  "src/verdict/judge.ts",
  "src/verdict/placement.ts",
  "src/verdict/times.ts",
];

/** The rooms of the engine, in the order in which they stand on each other, and its front door. */
const engine = ["graph", "policy", "observer", "explanation", "compiled", "record", "verdict", "messages"].map(
  (room) => `src/${room}`,
);

const filesIn = (folder: string, ending = ".ts"): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);

/** With those in the rooms inside. */
const filesWithin = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name}`);

const testsIn = (...folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) => filesIn(folder, ".test.ts"));

const testsNamed = (folder: string, ...names: readonly string[]): readonly string[] =>
  names.map((name) => `${folder}/${name}.test.ts`);

const engineTests = [
  ...testsIn("test/unit", "test/iinkedsign", "test/persona", "test/assetpay", "test/fortid"),
  "test/traces.test.ts",
];

/** Without those that start threads, and those in which a package is not installed. */
const commandTests = testsIn("test/cli").filter(
  (file) => !testsNamed("test/cli", "threads", "missing-package").includes(file),
);

const face = (name: string, tests: readonly string[], folder = `src/${name}`): Room => ({
  name,
  files: filesIn(folder),
  tests,
  bar: 85,
});

/** `src/page` is in no room: it is tested in browsers. */
export const rooms: readonly Room[] = [
  { name: "foundations", files: foundations, tests: engineTests, bar: 95 },
  { ...face("proof", testsNamed("test/proof", "answers", "components", "text", "words")), bar: 95 },
  { name: "judging", files: judging, tests: engineTests, bar: 85 },
  {
    name: "engine",
    files: ["src", ...engine]
      .flatMap((folder) => filesIn(folder))
      .filter((file) => !foundations.includes(file) && !judging.includes(file)),
    tests: [...engineTests, "test/person/person.test.ts", ...testsIn("test/sneak-paths", "test/records")],
    bar: 85,
    share: 1 / 3,
  },
  face("laws", ["test/laws-seeded.test.ts"]),
  // What is compared with explorations of every policy takes too long here: the pictures that are kept stand for it.
  face(
    "draw",
    testsNamed(
      "test/draw",
      "detour",
      "dot",
      "explored",
      "fits",
      "history",
      "html",
      "intersect",
      "kept",
      "parts",
      "route",
      "sizes",
      "svg",
      "words",
    ),
  ),
  // What is tried in databases takes too long here: the texts stand for it.
  face("export", testsNamed("test/export", "formats", "sql/step-table", "texts")),
  face("history", testsNamed("test/export", "texts"), "src/export/history"),
  face("sql", testsNamed("test/export", "texts"), "src/export/sql"),
  { ...face("testing", testsIn("test/testing")), examples: 40 },
  { ...face("bulk", testsIn("test/bulk")), files: filesWithin("src/bulk"), examples: 10 },
  face("inspect", testsNamed("test/inspect", "inspector-options", "privacy", "watched")),
  face("atlas", testsNamed("test/atlas", "log-reader", "policy-fields", "possibilities", "summary", "timeline")),
  {
    ...face("cli", commandTests),
    examples: 10,
    // It is the process itself.
    files: filesWithin("src/cli").filter((file) => file !== "src/cli/main.ts"),
  },
];

/** A minute's worth, for every change. */
export const sample: Room = {
  name: "sample",
  files: ["src/instant.ts"],
  tests: ["test/unit/instant.test.ts"],
  bar: 95,
};
