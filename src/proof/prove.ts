/** Deciding properties: on the whole configuration graph, under every policy in question. */
import type { AnyStateMachine } from "xstate";
import type * as z from "zod";
import { definitionOf, refuseNoLimit, refuseUnknownOptions } from "../argument.js";
import type { LifecycleDefinition } from "../definition.js";
import { readChart } from "../graph/chart.js";
import { exploreChart } from "../graph/graph.js";
import { canonical } from "../json.js";
import type { Settings } from "../lifecycle.js";
import { parsePolicy, policiesOf } from "../policy/family.js";
import type { GivenPolicy } from "../policy/given-policy.js";
import { type Behaviour, behaviourOf } from "./behaviour.js";
import { claimOf, type StatedClaim } from "./claim.js";
import { counterexampleTest } from "./counterexample-test.js";
import { type Counterexample, stepsOf } from "./counterexample.js";
import { decide, type Run } from "./decide.js";
import type { Claim, MomentOf, Property } from "./property.js";
import { partsOf } from "./vocabulary.js";

/** What was explored to decide a property. */
export interface Explored {
  /** How many policies it was decided under; those under which it claims nothing are left out. */
  readonly policies: number;
  /** Configurations under all of these policies together. */
  readonly configurations: number;
  /** Transitions under all of these policies together. */
  readonly edges: number;
  /** The largest number of transitions that a configuration is away from the start. */
  readonly depth: number;
  /** Whether every configuration was explored. */
  readonly complete: boolean;
}

interface Decided {
  /** The claim's name; a property that has none is named as it is written. */
  readonly name: string;
  readonly property: string;
  readonly explored: Explored;
}

/** It holds in every configuration under every policy in question. */
export interface Holds extends Decided {
  readonly kind: "holds";
  /** Why it could not have failed under any of the policies; null when it could. */
  readonly vacuous: string | null;
}

/** It fails, as the counterexample shows. */
export interface Fails extends Decided {
  readonly kind: "fails";
  /** The policy of the counterexample; it fails under `failing` in all. */
  readonly policy: GivenPolicy;
  readonly failing: number;
  /** One of the shortest, over all policies: as far as was explored, where a limit cut that off. */
  readonly counterexample: Counterexample;
}

/** The bound on configurations was met before a counterexample: nothing is known. */
export interface Truncated extends Decided {
  readonly kind: "truncated";
  /** How many configurations were reached and not explored. */
  readonly frontier: number;
}

export type Proof = Holds | Fails | Truncated;

export interface ProveOptions<Schema extends z.ZodObject = z.ZodObject> {
  /** Fields that are not given stand for every value of their family. */
  readonly policy?: Settings<Schema> | undefined;
  /** The largest number of configurations to hold under one policy; 1,000,000 when not given. */
  readonly limit?: number | undefined;
}

/** Decides properties of one lifecycle; what is explored for one serves the next. */
export interface Prover {
  readonly decide: (claim: Property | Claim) => Proof;
}

/**
 * Decides properties exactly; without any, those that the lifecycle ships. A property holds only when every configuration
 * under every policy in question was explored.
 *
 * @throws {PropertyError} for a property that uses words the lifecycle does not have.
 * @throws {PolicyError} for settings that no policy can have.
 * @throws {RangeError} for a limit that is no whole number from 1.
 * @throws {TypeError} for what is no lifecycle, no property, or no option.
 * @example prove(iinkedsign, neverAfter("failed_locked", anything), { policy: { maxAttempts: 3 } })
 */
export function prove<Status extends string, Schema extends z.ZodObject, Machine extends AnyStateMachine>(
  lifecycle: { readonly definition: LifecycleDefinition<Status, Schema, Machine> },
  property: Stated<Status, Schema, Machine> | NotSeveral<Stated<Status, Schema, Machine>>,
  options?: ProveOptions<Schema>,
): Proof;
export function prove<Status extends string, Schema extends z.ZodObject, Machine extends AnyStateMachine>(
  lifecycle: { readonly definition: LifecycleDefinition<Status, Schema, Machine> },
  properties?: readonly Stated<Status, Schema, Machine>[],
  options?: ProveOptions<Schema>,
): readonly Proof[];
export function prove(
  lifecycle: { readonly definition: LifecycleDefinition },
  stated?: Property | Claim | readonly (Property | Claim)[],
  options: ProveOptions = {},
): Proof | readonly Proof[] {
  const definition = definitionOf(lifecycle);
  const properties: typeof stated = stated === undefined ? (definition.properties ?? []) : stated;
  const prover = createProver(definition, options);
  return isList(properties) ? properties.map(prover.decide) : prover.decide(properties);
}

