/** What docs/history.md says of the measurement. */
import { readFileSync, writeFileSync } from "node:fs";
import { megabytes, round, seconds, table } from "../figures.mjs";

const path = new URL("../../docs/history.md", import.meta.url);
const heading = "## Measured";

const count = (number) => number.toLocaleString("en");

function sectionOf({ machine, lines, subjects, policy, shares, query, check, counts }) {
  return `${heading}

Written by \`npm run measure:history -- --lines ${lines.written}\` on ${machine.date}: Node ${machine.node}, DuckDB ${query.version}, ${machine.processor}, ${machine.cores} cores, with a load of ${round(machine.load)} when it
began. ${count(lines.read)} iinkedSign webhooks of ${count(subjects)} subjects interleaved, under \`--policy ${policy}\`: of those that were sent ${percent(shares.lost)} are lost, ${percent(shares.late)} overtaken by later ones,
${percent(shares.duplicate)} delivered twice, ${percent(shares.illegal)} illegal, and of ${percent(shares.unknown)} nobody knows the word. The rule of every line, and the sentence of every illegal one, is what \`kycle check --order happened\` says of it,
or the command fails.

${table(
  ["", "elapsed", "processor", "peak memory"],
  [
    [
      `DuckDB: ${seconds(query.load)} to load, ${seconds(query.judge)} to judge`,
      seconds(query.elapsed),
      seconds(query.processor),
      megabytes(query.peak),
    ],
    [
      "`kycle check --order happened`, which tells of every line that is no advance",
      seconds(check.elapsed),
      seconds(check.processor),
      megabytes(check.peak),
    ],
  ],
)}

${table(
  ["rule", "lines", "told otherwise"],
  counts.map(({ rule, lines: some, otherwise }) => [`\`${rule}\``, count(some), count(otherwise)]),
)}
`;
}

const percent = (share) => `${round(share * 100)} %`;

/** Puts the section in the place of the one before, which is the last of the page. Gives it back. */
export function writeSection(results) {
  const page = readFileSync(path, "utf8");
  const at = page.indexOf(heading);
  const section = sectionOf(results);
  writeFileSync(path, `${(at === -1 ? page : page.slice(0, at)).trimEnd()}\n\n${section}`);
  return section;
}
