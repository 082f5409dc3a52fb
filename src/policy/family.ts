/**
 * Policies. A field that is not given is unknown, and stands for every value of its family: nothing is made illegal by
 * a number that nobody gave.
 */
import * as z from "zod";
import type { LifecycleDefinition } from "../definition.js";
import { canonical, isJson, type Json, frozenCopy } from "../json.js";
import { noneOf, toldAs } from "../stranger.js";
import type { GivenPolicy } from "./given-policy.js";
import { PolicyError } from "./policy-error.js";
import { valuesOf } from "./policy-values.js";

/** Reads settings; a field that is undefined counts as not given. Throws PolicyError. */
export function parsePolicy(definition: LifecycleDefinition, given: unknown): GivenPolicy {
  return parseFields(definition, given, (field, schema, value) => frozenCopy(parseField(field, schema, value)));
}

/** Families of some fields: each value is read as the setting would be, and equal ones count once. Throws PolicyError. */
export function parseFamilies(
  definition: LifecycleDefinition,
  given: unknown,
): Readonly<Record<string, readonly Json[]>> {
  return parseFields(definition, given, (field, schema, values) => {
    if (!Array.isArray(values) || values.length === 0) throw new PolicyError(field, "expected a list of its values");
    const parsed = Array.from(values, (value) => parseField(field, schema, value));
    return [...new Map(parsed.map((value) => [canonical(value), value])).values()];
  });
}

function parseFields<Parsed>(
  definition: LifecycleDefinition,
  given: unknown,
  parse: (field: string, schema: z.core.$ZodType | undefined, value: unknown) => Parsed,
): Readonly<Record<string, Parsed>> {
  const { shape } = definition.policy.schema;
  if (typeof (given ?? {}) !== "object" || Symbol.iterator in Object(given)) {
    throw new PolicyError("", "is not an object with its fields");
  }
  const told = new Map(Object.entries(given ?? {}).filter(([, value]) => value !== undefined));
  const parsed: Record<string, Parsed> = {};
  // Field by field: a schema for any part of the fields would be built anew by each process that starts.
  for (const field of Object.keys(shape)) {
    if (told.has(field)) parsed[field] = parse(field, shape[field], told.get(field));
  }
  for (const field of told.keys()) {
    if (!Object.hasOwn(shape, field)) throw new PolicyError("", unknownField(field, Object.keys(shape)));
  }
  return parsed;
}

function unknownField(field: string, known: readonly string[]): string {
  const word = toldAs(field);
  return `has ${word === undefined ? "a field" : `a field ${word}`} that is ${noneOf(field, known)}`;
}

function parseField(field: string, schema: z.core.$ZodType | undefined, value: unknown): Json {
  const parsed = z.safeParse(schema ?? z.never(), value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = [field, ...(issue?.path ?? [])].join(".");
    throw new PolicyError(path, valuesIn(schema, issue, value) ?? issue?.message ?? "cannot be read");
  }
  if (isJson(parsed.data)) return parsed.data;
  throw new PolicyError(field, "is not plain JSON");
}

/** What the field may be, where it is the whole of it that cannot be; what is wrong with its form, with a part of it, or with parts together, zod tells. */
function valuesIn(
  schema: z.core.$ZodType | undefined,
  issue: z.core.$ZodIssue | undefined,
  value: unknown,
): string | undefined {
  if (schema === undefined || issue?.path.length !== 0) return undefined;
  if (issue.code === "custom" || issue.code === "invalid_format") return undefined;
  const values = valuesOf(schema, (items) => `a list of ${items}`);
  if (values === undefined) return undefined;
  return `expected ${values}${isReadAsText(schema, value) ? ", and not its text" : ""}`;
}

/** Whether the value would do as JSON: settings from an environment are texts. */
function isReadAsText(schema: z.core.$ZodType, value: unknown): boolean {
  if (typeof value !== "string") return false;
  try {
    return z.safeParse(schema, JSON.parse(value)).success;
  } catch {
    return false;
  }
}

/** The concrete policies that a given one stands for: the product of the families of its unknown fields. */
export function policiesOf(definition: LifecycleDefinition, given: GivenPolicy): readonly GivenPolicy[] {
  return Object.keys(definition.policy.schema.shape).reduce<readonly GivenPolicy[]>(
    (policies, field) => {
      const values = valuesFor(definition, given, field);
      return policies.flatMap((policy) => values.map((value) => ({ ...policy, [field]: value })));
    },
    [{}],
  );
}

function valuesFor(definition: LifecycleDefinition, given: GivenPolicy, field: string): readonly Json[] {
  const value = given[field];
  if (value !== undefined) return [value];
  const family: readonly unknown[] = definition.policy.family[field] ?? [];
  return family.filter(isJson);
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
    if (!Object.hasOwn(definition.policy.schema.shape, field)) return true;
    const classOf = definition.policy.classes?.[field] ?? canonical;
    const isAlike = (other: Json): boolean => classOf(other) === classOf(value);
    if (isAlike(policy[field] ?? null)) return true;
    return !(field in given) && !valuesFor(definition, given, field).some(isAlike);
  });
}
