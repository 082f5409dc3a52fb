/** The values that a field of a policy may have, in words, read off its schema. */
import * as z from "zod";

export function valuesOf(field: z.core.$ZodType): string {
  return wordsOf(z.toJSONSchema(field, { io: "input", unrepresentable: "any" }));
}

function wordsOf({
  type,
  const: only,
  enum: choices,
  anyOf,
  items,
  minimum,
  maximum,
}: z.core.JSONSchema.BaseSchema): string {
  if (anyOf !== undefined) return anyOf.map(wordsOf).join(", or ");
  if (only !== undefined) return String(only);
  if (choices !== undefined) return `one of ${choices.join(", ")}`;
  if (type === "boolean") return "true or false";
  if (type === "integer" || type === "number")
    return `a${type === "integer" ? " whole" : ""} number${between(minimum, maximum)}`;
  if (type !== "array") return "a text";
  const each = typeof items === "object" && !Array.isArray(items) ? wordsOf(items) : "any texts";
  return `${each.replace(/^one of/, "any of")}, joined by +`;
}

/** Zod gives whole numbers the bounds of what JavaScript can hold; they are no news. */
function between(minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER): string {
  const from = minimum === Number.MIN_SAFE_INTEGER ? "" : ` from ${minimum}`;
  return `${from}${maximum === Number.MAX_SAFE_INTEGER ? "" : ` to ${maximum}`}`;
}
