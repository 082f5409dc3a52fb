/**
 * The mutants of the machines in short: all about guards, limits, counters and delays, and a sample of the others.
 * `npm run mutate:models` judges every one.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { lifecycles } from "../../machines/index.js";
import { personaInquiry } from "../../machines/persona/lifecycle.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { createCourt, survives } from "./judge.js";
import { type Mutant, mutantsOf } from "./operators.js";
import { fateText, rowOf } from "./report.js";

const all: readonly Lifecycle[] = lifecycles;
const sampled: ReadonlySet<string> = new Set(["transition", "final state", "start"] as const);
const document = readFileSync(new URL("../../docs/proof.md", import.meta.url), "utf8");

describe.each(all.map((lifecycle) => ({ id: lifecycle.id, lifecycle })))("$id", ({ id, lifecycle }) => {
  const mutants = mutantsOf(lifecycle.definition);
  const every = Math.ceil(mutants.length / 24);
  const sample = mutants.filter(({ operator }, index) => !sampled.has(operator.subject) || index % every === 0);

  test("has no mutant that its evidence and its claims let pass", { timeout: 60_000 }, () => {
    const fates = sample.map(createCourt(lifecycle.definition));
    expect(fates.filter((fate) => survives(fate) !== undefined).map(fateText)).toEqual([]);
    expect(fates.filter(({ isEquivalent }) => !isEquivalent).length).toBeGreaterThan(5);
  });

  test("is told of in the documents with as many mutants as it has", () => {
    const told = document.slice(document.indexOf(`#### ${id}\n`));
    const [, total] = /^\| all \|\s*\| (\d+) \|/m.exec(told) ?? [];
    expect(Number(total)).toBe(mutants.length);
  });
});

describe("a mutant", () => {
  const { definition }: Lifecycle = personaInquiry;
  const unchanged: Mutant = {
    operator: { name: "change nothing", subject: "guard" },
    place: "nowhere",
    machine: () => definition.machine,
  };

  test("that behaves like its original is equivalent, and needs no killer", () => {
    const fate = createCourt(definition)(unchanged);
    expect(fate).toMatchObject({ isEquivalent: true, evidence: undefined, claims: [] });
    expect(survives(fate)).toBeUndefined();
  });

  test("survives where nobody claims what it breaks, and is told of as a survivor", () => {
    const limit = mutantsOf(definition).find(({ place }) => place === "attemptsLeft sees maxAttempts + 1");
    if (limit === undefined) throw new Error("the limit of attempts can be shifted");
    const claimed = createCourt(definition)(limit);
    expect(claimed.claims).toContain("no more failed verifications than the inquiry's attempts");
    expect(claimed.evidence).toMatch(/^(taken|told): pending → pending/);
    const unclaimed = createCourt({ ...definition, properties: [] })(limit);
    expect(survives(unclaimed)).toBe("claims");
    expect(rowOf("all", [claimed, unclaimed])).toMatchObject({ mutants: 2, byEvidence: 2, byClaims: 1, survivors: 1 });
    expect(fateText(unclaimed)).toMatch(/^SURVIVES the claims {2}shift a limit by one/);
  });
});
