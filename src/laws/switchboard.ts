/** The policies under which a lifecycle shows everything that it can do. */
import * as z from "zod";
import type { LifecycleDefinition } from "../definition.js";
import type { GivenPolicy } from "../family.js";

const jsonValues = z.array(z.json());
const jsonRecord = z.record(z.string(), z.json());

/** The values worth trying for one field: its family, both positions of a switch, small limits, and every part of a list. */
function alternatives({ policy, counters }: LifecycleDefinition, field: string): GivenPolicy[string][] {
  const { family, schema } = policy;
  const values = jsonValues.parse(family[field] ?? []);
  const switched = values.some((value) => typeof value === "boolean") ? [true, false] : [];
  const limits = Object.values(counters).includes(field) ? [1, 2, 3] : [];
  const items = values.flatMap((value) => (Array.isArray(value) ? parts(value) : []));
  const valid = schema.shape[field];
  return [...values, ...switched, ...limits, ...items].filter((value) => valid?.safeParse(value).success === true);
}

function parts<Item>(items: readonly Item[]): Item[][] {
  return items.reduce<Item[][]>((some, item) => [...some, ...some.map((part) => [...part, item])], [[]]);
}

/**
 * Concrete policies that between them switch every option on and off: every alternative of every field, once beside the
 * defaults, once beside the smallest values, and once beside each of the other switches.
 */
export function switchboard(definition: LifecycleDefinition): readonly GivenPolicy[] {
  const fields = Object.keys(definition.policy.schema.shape);
  const defaults = jsonRecord.parse(definition.policy.defaults);
  const smallest = Object.fromEntries(fields.map((field) => [field, alternatives(definition, field)[0] ?? null]));
  const switches = fields.filter((field) => typeof defaults[field] === "boolean");
  const flipped = switches.map((field) => ({ ...defaults, [field]: defaults[field] !== true }));
  const policies = [defaults, smallest, ...flipped].flatMap((base) =>
    fields.flatMap((field) => alternatives(definition, field).map((value) => ({ ...base, [field]: value }))),
  );
  return [...new Map(policies.map((policy) => [JSON.stringify(policy), policy])).values()];
}
