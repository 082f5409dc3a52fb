/** The values that a field of a policy may have, in words, read off its schema. */
import * as z from "zod";

/** Undefined where its schema does not tell; `listOf` says how a list of such items is written. */
export function valuesOf(field: z.core.$ZodType, listOf: (items: string) => string): string | undefined {
  return wordsOf(z.toJSONSchema(field, { io: "input", unrepresentable: "any" }), listOf);
}

/** Whether the value is a text as the field has, of which only the form cannot be: what form it has is told by its schema alone. */
export function isOfWrongForm(field: z.core.$ZodType, value: unknown): boolean {
  return z.safeParse(field, value).error?.issues[0]?.code === "invalid_format";
}

function wordsOf(schema: z.core.JSONSchema.BaseSchema, listOf: (items: string) => string): string | undefined {
  const { type, const: only, enum: choices, anyOf, items } = schema;
  if (anyOf !== undefined) {
    const either = anyOf.flatMap((one) => wordsOf(one, listOf) ?? []);
    return either.length === anyOf.length ? either.join(", or ") : undefined;
  }
  if (only !== undefined) return String(only);
  if (choices !== undefined) return `one of ${choices.join(", ")}`;
  if (type === "boolean") return "true or false";
  if (type === "integer" || type === "number")
    return `a${type === "integer" ? " whole" : ""} number${boundsOf(schema)}`;
  if (type === "string") return "a text";
  if (type !== "array") return undefined;
  const each = typeof items === "object" && !Array.isArray(items) ? wordsOf(items, listOf) : undefined;
  return listOf((each ?? "any texts").replace(/^one of/, "any of"));
}

/** Zod gives whole numbers the bounds of what JavaScript can hold; they are no news. */
function boundsOf({ minimum, exclusiveMinimum, maximum }: z.core.JSONSchema.BaseSchema): string {
  const above = exclusiveMinimum === undefined ? "" : ` above ${exclusiveMinimum}`;
  const from = minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? above : ` from ${minimum}`;
  if (maximum === undefined || maximum === Number.MAX_SAFE_INTEGER) return from;
  return above === "" ? `${from} to ${maximum}` : `${from}, to ${maximum}`;
}
