/**
 * Policies. A field that is not given is unknown, and stands for every value of its family: nothing is made illegal by
 * a number that nobody gave.
 */
import * as z from "zod";
import type { LifecycleDefinition } from "../definition.js";
import { canonical, isJson, type Json, frozenCopy } from "../json.js";
import { didYouMean, toldAs } from "../stranger.js";
import type { GivenPolicy } from "./given-policy.js";
import { PolicyError } from "./policy-error.js";
import { valuesOf } from "./policy-values.js";

/** Reads settings; a field that is undefined counts as not given. Throws PolicyError. */
export function parsePolicy(definition: LifecycleDefinition, given: unknown): GivenPolicy {
  const { shape } = definition.policy.schema;
  if (typeof (given ?? {}) !== "object" || Symbol.iterator in Object(given)) {
    throw new PolicyError("", "is not an object with its fields");
  }
  const told = new Map(Object.entries(given ?? {}).filter(([, value]) => value !== undefined));
  const parsed: Record<string, Json> = {};
  // Field by field: a schema for any part of the fields would be built anew by each process that starts.
  for (const field of Object.keys(shape)) {
    if (told.has(field)) parsed[field] = frozenCopy(parseField(field, shape[field], told.get(field)));
  }
  for (const field of told.keys()) {
    if (!Object.hasOwn(shape, field)) throw new PolicyError("", unknownField(field, Object.keys(shape)));
  }
  return parsed;
}

function unknownField(field: string, known: readonly string[]): string {
  const word = toldAs(field);
  const meant = didYouMean(field, known);
  const named = word === undefined ? "a field" : `a field ${word}`;
  return `has ${named} that is none of ${known.join(", ")}${meant === undefined ? "" : `: ${meant}`}`;
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

/** What the field may be, where it is the whole of it that cannot be; what is wrong with a part of it, or with parts together, zod tells. */
function valuesIn(
  schema: z.core.$ZodType | undefined,
  issue: z.core.$ZodIssue | undefined,
  value: unknown,
): string | undefined {
  if (schema === undefined || issue?.code === "custom" || issue?.path.length !== 0) return undefined;
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
