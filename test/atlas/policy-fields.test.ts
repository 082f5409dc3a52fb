import { describe, expect, test } from "vitest";
import { lifecycles } from "../../machines/index.js";
import { type PolicyField, policyFields } from "../../src/atlas/policy-fields.js";
import type { Json } from "../../src/json.js";
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
