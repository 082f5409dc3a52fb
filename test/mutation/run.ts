/**
 * `npm run mutate:models`: every mutant of every machine, judged by the evidence and by the claims. Exit code 1 when one
 * survives that is to be noticed.
 *
 * Words are lifecycles; `--list` tells the fate of each mutant, `--write` puts the tables into docs/proof.md.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { lifecycles } from "../../machines/index.js";
import { tableText } from "../../src/cli/text/table.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { createCourt, type Fate, survives } from "./judge.js";
import { mutantsOf } from "./operators.js";
import { fateText, idleClaims, markdownOf, tableOf } from "./report.js";

const all: readonly Lifecycle[] = lifecycles;
const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const isListing = process.argv.includes("--list");
const isWriting = process.argv.includes("--write");
const chosen = words.length === 0 ? all : all.filter(({ id }) => words.includes(id));
if (chosen.length === 0 || (isWriting && chosen.length < all.length)) {
  console.error(`mutate:models [${all.map(({ id }) => id).join(" | ")}]… [--list] [--write, for all of them]`);
  process.exit(2);
}

const judged = chosen.map((lifecycle) => {
  const judge = createCourt(lifecycle.definition);
  const mutants = mutantsOf(lifecycle.definition);
  const began = performance.now();
  const fates = mutants.map(judge);
  tell(lifecycle, fates, performance.now() - began);
  return { lifecycle, fates };
});
if (isWriting) write(judged.map(({ lifecycle, fates }) => markdownOf(lifecycle.id, fates)).join("\n"));

const fates = judged.flatMap((one) => one.fates);
const survivors = fates.filter((fate) => survives(fate) !== undefined);
const equivalent = fates.filter(({ isEquivalent }) => isEquivalent).length;
console.log(
  `${fates.length} mutants of ${judged.length} machines: ${equivalent} equivalent, ${fates.length - equivalent - survivors.length} killed, ${survivors.length} survive`,
);
process.exitCode = survivors.length === 0 ? 0 : 1;

function tell({ id, definition }: Lifecycle, judgedFates: readonly Fate[], milliseconds: number): void {
  const each = (milliseconds / judgedFates.length).toFixed(1);
  console.log(`${id}  ${judgedFates.length} mutants, ${each} ms each`);
  console.log(tableText({ ...tableOf(judgedFates), right: [2, 3, 4, 5, 6] }));
  for (const fate of judgedFates) if (isListing || survives(fate) !== undefined) console.log(`  ${fateText(fate)}`);
  const idle = idleClaims(definition, judgedFates);
  if (idle.length > 0) console.log(`  claims that noticed no mutant:\n${idle.map((name) => `    ${name}\n`).join("")}`);
}

function write(tables: string): void {
  const file = "docs/proof.md";
  const text = readFileSync(file, "utf8");
  const marked = /(<!-- mutants -->\n)[\s\S]*?(<!-- \/mutants -->)/;
  if (!marked.test(text)) throw new Error(`${file} has no place for the tables`);
  writeFileSync(
    file,
    text.replace(marked, (_, open: string, close: string) => `${open}${tables}${close}`),
  );
}