/** No value has this type. It tells TypeScript, which tries the overloads in turn, what a list would hold. */
export type NotSeveral<Item> = readonly Item[] & { readonly several: never };

type Stated<Status extends string, Schema extends z.ZodObject, Machine extends AnyStateMachine> = NoInfer<
  Property<MomentOf<Status, Schema, Machine>> | Claim<MomentOf<Status, Schema, Machine>>
>;

/** A property of one lifecycle, so that its words complete where several are written down: `PropertyOf<typeof iinkedsign>`. */
export type PropertyOf<Described> = Described extends {
  readonly definition: LifecycleDefinition<infer Status, infer Schema, infer Machine>;
}
  ? Property<MomentOf<Status, Schema, Machine>>
  : never;

function isList<Item>(given: Item | readonly Item[]): given is readonly Item[] {
  return Array.isArray(given);
}

/** Explores each policy once, when a property first asks for it. Throws PolicyError, and what wrong options throw. */
export function createProver(definition: LifecycleDefinition, options: ProveOptions = {}): Prover {
  refuseUnknownOptions(options, ["policy", "limit"]);
  const { policy, limit } = options;
  refuseNoLimit(limit);
  const chart = readChart(definition.machine);
  const given = parsePolicy(definition, policy);
  const behaviours = new Map<string, Behaviour>();

  function behaviourUnder(concrete: GivenPolicy): Behaviour {
    const key = canonical(concrete);
    const behaviour = behaviours.get(key) ?? behaviourOf(chart, concrete, exploreChart(chart, concrete, { limit }));
    behaviours.set(key, behaviour);
    return behaviour;
  }

  return {
    decide(claim) {
      const { name, property, across } = claimOf(definition, claim);
      const parts = partsOf(property, chart);
      const asked: Behaviour[] = [];
      const vacuous: (string | undefined)[] = [];
      const breaches: { readonly policy: GivenPolicy; readonly run: Run }[] = [];
      for (const concrete of policiesOf(widened(definition, across), given)) {
        const behaviour = behaviourUnder(concrete);
        const decision = decide(property, parts, behaviour, definition.counters);
        if (decision.kind === "silent") continue;
        asked.push(behaviour);
        if (decision.kind === "holds") vacuous.push(decision.vacuous);
        if (decision.kind === "fails") breaches.push({ policy: concrete, run: decision.run });
      }
      const decided = { name, property: property.text, explored: exploredOf(asked) };
      const shortest = breaches.toSorted((a, b) => a.run.moments.length - b.run.moments.length)[0];
      if (shortest !== undefined) {
        const counterexample = told(definition, name, property, shortest);
        return { ...decided, kind: "fails", policy: shortest.policy, failing: breaches.length, counterexample };
      }
      if (!decided.explored.complete) {
        return { ...decided, kind: "truncated", frontier: asked.reduce((sum, { frontier }) => sum + frontier, 0) };
      }
      const reason = asked.length === 0 ? "it claims nothing under these policies" : vacuous[0];
      return { ...decided, kind: "holds", vacuous: vacuous.includes(undefined) ? null : (reason ?? null) };
    },
  };
}

/** The definition with other families for some fields. */
function widened(definition: LifecycleDefinition, across: StatedClaim["across"]): LifecycleDefinition {
  return { ...definition, policy: { ...definition.policy, family: { ...definition.policy.family, ...across } } };
}

function exploredOf(behaviours: readonly Behaviour[]): Explored {
  const sum = (count: (behaviour: Behaviour) => number): number =>
    behaviours.reduce((total, behaviour) => total + count(behaviour), 0);
  return {
    policies: behaviours.length,
    configurations: sum(({ configurations }) => configurations),
    edges: sum(({ edges }) => edges),
    depth: behaviours.reduce((deepest, { depth }) => Math.max(deepest, depth), 0),
    complete: behaviours.every(({ complete }) => complete),
  };
}

function told(
  definition: LifecycleDefinition,
  name: string,
  property: Property,
  { policy, run }: { readonly policy: GivenPolicy; readonly run: Run },
): Counterexample {
  const steps = stepsOf(run);
  const { ending, loop } = run;
  return {
    steps,
    loop: loop ?? null,
    ending,
    test: counterexampleTest({ definition, name, property, policy, steps, ending }),
  };
}
