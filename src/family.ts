/**
 * Policies. A field that is not given is unknown, and stands for every value of its family: nothing is made illegal by
 * a number that nobody gave.
 */
import * as z from "zod";
import type { LifecycleDefinition } from "./definition.js";
import { canonical, type Json } from "./json.js";

/** A policy as given: only its known fields, in the schema's form. */
export type GivenPolicy = Readonly<Record<string, Json>>;

/** Raised for settings that no policy of the lifecycle can have; `path` is the field. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(`policy ${path === "" ? "" : `${path}: `}${problem}`);
  }
}

/** Compiled once for each lifecycle: zod builds a parser for every schema that is made. */
const partialSchemas = new WeakMap<LifecycleDefinition, z.ZodType>();

function partialSchema(definition: LifecycleDefinition): z.ZodType {
  const schema = partialSchemas.get(definition) ?? definition.policy.schema.partial();
  partialSchemas.set(definition, schema);
  return schema;
}

/** Reads settings; a field that is undefined counts as not given. Throws PolicyError. */
export function parsePolicy(definition: LifecycleDefinition, given: unknown): GivenPolicy {
  const known = Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined));
  const parsed = partialSchema(definition).safeParse(known);
  if (parsed.success) return jsonRecord.parse(parsed.data);
  const issue = parsed.error.issues[0];
  const fields = Object.keys(definition.policy.schema.shape).join(", ");
  const isUnknownField = issue?.code === "unrecognized_keys";
  throw new PolicyError(
    issue?.path.join(".") ?? "",
    isUnknownField ? `has a field that is none of ${fields}` : (issue?.message ?? "cannot be read"),
  );
}

const jsonRecord: z.ZodType<GivenPolicy> = z.record(z.string(), z.json());

/** The concrete policies that a given one stands for: the product of the families of its unknown fields. */
export function policiesOf(definition: LifecycleDefinition, given: GivenPolicy): readonly GivenPolicy[] {
  return Object.keys(definition.policy.schema.shape).reduce<readonly GivenPolicy[]>(
    (policies, field) =>
      policies.flatMap((policy) => valuesOf(definition, given, field).map((value) => ({ ...policy, [field]: value }))),
    [{}],
  );
}

function valuesOf(definition: LifecycleDefinition, given: GivenPolicy, field: string): readonly Json[] {
  const value = given[field];
  if (value !== undefined) return [value];
  return z.array(z.json()).parse(definition.policy.family[field] ?? []);
}

/**
 * Whether a concrete policy agrees with what a report shows of it. A shown value that the family of an unknown field does
 * not hold decides nothing: the family stands for what moves the machine, and this value does not.
 */
export function agrees(
  definition: LifecycleDefinition,
  given: GivenPolicy,
  policy: GivenPolicy,
  shown: Readonly<Record<string, Json>>,
): boolean {
  return Object.entries(shown).every(([field, value]) => {
    const classOf = definition.policy.classes?.[field] ?? canonical;
    const isAlike = (other: Json): boolean => classOf(other) === classOf(value);
    if (isAlike(policy[field] ?? null)) return true;
    return !(field in given) && !valuesOf(definition, given, field).some(isAlike);
  });
}
