import { describe, expect, test } from "vitest";
import * as z from "zod";
import { lifecycles } from "../../machines/index.js";
import { type PolicyField, policyFields, wordOf } from "../../src/atlas/policy-fields.js";
import type { Json } from "../../src/json.js";
import { badge } from "../unit/badge.js";
import type { Lifecycle } from "../../src/lifecycle.js";

/** Values that the control of a field can give. */
function valuesOf(field: PolicyField): readonly Json[] {
  switch (field.kind) {
    case "choice":
      return field.choices.map(({ value }) => value);
    case "parts":
      return [[], field.items.slice(0, 1), field.items];
    case "number":
      return [Math.max(field.min, 1), Math.min(field.max, 596), field.example];
    case "text":
      return field.examples;
  }
}

describe.each(lifecycles.map((lifecycle: Lifecycle) => ({ id: lifecycle.id, lifecycle })))("$id", ({ lifecycle }) => {
  const fields = policyFields(lifecycle.definition);

  test("has a control for each of its settings, which gives only what they can be", () => {
    expect(fields.map(({ field }) => field)).toEqual(Object.keys(lifecycle.definition.policy.schema.shape));
    for (const field of fields) {
      expect(valuesOf(field).length).toBeGreaterThan(0);
      for (const value of valuesOf(field)) {
        expect(() => lifecycle.open({ subject: "subject", policy: { [field.field]: value } })).not.toThrow();
      }
    }
  });
});

test("the controls are of the kinds that a reader expects", () => {
  const kinds = lifecycles.flatMap((lifecycle) =>
    policyFields(lifecycle.definition).map((field) => `${lifecycle.id} ${field.field}: ${field.kind}`),
  );
  expect(kinds).toMatchInlineSnapshot(`
    [
      "iinkedsign steps: parts",
      "iinkedsign maxAttempts: choice",
      "iinkedsign maxResets: choice",
      "iinkedsign maxErrors: choice",
      "iinkedsign passToSign: choice",
      "iinkedsign resetKeepsVerificationId: choice",
      "persona/verification type: text",
      "persona/verification resubmitSameObject: choice",
      "persona/inquiry maxAttempts: choice",
      "persona/inquiry expiresAfterHours: number",
      "persona/inquiry decisionsOverturn: choice",
      "assetpay/process lateResults: choice",
      "assetpay/process clockToleranceSeconds: number",
      "assetpay/client maxProcesses: choice",
      "fortid sessionTimeoutSeconds: number",
      "fortid gracePeriodSeconds: number",
      "fortid clockToleranceSeconds: number",
      "fortid finishedSessionsExpire: choice",
    ]
  `);
});

/** The control for a setting of a schema, whose default is 7. */
const controlOf = (schema: z.ZodType, family: readonly Json[] = []): unknown => {
  const policy = { schema: z.strictObject({ field: schema }), defaults: { field: 7 }, family: { field: [...family] } };
  return policyFields({ ...badge.definition, policy })[0];
};

const valuesFor = (schema: z.ZodType, family?: readonly Json[]): readonly Json[] => {
  const choice = z.object({ kind: z.literal("choice"), choices: z.array(z.object({ value: z.json() })) });
  return choice.parse(controlOf(schema, family)).choices.map(({ value }) => value);
};

describe("the control for", () => {
  test("a switch, a word and a number says them in words", () => {
    const odd = z.union([z.boolean(), z.enum(["late", "never"]), z.literal(3), z.null()]);
    expect(controlOf(odd)).toEqual({
      kind: "choice",
      field: "field",
      choices: [
        { value: true, word: "yes" },
        { value: false, word: "no" },
        { value: "late", word: "late" },
        { value: "never", word: "never" },
        { value: 3, word: "3" },
        { value: null, word: "null" },
      ],
    });
  });

  test("few whole numbers is a choice of those that the schema takes, however it says its bounds", () => {
    for (const schema of [z.int().min(2).max(4), z.int().gt(1).lt(5)]) expect(valuesFor(schema)).toEqual([2, 3, 4]);
    expect(valuesFor(z.int().min(-1).max(29))).toEqual(Array.from({ length: 31 }, (_, index) => index - 1));
    expect(valuesFor(z.int().positive().max(2).nullable())).toEqual([1, 2, null]);
  });

  test.each([
    [z.int().min(1).max(32), { min: 1, max: 32, isWhole: true }],
    [z.int().gt(1).lt(99), { min: 2, max: 98, isWhole: true }],
    [z.int(), { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, isWhole: true }],
    [z.number().gt(5).lt(7), { min: 5, max: 7, isWhole: false }],
    [z.number(), { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, isWhole: false }],
    [z.number().min(0).max(2), { min: 0, max: 2, isWhole: false }],
  ])("other numbers has their bounds and an example (%#)", (schema, bounds) => {
    expect(controlOf(schema)).toEqual({ kind: "number", field: "field", ...bounds, example: 7 });
  });

  test("a list is its parts, where the schema names them", () => {
    expect(controlOf(z.array(z.enum(["kba", "document"])))).toEqual({
      kind: "parts",
      field: "field",
      items: ["kba", "document"],
    });
    expect(valuesFor(z.array(z.string()), [["kba"], []])).toEqual([["kba"], []]);
  });

  test("a text has the family for examples; what is a text or something else is one of the family", () => {
    expect(controlOf(z.string(), ["north", "south"])).toEqual({
      kind: "text",
      field: "field",
      examples: ["north", "south"],
    });
    expect(valuesFor(z.union([z.string(), z.int()]), ["north", 3])).toEqual(["north", 3]);
    expect(valuesFor(z.union([z.literal("north"), z.string()]), ["south"])).toEqual(["south"]);
    expect(valuesFor(z.date(), ["2024-01-01"])).toEqual(["2024-01-01"]);
  });
});

test.each<[Json, string]>([
  [true, "yes"],
  [false, "no"],
  ["gc", "gc"],
  [3, "3"],
  [null, "null"],
  [["consent", "kba"], "consent and kba"],
  [[], "none"],
])("%j is said as %s", (value, word) => {
  expect(wordOf(value)).toBe(word);
});
