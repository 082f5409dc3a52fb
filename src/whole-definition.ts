/** A definition put together in JavaScript, or past the types, may lack what the engine builds on, or have it wrong. */
import type { LifecycleDefinition } from "./definition.js";

const needed = {
  id: [],
  provider: [],
  title: [],
  machine: ["root"],
  statuses: [],
  leftOut: [],
  policy: ["schema", "defaults", "family"],
  guards: [],
  announced: ["by", "always", "maybe"],
  counters: [],
  evidence: ["rows", "finality", "order"],
  phases: [],
  retries: [],
} as const satisfies Partial<Readonly<Record<keyof LifecycleDefinition, readonly string[]>>>;

/** @throws {TypeError} that names each field which is not there, or else what the first is that cannot be so. */
export function refuseIncomplete(definition: LifecycleDefinition): void {
  const fields = fieldsOf(definition);
  const missing = Object.entries(needed).flatMap(([field, inner]) => {
    const value = fields.get(field);
    if (value === undefined || value === null || value === "") return [field];
    const parts = fieldsOf(value);
    return inner.filter((part) => parts.get(part) === undefined).map((part) => `${field}.${part}`);
  });
  if (missing.length > 0) throw new TypeError(`a lifecycle's definition lacks ${missing.join(", ")}`);
  const problem = problemOfStatuses(definition) ?? problemOfPolicy(definition) ?? problemOfProperties(definition);
  if (problem !== undefined) throw new TypeError(`of a lifecycle's definition, ${problem}`);
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}

function problemOfStatuses({ statuses, phases }: LifecycleDefinition): string | undefined {
  if (!Array.isArray(statuses)) return "statuses is no list";
  const twice = statuses.find((status, index) => statuses.indexOf(status) < index);
  if (twice !== undefined) return `statuses has ${twice} twice`;
  const meaning = fieldsOf(phases);
  const without = statuses.filter((status) => meaning.get(status) === undefined);
  return without.length > 0 ? `phases lacks ${without.join(", ")}` : undefined;
}

function problemOfPolicy({ policy }: LifecycleDefinition): string | undefined {
  if (!isObjectSchema(policy.schema)) return "policy.schema is no z.object";
  const family = fieldsOf(policy.family);
  const without = Object.keys(policy.schema.shape).filter((field) => !isFilledList(family.get(field)));
  return without.length > 0 ? `policy.family lacks values of ${without.join(", ")}` : undefined;
}

function problemOfProperties({ properties }: LifecycleDefinition): string | undefined {
  return properties === undefined || Array.isArray(properties) ? undefined : "properties is no list";
}

function isObjectSchema(schema: unknown): boolean {
  return typeof schema === "object" && schema !== null && "shape" in schema && typeof schema.shape === "object";
}

function isFilledList(values: unknown): boolean {
  return Array.isArray(values) && values.length > 0;
}
