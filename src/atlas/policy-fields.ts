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
      /** The least and the largest value; a number that is not whole may have to lie between them. */
      readonly min: number;
      readonly max: number;
      readonly isWhole: boolean;
      readonly example: number;
    }
  | { readonly kind: "text"; readonly field: string; readonly examples: readonly string[] };

interface Choice {
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

/** A schema of lists, as far as it names what may be in them. */
const lists = z.object({ items: z.object({ enum: z.array(z.string()) }) });

function fieldOf(field: string, schema: z.core.JSONSchema.BaseSchema, { example, family }: Known): PolicyField {
  const list = lists.safeParse(schema);
  if (list.success) return { kind: "parts", field, items: list.data.items.enum };
  const values = valuesOf(schema);
  if (values !== undefined) return { kind: "choice", field, choices: values.map(choiceOf) };
  const { type } = schema;
  if (type === "integer" || type === "number") {
    return { kind: "number", field, ...boundsOf(schema), isWhole: type === "integer", example: Number(example) };
  }
  if (type === "string") return { kind: "text", field, examples: family.map(String) };
  return { kind: "choice", field, choices: family.map(choiceOf) };
}

/** All values of a schema, where they are few. */
function valuesOf(schema: z.core.JSONSchema.BaseSchema): readonly Json[] | undefined {
  const { type, const: only, enum: choices, anyOf } = schema;
  if (anyOf !== undefined) {
    const parts = anyOf.map(valuesOf);
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  if (only !== undefined) return [z.json().parse(only)];
  if (choices !== undefined) return z.array(z.json()).parse(choices);
  if (type === "boolean") return [true, false];
  if (type === "null") return [null];
  const { min, max } = boundsOf(schema);
  if (type !== "integer" || max - min > mostChoices) return undefined;
  return Array.from({ length: max - min + 1 }, (_, index) => min + index);
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Both inclusive for whole numbers, of which one beyond an exclusive bound is within. */
function boundsOf({
  type,
  minimum = Number.MIN_SAFE_INTEGER,
  maximum = Number.MAX_SAFE_INTEGER,
  exclusiveMinimum,
  exclusiveMaximum,
}: z.core.JSONSchema.BaseSchema): Bounds {
  const step = type === "integer" ? 1 : 0;
  return {
    min: typeof exclusiveMinimum === "number" ? exclusiveMinimum + step : minimum,
    max: typeof exclusiveMaximum === "number" ? exclusiveMaximum - step : maximum,
  };
}

const choiceOf = (value: Json): Choice => ({ value, word: wordOf(value) });

/** A value as a reader says it: a list by its parts. */
export function wordOf(value: Json): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(wordOf).join(" and ");
  return typeof value === "string" ? value : canonical(value);
}
