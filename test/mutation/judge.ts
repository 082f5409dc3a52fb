/** What becomes of a mutant: it behaves like its original, or the evidence and the claims notice it, or it lives. */
import { type Chart, readChart } from "../../src/graph/chart.js";
import { ChartError } from "../../src/graph/chart-error.js";
import type { LifecycleDefinition } from "../../src/definition.js";
import type { GivenPolicy } from "../../src/policy/given-policy.js";
import { exploreChart, type Graph } from "../../src/graph/graph.js";
import { canonical } from "../../src/json.js";
import { behaviourOf } from "../../src/proof/behaviour.js";
import { decide } from "../../src/proof/decide.js";
import type { Property } from "../../src/proof/property.js";
import { PropertyError } from "../../src/proof/property-error.js";
import { partsOf } from "../../src/proof/vocabulary.js";
import { disagreement } from "../evidence-walk.js";
import { areBisimilar, type Explored } from "./bisimilar.js";
import type { Mutant, Subject } from "./operators.js";
import { policyListOf } from "./policies.js";

/** Of one lifecycle. */
export type Court = (mutant: Mutant) => Fate;

export interface Fate {
  readonly mutant: Mutant;
  readonly isEquivalent: boolean;
  /** The law of the evidence that is broken, and where; undefined when none is. */
  readonly evidence: string | undefined;
  /** The claims that fail under the first policy under which any does. */
  readonly claims: readonly string[];
}

/** Mistakes about these are to be noticed by a claim as well; any mistake by the evidence. */
const claimed: ReadonlySet<Subject> = new Set(["guard", "limit", "counter", "delay", "final state"] as const);

export function survives({ mutant, isEquivalent, evidence, claims }: Fate): "evidence" | "claims" | undefined {
  if (isEquivalent) return undefined;
  if (evidence === undefined) return "evidence";
  return claims.length === 0 && claimed.has(mutant.operator.subject) ? "claims" : undefined;
}

/** Judges mutants of one lifecycle; originals are explored once. */
export function createCourt(definition: LifecycleDefinition): Court {
  const { few, all } = policyListOf(definition);
  const original = readChart(definition.machine);
  const fields = new Set(Object.keys(definition.policy.schema.shape));
  const vary = Object.keys(original.initial({}).context).filter((field) => !fields.has(field));
  const originals = new Map<string, Explored>();
  const originalUnder = (policy: GivenPolicy): Explored => {
    const key = canonical(policy);
    const found = originals.get(key) ?? { chart: original, graph: exploreChart(original, policy, { vary }) };
    originals.set(key, found);
    return found;
  };
  const rest = all.filter((policy) => !few.includes(policy));

  return (mutant) => {
    const mutated = chartOf(mutant);
    if (mutated instanceof ChartError) {
      return { mutant, isEquivalent: false, evidence: `chart: ${mutated.message}`, claims: ["it is no chart"] };
    }
    const claimsFailing = claimsOn(definition, mutated);
    let isEquivalent = true;
    let evidence: string | undefined;
    let claims: readonly string[] = [];
    for (const policy of [...few, ...rest]) {
      const known = originalUnder(policy);
      const limit = 4 * known.graph.configurations.length + 100;
      const explored = { chart: mutated, graph: exploreChart(mutated, policy, { limit, vary }) };
      if (areBisimilar(definition, known, explored)) continue;
      isEquivalent = false;
      evidence ??= brokenLaw(definition, policy, explored);
      if (claims.length === 0) claims = claimsFailing(policy, explored.graph);
      const isNoticed = claims.length > 0 || (!claimed.has(mutant.operator.subject) && rest.includes(policy));
      if (evidence !== undefined && isNoticed) break;
    }
    return { mutant, isEquivalent, evidence, claims };
  };
}

function brokenLaw(
  definition: LifecycleDefinition,
  policy: GivenPolicy,
  { chart, graph }: Explored,
): string | undefined {
  const found = disagreement(definition, chart, policy, graph);
  return found && `${found.law}: ${found.step}`;
}

function chartOf({ machine }: Mutant): ReturnType<typeof readChart> | ChartError {
  try {
    return readChart(machine());
  } catch (error) {
    if (error instanceof ChartError) return error;
    throw error;
  }
}

/** The names of the claims that fail on a mutant's chart, policy by policy. */
function claimsOn(
  { properties = [], counters }: LifecycleDefinition,
  chart: Chart,
): (policy: GivenPolicy, graph: Graph) => readonly string[] {
  const asked = properties.map(({ name, property }) => ({ name, property, parts: partsIn(property, chart) }));
  return (policy, graph) => {
    const behaviour = behaviourOf(chart, policy, graph);
    return asked
      .filter(
        ({ property, parts }) => parts === undefined || decide(property, parts, behaviour, counters).kind === "fails",
      )
      .map(({ name }) => name);
  };
}

/** Undefined where the mutant has lost an event that the property names. */
function partsIn(property: Property, chart: Chart): ReturnType<typeof partsOf> | undefined {
  try {
    return partsOf(property, chart);
  } catch (error) {
    if (error instanceof PropertyError) return undefined;
    throw error;
  }
}
