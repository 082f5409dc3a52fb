/** A definition put together in JavaScript, or past the types, may lack what the engine builds on. */
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

/** @throws {TypeError} that names each field which is not there. */
export function refuseIncomplete(definition: unknown): void {
  const fields = fieldsOf(definition);
  const missing = Object.entries(needed).flatMap(([field, inner]) => {
    const value = fields.get(field);
    if (value === undefined || value === null) return [field];
    const parts = fieldsOf(value);
    return inner.filter((part) => parts.get(part) === undefined).map((part) => `${field}.${part}`);
  });
  if (missing.length > 0) throw new TypeError(`a lifecycle's definition lacks ${missing.join(", ")}`);
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}
