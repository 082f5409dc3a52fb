/** What the first use costs: each figure from processes of its own, in which nothing is warm. Medians, in milliseconds. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { explore } from "../dist/index.js";
import { iinkedsign } from "../dist/iinkedsign.js";
import { median } from "./measure.mjs";

const dist = (file) => JSON.stringify(fileURLToPath(new URL(`../dist/${file}.js`, import.meta.url)));
const report = `{ subject: "subject", status: "failed", reported: "failed", channel: "webhook", breaches: [], warnings: [] }`;
const load = `const { iinkedsign } = await import(${dist("iinkedsign")});`;
const failures = (policy) => `
  const bound = iinkedsign.under(${policy});
  const report = { ...${report}, run: "run" };
  let record = bound.open({ subject: "subject" });
  for (const delivery of ["1", "2"]) record = bound.reducer(record, { ...report, delivery });`;
const illegal = `
  const { verdict } = bound.observe(record, { ...report, delivery: "3" });
  if (verdict.kind !== "illegal") throw new Error(\`it is \${verdict.kind}\`);`;
const observe = (policy) => `
  const bound = iinkedsign.under(${policy});
  bound.observe(bound.open({ subject: "subject" }), ${report});`;

/** As many policies as the goal names, with about as many configurations. */
const policies = [1, 2, 3, "unlimited"].flatMap((maxAttempts) =>
  [0, 1, 2, 3, "unlimited"].flatMap((maxResets) =>
    [1, 2, 3, "unlimited"].flatMap((maxErrors) =>
      [["kba"], ["identity", "kba"], ["consent", "kba"], ["consent", "identity", "kba", "document"]].map((steps) => ({
        ...iinkedsign.definition.policy.defaults,
        maxAttempts,
        maxResets,
        maxErrors,
        steps,
      })),
    ),
  ),
);
const configurations = policies.reduce((sum, policy) => sum + explore(iinkedsign, policy).configurations.length, 0);

const programs = {
  defaultPolicy: {
    name: "the default policy, first observation",
    before: load,
    timed: observe("iinkedsign.definition.policy.defaults"),
  },
  unknownPolicy: {
    name: "no policy given (120 policies), first observation",
    before: load,
    timed: observe("{}"),
  },
  refused: {
    name: "three attempts, nothing else known (20 policies): the third failure, refused with its reasons",
    before: `${load} ${failures("{ maxAttempts: 3 }")}`,
    timed: illegal,
  },
  explored: {
    name: `${policies.length} policies explored and compiled, ${configurations.toLocaleString("en")} configurations`,
    before: `${load} const all = ${JSON.stringify(policies)};`,
    timed: `
      for (const policy of all) {
        const { origin, step, kindOf } = iinkedsign.under(policy).compile();
        kindOf(step(step(origin, "failed"), "passed"));
      }`,
  },
  adjacency: {
    name: "xstate/graph's getAdjacencyMap of the same policies",
    before: `${load} const all = ${JSON.stringify(policies)}; const { getAdjacencyMap } = await import("xstate/graph");`,
    timed: `
      let reached = 0;
      for (const input of all) {
        const map = getAdjacencyMap(iinkedsign.definition.machine, { input, limit: Infinity });
        reached += Object.keys(map).length;
      }
      if (reached !== ${configurations}) throw new Error(\`it reaches \${reached} configurations\`);`,
  },
  importEngine: { name: "import of kycle/iinkedsign", before: "", timed: load },
  importPeers: {
    name: "of these, xstate and zod alone",
    before: "",
    timed: `await import("xstate"); await import("zod");`,
  },
};

function timeInProcess({ before, timed }) {
  const source = `${before}\nconst start = performance.now();\n${timed}\nconsole.log(performance.now() - start);`;
  const root = fileURLToPath(new URL("..", import.meta.url));
  return Number(execFileSync(process.execPath, ["--input-type=module", "--eval", source], { cwd: root }).toString());
}

export function measureCold(processes = 9) {
  const times = Object.fromEntries(Object.keys(programs).map((key) => [key, []]));
  for (let round = 0; round < processes; round++) {
    for (const [key, program] of Object.entries(programs)) times[key].push(timeInProcess(program));
  }
  return Object.fromEntries(
    Object.entries(programs).map(([key, { name }]) => [key, { name, milliseconds: median(times[key]) }]),
  );
}
