/** The `--policy` of the command line: `maxAttempts=3,steps=identity+document`, as often as one likes. */
import * as z from "zod";
import type { Json } from "../json.js";
import type { Lifecycle } from "../lifecycle.js";
import { parsePolicy } from "../policy/family.js";
import type { GivenPolicy } from "../policy/given-policy.js";
import { PolicyError } from "../policy/policy-error.js";
import { isOfWrongForm, valuesOf } from "../policy/policy-values.js";
import { Misuse, oneOf } from "./misuse.js";
import { printable } from "./text/printable.js";

/** The policy of each lifecycle: of the fields given, those that it has. */
export function policiesFrom(texts: readonly string[], lifecycles: readonly Lifecycle[]): readonly GivenPolicy[] {
  const given = new Map<string, string>();
  for (const [field, text] of texts.flatMap((flag) => settingsIn(flag, lifecycles))) {
    const earlier = given.get(field);
    if (earlier !== undefined && earlier !== text) throw new Misuse(`--policy ${field}: given twice, and differently`);
    given.set(field, text);
  }
  const known = lifecycles.flatMap(({ definition }) => Object.keys(definition.policy.schema.shape));
  for (const field of given.keys()) oneOf("--policy", field, [...new Set(known)]);
  return lifecycles.map((lifecycle) => policyOf(lifecycle, given));
}

/** Each field of one flag, with its text. A list that was joined by commas is told how it is written. */
function settingsIn(flag: string, lifecycles: readonly Lifecycle[]): readonly (readonly [string, string])[] {
  const texts = flag.split(",");
  return texts.map((text, nth) => {
    const setting = settingOf(text);
    if (setting !== undefined) return setting;
    const before = texts[nth - 1] ?? "";
    const [field] = settingOf(before) ?? [];
    const isOfList = text.trim() !== "" && field !== undefined && lifecycles.some((one) => hasList(one, field));
    const hint = isOfList ? `; a list is joined by +: ${printable(`${before.trim()}+${text.trim()}`)}` : "";
    throw new Misuse(`--policy: "${printable(text)}" is not of the form field=value${hint}`);
  });
}

function settingOf(text: string): readonly [string, string] | undefined {
  const equals = text.indexOf("=");
  return equals < 1 ? undefined : [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
}

function hasList({ definition }: Lifecycle, field: string): boolean {
  const { shape } = definition.policy.schema;
  const schema = Object.hasOwn(shape, field) ? shape[field] : undefined;
  return schema !== undefined && isList(schema);
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
    const text = given.get(field) ?? "";
    const [example] = definition.policy.family[field] ?? [];
    const values = valuesOf(schema, (items) => `${items}, joined by +`) ?? "a text";
    const told = isOfWrongForm(schema, valueOf(schema, text))
      ? `${error.problem}${typeof example === "string" ? `, such as ${example}` : ""}`
      : `it is ${values}`;
    throw new Misuse(`--policy ${field}: "${printable(text)}" cannot be; ${told}`);
  }
}

/** A value as its field would have it: a list where it holds lists, else a number, a switch or a word. */
function valueOf(schema: z.core.$ZodType, text: string): Json {
  if (isList(schema)) return text === "" ? [] : text.split("+");
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function isList(schema: z.core.$ZodType): boolean {
  const issue = z.safeParse(schema, "").error?.issues[0];
  return issue?.code === "invalid_type" && issue.expected === "array";
}
