/**
 * `npm run crosscheck`: do engines that share nothing with this one agree about every lifecycle? Prints what was compared,
 * and the shortest counterexample where they do not; exit code 1 for any, 2 where an engine is missing.
 */
import { performance } from "node:perf_hooks";
import { lifecycles } from "../machines/index.js";
import { tableText } from "../src/cli/text/table.js";
import type { LifecycleDefinition } from "../src/definition.js";
import {
  compareGraphs,
  compareWithEvidence,
  compareWithObserver,
  compareWithReference,
  subjectOf,
  tourScion,
  tourXState,
} from "./comparisons.js";
import { hasOpenFst } from "./openfst.js";
import { telling } from "./policies.js";
import { loadScion, type Scion } from "./scion-player.js";

const started = performance.now();
const differences: string[] = [];

/** The policies as the command line writes them. */
function policyText(policy: object): string {
  const fields = Object.entries(policy).map(([field, value]) => `${field}=${[value].flat().join("+")}`);
  return fields.length === 0 ? "defaults" : fields.join(",");
}

/** A cell of the table: agreement, or the number of the counterexample printed below it. */
function cell(where: string, difference: string | undefined, agreed = "agrees"): string {
  if (difference === undefined) return agreed;
  return `differs (${differences.push(`${where}: ${difference}`)})`;
}

async function rowOf(definition: LifecycleDefinition, policy: object, scion: Scion): Promise<(string | number)[]> {
  const subject = subjectOf(definition, policy);
  const { tour, explored } = subject;
  const where = (engine: string): string => `${definition.id} under ${policyText(policy)}, ${engine}`;
  const xstate = tourXState(subject);
  const interpreted = await tourScion(subject, scion);
  return [
    definition.id,
    policyText(policy),
    tour.configurations.length,
    explored.steps.length,
    cell(where("observer"), compareWithObserver(subject)),
    cell(where("reference"), compareWithReference(subject)),
    cell(where("evidence"), compareWithEvidence(subject)),
    xstate.tried,
    xstate.waited,
    cell(where("XState"), xstate.disagreement),
    cell(where("SCION"), interpreted.disagreement),
    cell(where("xstate/graph"), compareGraphs(subject)),
  ];
}

const scion = await loadScion();
if (scion === undefined || !hasOpenFst) {
  console.error("crosscheck: OpenFst or SCION is missing; crosscheck/install.sh installs both");
  process.exit(2);
}

const rows: (string | number)[][] = [];
for (const { definition } of lifecycles) {
  for (const policy of telling[definition.id] ?? [{}]) rows.push(await rowOf(definition, policy, scion));
}
const counted = ["configurations", "steps"];
const byOpenFst = ["observer", "reference", "evidence"];
const head = ["lifecycle", "policy", ...counted, ...byOpenFst, "tried", "timed", "XState", "SCION", "xstate/graph"];
console.log(tableText({ head, rows, right: [2, 3, 7, 8] }));
for (const [index, difference] of differences.entries()) console.log(`(${index + 1}) ${difference}`);
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(`${rows.length} machines under policies, ${differences.length} differences, ${seconds} s`);
process.exitCode = differences.length > 0 ? 1 : 0;
