/** The policies under which a lifecycle shows everything that it can do. */
import * as z from "zod";
import type { LifecycleDefinition } from "../definition.js";
import type { Json } from "../json.js";
import type { GivenPolicy } from "../policy/given-policy.js";

/** How large a limit is tried: each count multiplies the graph. */
const largestLimit = 20;

const jsonValues = z.array(z.json());
const jsonRecord = z.record(z.string(), z.json());

/** The values worth trying for one field: its family, both positions of a switch, small limits, and every part of a list. */
function alternatives(definition: LifecycleDefinition, field: string): readonly Json[] {
  const values = jsonValues.parse(definition.policy.family[field] ?? []);
  const switched = values.some((value) => typeof value === "boolean") ? [true, false] : [];
  const limits = Object.values(definition.counters).includes(field) ? [1, 2, 3] : [];
  const items = values.flatMap((value) => (Array.isArray(value) ? parts(value) : []));
  return [...values, ...switched, ...limits, ...items].filter((value) => isAccepted(definition, field, value));
}

function isAccepted({ policy: { schema } }: LifecycleDefinition, field: string, value: Json): boolean {
  const accepted = Object.hasOwn(schema.shape, field) ? schema.shape[field] : undefined;
  return z.safeParse(accepted ?? z.never(), value).success;
}

function parts<Item>(items: readonly Item[]): Item[][] {
  return items.reduce<Item[][]>((some, item) => [...some, ...some.map((part) => [...part, item])], [[]]);
}

/**
 * Concrete policies that between them switch every option on and off: every alternative of every field, once beside the
 * defaults, once beside the smallest values, and once beside each of the other switches; the defaults themselves first.
 * What the schema refuses is in none of them.
 */
export function switchboard(definition: LifecycleDefinition): readonly GivenPolicy[] {
  const fields = Object.keys(definition.policy.schema.shape);
  const defaults = Object.fromEntries(
    Object.entries(jsonRecord.parse(definition.policy.defaults)).filter(([field, value]) =>
      isAccepted(definition, field, value),
    ),
  );
  const smallest = Object.fromEntries(
    fields.flatMap((field) => {
      const [first] = alternatives(definition, field);
      return first === undefined ? [] : [[field, first]];
    }),
  );
  const switches = fields.filter((field) => typeof defaults[field] === "boolean");
  const flipped = switches.map((field) => ({ ...defaults, [field]: defaults[field] !== true }));
  const varied = [defaults, smallest, ...flipped].flatMap((base) =>
    fields.flatMap((field) => alternatives(definition, field).map((value) => ({ ...base, [field]: value }))),
  );
  return [...new Map([defaults, ...varied].map((policy) => [JSON.stringify(policy), policy])).values()];
}

/** Every limit at the largest value that its schema takes; undefined where it takes none that is tried. */
export function largestPolicy(definition: LifecycleDefinition): Readonly<Record<string, number | undefined>> {
  const limits = Array.from({ length: largestLimit }, (_, index) => largestLimit - index);
  const fields = Object.values(definition.counters);
  return Object.fromEntries(
    fields.map((field) => [field, limits.find((limit) => isAccepted(definition, field, limit))]),
  );
}
