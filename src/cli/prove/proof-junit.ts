/** What `kycle prove` found, as JUnit's XML: a suite for each lifecycle, a case for each claim. */
import type { Proof } from "../../proof/prove.js";
import { isFine, type ProvenLifecycle, type TimedProof } from "./proven.js";

export function proofJunit(proven: readonly ProvenLifecycle[]): string {
  const suites = proven.map(suite);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kycle prove">\n${suites.join("")}</testsuites>\n`;
}

function suite({ lifecycle, proofs }: ProvenLifecycle): string {
  const failures = proofs.filter((timed) => !isFine(timed)).length;
  const skipped = proofs.filter(({ isBeside }) => isBeside).length;
  const cases = proofs.map((timed) => testcase(lifecycle.id, timed));
  const counts = `tests="${proofs.length}" failures="${failures}" skipped="${skipped}" time="${seconds(proofs)}"`;
  return `  <testsuite name="${escaped(lifecycle.id)}" ${counts}>\n${cases.join("")}  </testsuite>\n`;
}

function testcase(id: string, timed: TimedProof): string {
  const { proof, isBeside } = timed;
  const opening = `    <testcase classname="${escaped(id)}" name="${escaped(proof.name)}" time="${seconds([timed])}"`;
  if (isBeside)
    return `${opening}>\n      <skipped message="about other policies than the one given"/>\n    </testcase>\n`;
  if (isFine(timed)) return `${opening}/>\n`;
  return `${opening}>\n      <failure type="${kindOf(proof)}" message="${escaped(messageOf(proof))}">${escaped(bodyOf(proof))}</failure>\n    </testcase>\n`;
}

function kindOf({ kind }: Proof): string {
  return kind === "holds" ? "vacuous" : kind;
}

function messageOf(proof: Proof): string {
  if (proof.kind === "holds") return `vacuous: ${proof.vacuous ?? ""}`;
  if (proof.kind === "truncated") return `not decided: ${proof.frontier} configurations were not explored`;
  return `${proof.property} fails under ${JSON.stringify(proof.policy)}`;
}

function bodyOf(proof: Proof): string {
  if (proof.kind !== "fails") return "";
  return `\n${proof.counterexample.steps.map((step) => JSON.stringify(step)).join("\n")}\n\n${proof.counterexample.test}`;
}

function seconds(proofs: readonly TimedProof[]): string {
  return (proofs.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000).toFixed(3);
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text that is safe in XML: markup is escaped, and characters that XML cannot hold are replaced. */
function escaped(text: string): string {
  return text
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character)
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\u{FFFD}");
}
