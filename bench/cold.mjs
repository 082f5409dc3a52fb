/** What the first use costs: each figure from processes of its own, in which nothing is warm. Medians, in milliseconds. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "./measure.mjs";

const dist = (file) => JSON.stringify(fileURLToPath(new URL(`../dist/${file}.js`, import.meta.url)));
const report = `{ subject: "subject", status: "failed", reported: "failed", channel: "webhook", breaches: [], warnings: [] }`;
const iinkedsign = `const { iinkedsign } = await import(${dist("iinkedsign")});`;
const observe = (policy) => `
  const bound = iinkedsign.under(${policy});
  bound.observe(bound.open({ subject: "subject" }), ${report});`;

const programs = {
  defaultPolicy: {
    name: "the default policy, first observation",
    before: iinkedsign,
    timed: observe("iinkedsign.definition.policy.defaults"),
  },
  unknownPolicy: {
    name: "no policy given (120 policies), first observation",
    before: iinkedsign,
    timed: observe("{}"),
  },
  explored: {
    name: "320 policies explored and compiled, 31,000 configurations",
    before: `${iinkedsign}
      const all = [1, 2, 3, 4, 5, 6, 7, "unlimited"].flatMap((maxAttempts) =>
        [0, 1, 2, 3, "unlimited"].flatMap((maxResets) =>
          [1, 2, 3, "unlimited"].flatMap((maxErrors) =>
            [false, true].map((resetKeepsVerificationId) =>
              ({ ...iinkedsign.definition.policy.defaults, maxAttempts, maxResets, maxErrors, resetKeepsVerificationId })))));
      if (all.length !== 320) throw new Error(String(all.length));`,
    timed: `
      for (const policy of all) {
        const { origin, step, kindOf } = iinkedsign.under(policy).compile();
        kindOf(step(step(origin, "failed"), "passed"));
      }`,
  },
  importEngine: { name: "import of kycle/iinkedsign", before: "", timed: iinkedsign },
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
