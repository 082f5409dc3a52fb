/**
 * `npm run mutate:code`: small mistakes in the code of `src`, one at a time, made by Stryker and looked for by the tests of
 * each room. Exit code 1 when a room is below its bar, when a survivor that needs a reason has none, or when a reason has no
 * survivor.
 *
 * Words are rooms, or files of them; all when there are none, and that takes hours. What was measured is kept under
 * coverage/mutation, and only what a change touches is measured again. `--report` measures nothing, `--write` puts the tables of
 * what was asked for into docs/mutants.md, `--short` is a sample of less than a minute, `--by-vitest` lets vitest run the tests, which takes several times as long.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Stryker } from "@stryker-mutator/core";
import { tableText } from "../../../src/cli/text/table.js";
import { changedSince, readMeasured } from "./measured.js";
import { readReasons } from "./reasons.js";
import { fatesOf, type FileFates, head, markdownOf, problemsOf, rewritten, rowsOf } from "./report.js";
import { type Room, rooms, sample } from "./rooms.js";

const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const flags = ["--short", "--report", "--write", "--by-vitest"];
const [isShort, isReporting, isWriting, isByVitest] = flags.map((flag) => process.argv.includes(flag));
const asked = isShort ? [sample] : words.length === 0 ? rooms : rooms.filter((room) => isAsked(room));
if (asked.length === 0) {
  const names = rooms.map(({ name }) => name).join(" | ");
  console.error(`mutate:code [${names} | src/….ts]… [--short] [--by-vitest] [--report] [--write]`);
  process.exit(2);
}

/** Built beside this program. */
const inOneProcess = { testRunner: "in one process", plugins: ["./node_modules/.cache/kycle/mutate-code/runner.mjs"] };
const reasons = readReasons("test/mutation/code/survivors.json");
const told: { readonly room: Room; readonly fates: readonly FileFates[] }[] = [];
const problems: string[] = [];
for (const room of asked) {
  if (!isReporting) await measure(room);
  if (!existsSync(kept(room))) {
    problems.push(`${room.name}: not measured yet`);
    continue;
  }
  const measured = readMeasured(kept(room));
  const fates = fatesOf(measured, reasons);
  told.push({ room, fates });
  tell(room, fates);
  problems.push(...changedSince(measured).map((file) => `${file}: changed since it was measured`));
  problems.push(...problemsOf(room, fates));
}
if (isWriting) write();
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

function isAsked({ name, files }: Room): boolean {
  return words.includes(name) || files.some((file) => words.includes(file));
}

function kept({ name }: Room): string {
  return `coverage/mutation/${name}.json`;
}

async function measure(room: Room): Promise<void> {
  const chosen = room.files.filter((file) => words.includes(file));
  process.env["KYCLE_MUTATION_FILES"] = room.files.join(" ");
  process.env["KYCLE_MUTATION_TESTS"] = room.tests.join(" ");
  process.env["KYCLE_MUTATION_EXAMPLES"] = String(room.examples ?? 100);
  // Some properties are asked for their number of examples by name.
  process.env["KYCLE_RUNS"] = String(room.examples ?? "");
  process.env["KYCLE_MUTATION_SHARE"] = String(room.share ?? 1);
  await new Stryker({
    mutate: [...(chosen.length === 0 ? room.files : chosen)],
    ...(isByVitest ? {} : inOneProcess),
    incremental: true,
    incrementalFile: kept(room),
    tempDirName: `.stryker/${room.name}`,
  }).runMutationTest();
}

function tell({ name, bar }: Room, fates: readonly FileFates[]): void {
  console.log(`${name}  ${bar} % of the covered mutants are to be noticed`);
  console.log(tableText({ head, rows: rowsOf(fates), right: [1, 2, 3, 4, 5, 6] }));
  for (const { file, survivors } of fates) {
    for (const { line, was, is, why } of survivors) {
      if (why === undefined) console.log(`${file}:${line}\n  ${was}\n  ${is}`);
    }
  }
}

function write(): void {
  const file = "docs/mutants.md";
  const parts = new Map(told.map(({ room, fates }) => [room.name, markdownOf(room, fates)]));
  const names = rooms.map(({ name }) => name);
  writeFileSync(file, rewritten(readFileSync(file, "utf8"), parts, names));
}
