/** The fields of a policy as what a form needs to know of them, read off the schema and the family. */
import * as z from "zod";
import type { LifecycleDefinition } from "../definition.js";
import { canonical, type Json } from "../json.js";

export type PolicyField =
  /** One of a few values; each with the word for it. */
  | { readonly kind: "choice"; readonly field: string; readonly choices: readonly Choice[] }
  /** Any part of a list. */
  | { readonly kind: "parts"; readonly field: string; readonly items: readonly string[] }
  | {
      readonly kind: "number";
      readonly field: string;
      readonly min: number;
      readonly max: number;
      readonly isWhole: boolean;
      readonly example: number;
    }
  | { readonly kind: "text"; readonly field: string; readonly examples: readonly string[] };

export interface Choice {
  readonly value: Json;
  readonly word: string;
}

/** A number with more values than this is typed and not chosen. */
const mostChoices = 30;

export function policyFields({ policy }: LifecycleDefinition): readonly PolicyField[] {
  return Object.entries(policy.schema.shape).map(([field, schema]) => {
    const example = jsonRecord.parse(policy.defaults)[field] ?? null;
    const family = z.array(z.json()).parse(policy.family[field] ?? []);
    return fieldOf(field, z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), { example, family });
  });
}

const jsonRecord = z.record(z.string(), z.json());

interface Known {
  readonly example: Json;
  readonly family: readonly Json[];
}

function fieldOf(field: string, schema: z.core.JSONSchema.BaseSchema, { example, family }: Known): PolicyField {
  const { type, anyOf, items, minimum = 0, maximum = Number.MAX_SAFE_INTEGER, exclusiveMinimum } = schema;
  const each = typeof items === "object" && !Array.isArray(items) ? (items.enum ?? []) : [];
  if (type === "array" && each.length > 0) return { kind: "parts", field, items: each.map(String) };
  const values = valuesOf(schema);
  if (values !== undefined) return { kind: "choice", field, choices: values.map(choiceOf) };
  if (type === "integer" || type === "number") {
    const isWhole = type === "integer";
    const above = typeof exclusiveMinimum === "number" ? exclusiveMinimum : undefined;
    const min = above === undefined ? minimum : above + (isWhole ? 1 : Number.EPSILON);
    return { kind: "number", field, min, max: maximum, isWhole, example: Number(example) };
  }
  if (anyOf === undefined && type === "string") return { kind: "text", field, examples: family.map(String) };
  return { kind: "choice", field, choices: family.map(choiceOf) };
}

/** All values of a schema, where they are few. */
function valuesOf({
  type,
  const: only,
  enum: choices,
  anyOf,
  minimum = 0,
  maximum,
}: z.core.JSONSchema.BaseSchema): readonly Json[] | undefined {
  if (anyOf !== undefined) {
    const parts = anyOf.map(valuesOf);
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  if (only !== undefined) return [z.json().parse(only)];
  if (choices !== undefined) return z.array(z.json()).parse(choices);
  if (type === "boolean") return [true, false];
  if (type !== "integer" || maximum === undefined || maximum - minimum > mostChoices) return undefined;
  return Array.from({ length: maximum - minimum + 1 }, (_, index) => minimum + index);
}

function choiceOf(value: Json): Choice {
  const word = value === true ? "yes" : value === false ? "no" : typeof value === "string" ? value : canonical(value);
  return { value, word };
}
