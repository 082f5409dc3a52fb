/** Settings as they are read, what is said of those that cannot be, and which policies agree with what a report shows. */
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaVerification } from "../../machines/persona/verification/lifecycle.js";
import type { LifecycleDefinition } from "../../src/definition.js";
import { agrees, parsePolicy, policiesOf } from "../../src/policy/family.js";
import { PolicyError } from "../../src/policy/policy-error.js";
import type { Json } from "../../src/json.js";
import { badge } from "./badge.js";

const { definition } = badge;

describe("settings that cannot be are refused", () => {
  const refusalOf = (given: object, of: LifecycleDefinition = definition): string => {
    try {
      parsePolicy(of, given);
    } catch (error) {
      if (error instanceof PolicyError) return error.message;
      throw error;
    }
    throw new Error("the settings were read");
  };

  test.each([
    [{ tries: 4 }, "policy tries: expected a whole number from 1 to 3"],
    [{ tries: 2.5 }, "policy tries: expected a whole number from 1 to 3"],
    [{ tries: null }, "policy tries: expected a whole number from 1 to 3"],
    [{ tries: "2" }, "policy tries: expected a whole number from 1 to 3, and not its text"],
    [{ tries: "4" }, "policy tries: expected a whole number from 1 to 3"],
    [{ days: "two" }, "policy days: expected a whole number from 1 to 9"],
  ])("by their field, with what it may be: %j", (given, message) => {
    expect(refusalOf(given)).toBe(message);
  });

  test("by the form that a text has, where it has another", () => {
    const told = "policy type: expected 1 to 64 letters, digits, _ . or -";
    expect(refusalOf({ type: "verification/database" }, personaVerification.definition)).toBe(told);
    expect(refusalOf({ type: 3 }, personaVerification.definition)).toBe("policy type: expected a text");
  });

  const limit = "policy maxAttempts: expected a whole number from 1 to 20, or unlimited";
  test.each([
    [{ maxAttempts: "unlimitd" }, limit],
    [{ maxAttempts: 21 }, limit],
    [{ maxAttempts: "3" }, `${limit}, and not its text`],
    [{ passToSign: "true" }, "policy passToSign: expected true or false, and not its text"],
    [{ passToSign: 1 }, "policy passToSign: expected true or false"],
    [{ steps: "document" }, "policy steps: expected a list of any of consent, identity, kba, document"],
    [
      { steps: ["document", "selfie"] },
      'policy steps.1: Invalid option: expected one of "consent"|"identity"|"kba"|"document"',
    ],
  ])("also where it may be a word or a list: %j", (given, message) => {
    expect(refusalOf(given, iinkedsign.definition)).toBe(message);
  });

  test("in the words of a rule of its own, and in the schema's where there are no others", () => {
    const even = z.int().refine((number) => number % 2 === 0, "is odd");
    const schema = z.strictObject({
      even,
      shape: z.strictObject({ sides: z.int() }),
      either: z.union([z.int(), z.date()]),
    });
    const own = { ...definition, policy: { ...definition.policy, schema } };
    expect(refusalOf({ even: 3 }, own)).toBe("policy even: is odd");
    expect(refusalOf({ even: "x" }, own)).toBe("policy even: expected a whole number");
    expect(refusalOf({ shape: 3 }, own)).toBe("policy shape: Invalid input: expected object, received number");
    expect(refusalOf({ either: "x" }, own)).toBe("policy either: Invalid input");
  });

  test("where no policy has the field, with those that there are, and by its name where that is a plain word", () => {
    expect(refusalOf({ "jane@example.com": 1 })).toBe("policy has a field that is none of days, tries");
    expect(refusalOf({ colour: 1 })).toBe("policy has a field colour that is none of days, tries");
    expect(refusalOf({ trie: 1 })).toBe("policy has a field trie that is none of days, tries: did you mean tries?");
  });

  test("where a schema makes of them what no record can keep", () => {
    const schema = z.strictObject({ since: z.date() });
    const dated = { ...definition, policy: { ...definition.policy, schema } };
    expect(() => parsePolicy(dated, { since: new Date(0) })).toThrow(new PolicyError("since", "is not plain JSON"));
  });
});

test("settings that are not given stand for every value of their family, and those that are for themselves", () => {
  expect(policiesOf(definition, {})).toEqual([1, 2, 3].map((tries) => ({ days: 2, tries })));
  expect(policiesOf(definition, { days: 9, tries: 2 })).toEqual([{ days: 9, tries: 2 }]);
});

describe("a policy agrees with what a report shows", () => {
  const policy = { maxAttempts: 3, passToSign: true } as const;
  const agreeing = (given: Readonly<Record<string, Json>>, shown: Readonly<Record<string, Json>>): boolean =>
    agrees(iinkedsign.definition, given, policy, shown);

  test("where it has all of it, not some", () => {
    expect(agreeing(policy, { maxAttempts: 3, passToSign: true })).toBe(true);
    expect(agreeing(policy, { maxAttempts: 3, passToSign: false })).toBe(false);
    expect(agreeing(policy, { maxAttempts: 2, passToSign: true })).toBe(false);
    expect(agreeing(policy, {})).toBe(true);
  });

  test("where its field was not given, and the family holds no such value", () => {
    expect([agreeing({}, { maxAttempts: 17 }), agreeing({}, { maxAttempts: 1 })]).toEqual([true, false]);
    expect(agreeing({ maxAttempts: 3 }, { maxAttempts: 17 })).toBe(false);
  });
});
