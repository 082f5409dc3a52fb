/** The graphs that between them show what a lifecycle can do under a policy of which fields may be unknown. */
import * as z from "zod";
import type { LifecycleDefinition } from "../definition.js";
import type { Chart } from "../graph/chart.js";
import { exploreChart, type Graph } from "../graph/graph.js";
import { canonical, type Json } from "../json.js";
import { variablesOf } from "../observer/estimate.js";
import type { GivenPolicy } from "../policy/given-policy.js";

/**
 * Explores under concrete policies that try every alternative of each unknown field, once beside the machine's defaults and
 * once beside the smallest values. A list is tried in all its parts, a switch in both positions.
 */
export function exploreAll(definition: LifecycleDefinition, chart: Chart, given: GivenPolicy): readonly Graph[] {
  const fields = Object.keys(definition.policy.schema.shape);
  const alternatives = new Map(fields.map((field) => [field, alternativesOf(definition, given, field)]));
  const first = Object.fromEntries([...alternatives].map(([field, [value = null]]) => [field, value]));
  const bases = [{ ...jsonRecord.parse(definition.policy.defaults), ...given }, first];
  const policies = bases.flatMap((base) =>
    fields.flatMap((field) => (alternatives.get(field) ?? []).map((value) => ({ ...base, [field]: value }))),
  );
  const distinct = new Map(policies.map((policy) => [canonical(policy), policy]));
  const vary = variablesOf(definition, chart);
  return [...distinct.values()].map((policy) => exploreChart(chart, policy, { vary }));
}

const jsonRecord = z.record(z.string(), z.json());

function alternativesOf({ policy }: LifecycleDefinition, given: GivenPolicy, field: string): readonly Json[] {
  const value = given[field];
  if (value !== undefined) return [value];
  const values = z.array(z.json()).parse(policy.family[field] ?? []);
  const switched = values.some((each) => typeof each === "boolean") ? [true, false] : [];
  const items = values.flatMap((each) => (Array.isArray(each) ? partsOf(each) : []));
  const schema = policy.schema.shape[field];
  return [...values, ...switched, ...items].filter((each) => z.safeParse(schema, each).success);
}

/** Every choice of some of the items, none and all included. */
function partsOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.reduce<readonly (readonly Item[])[]>(
    (parts, item) => [...parts, ...parts.map((part) => [...part, item])],
    [[]],
  );
}
