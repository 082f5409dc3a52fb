/** The text of a test that shows a counterexample, ready to be pasted beside one's own. */
import type { LifecycleDefinition } from "../definition.js";
import type { GivenPolicy } from "../policy/given-policy.js";
import type { CounterexampleStep } from "./counterexample.js";
import type { Ending } from "./decide.js";
import type { Property } from "./property.js";

export interface Shown {
  readonly definition: LifecycleDefinition;
  readonly name: string;
  readonly property: Property;
  readonly policy: GivenPolicy;
  readonly steps: readonly CounterexampleStep[];
  readonly ending: Ending;
}

/** A history that must not be is replayed by XState; what never comes can only be decided again. */
export function counterexampleTest(shown: Shown): string {
  return shown.ending === "breach" ? replayingTest(shown) : decidingTest(shown);
}

function replayingTest({ definition, name, policy, steps }: Shown): string {
  const lifecycle = nameOf(definition);
  const events = steps.flatMap(({ event }) => (event === null ? [] : [event]));
  return [
    `import { replay } from "kycle";`,
    importOf(definition),
    `import { expect, test } from "vitest";`,
    "",
    `test(${JSON.stringify(name)}, () => {`,
    `  const events = ${JSON.stringify(events)};`,
    `  const policy = ${JSON.stringify(policy)};`,
    `  // Every step as the machine takes it today; the last is the one that must not be.`,
    `  expect(replay(${lifecycle}, events, policy)).not.toEqual([`,
    ...steps.map((step) => `    ${JSON.stringify(step)},`),
    `  ]);`,
    `});`,
    "",
  ].join("\n");
}

function decidingTest({ definition, name, property, policy }: Shown): string {
  const isShipped = definition.properties?.some((claim) => claim.name === name) === true;
  const words = ["anything", "where"].filter((word) => new RegExp(String.raw`\b${word}\b`).test(property.text));
  const named = isShipped ? ["prove"] : [...words, property.kind, "prove"].toSorted();
  const source = isShipped
    ? `${nameOf(definition)}.definition.properties?.filter(({ name }) => name === ${JSON.stringify(name)})`
    : `[${property.text}]`;
  return [
    `import { ${named.join(", ")} } from "kycle";`,
    importOf(definition),
    `import { expect, test } from "vitest";`,
    "",
    `test(${JSON.stringify(name)}, () => {`,
    `  const properties = ${source};`,
    `  const policy = ${JSON.stringify(policy)};`,
    `  expect(prove(${nameOf(definition)}, properties, { policy })).toMatchObject([{ kind: "holds" }]);`,
    `});`,
    "",
  ].join("\n");
}

/** The lifecycle under the name by which its provider exports it; where one of somebody's own is, only they know. */
function importOf(definition: LifecycleDefinition): string {
  const { module } = definition;
  const name = nameOf(definition);
  return module === undefined
    ? `// import { ${name} } from the module that exports it`
    : `import { ${name} } from ${JSON.stringify(module)};`;
}

function nameOf({ id }: LifecycleDefinition): string {
  return id.replaceAll(/[^\p{L}\p{N}]+(.)/gu, (_, letter: string) => letter.toUpperCase());
}
