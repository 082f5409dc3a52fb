/** The `--policy` of the command line: `maxAttempts=3,steps=identity+document`, as often as one likes. */
import * as z from "zod";
import type { Json } from "../json.js";
import type { Lifecycle } from "../lifecycle.js";
import { parsePolicy } from "../policy/family.js";
import type { GivenPolicy } from "../policy/given-policy.js";
import { PolicyError } from "../policy/policy-error.js";
import { valuesOf } from "../policy/policy-values.js";
import { Misuse, oneOf } from "./misuse.js";
import { printable } from "./text/printable.js";

/** The policy of each lifecycle: of the fields given, those that it has. */
export function policiesFrom(texts: readonly string[], lifecycles: readonly Lifecycle[]): readonly GivenPolicy[] {
  const given = new Map<string, string>();
  for (const [field, text] of texts.flatMap((flag) => flag.split(",")).map(fieldOf)) {
    const earlier = given.get(field);
    if (earlier !== undefined && earlier !== text) throw new Misuse(`--policy ${field}: given twice, and differently`);
    given.set(field, text);
  }
  const known = lifecycles.flatMap(({ definition }) => Object.keys(definition.policy.schema.shape));
  for (const field of given.keys()) oneOf("--policy", field, [...new Set(known)]);
  return lifecycles.map((lifecycle) => policyOf(lifecycle, given));
}

function fieldOf(text: string): readonly [string, string] {
  const equals = text.indexOf("=");
  if (equals < 1) throw new Misuse(`--policy: "${printable(text)}" is not of the form field=value`);
  return [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
}

function policyOf({ definition }: Lifecycle, given: ReadonlyMap<string, string>): GivenPolicy {
  const { shape } = definition.policy.schema;
  const settings = [...given].flatMap(([field, text]) => {
    const schema = Object.hasOwn(shape, field) ? shape[field] : undefined;
    return schema === undefined ? [] : [[field, valueOf(schema, text)] as const];
  });
  try {
    return parsePolicy(definition, Object.fromEntries(settings));
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const [field = ""] = error.path.split(".");
    const schema = shape[field];
    if (schema === undefined) throw new Misuse(`--policy: ${error.problem}`);
    const values = valuesOf(schema, (items) => `${items}, joined by +`) ?? "a text";
    throw new Misuse(`--policy ${field}: "${printable(given.get(field) ?? "")}" cannot be; it is ${values}`);
  }
}

/** A value as its field would have it: a list where it holds lists, else a number, a switch or a word. */
function valueOf(schema: z.core.$ZodType, text: string): Json {
  const issue = z.safeParse(schema, "").error?.issues[0];
  if (issue?.code === "invalid_type" && issue.expected === "array") return text === "" ? [] : text.split("+");
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
