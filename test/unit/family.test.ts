/** Settings as they are read, what is said of those that cannot be, and which policies agree with what a report shows. */
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { agrees, parsePolicy, PolicyError, policiesOf } from "../../src/family.js";
import type { Json } from "../../src/json.js";
import { badge } from "./badge.js";

const { definition } = badge;

describe("settings that cannot be are refused", () => {
  const refusalOf = (given: object): string => {
    try {
      parsePolicy(definition, given);
    } catch (error) {
      if (error instanceof PolicyError) return error.message;
      throw error;
    }
    throw new Error("the settings were read");
  };

  test("by their field, in the schema's words", () => {
    expect(refusalOf({ tries: 4 })).toBe("policy tries: Too big: expected number to be <=3");
    expect(refusalOf({ days: "two" })).toBe("policy days: Invalid input: expected number, received string");
  });

  test("where no policy has the field, with those that there are and without its name", () => {
    expect(refusalOf({ "jane@example.com": 1 })).toBe("policy has a field that is none of days, tries");
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
