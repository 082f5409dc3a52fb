import * as z from "zod";
import { describe, expect, test } from "vitest";
import { valuesOf } from "../../src/policy/policy-values.js";

describe("the values of a policy's field are", () => {
  test.each([
    [z.boolean(), "true or false"],
    [z.string(), "a text"],
    [z.literal("on"), "on"],
    [z.enum(["one of", "two"]), "one of one of, two"],
    [z.int(), "a whole number"],
    [z.int().min(1), "a whole number from 1"],
    [z.int().max(9), "a whole number to 9"],
    [z.int().min(0).max(0), "a whole number from 0 to 0"],
    [z.number().min(0.5).max(1.5), "a number from 0.5 to 1.5"],
    [z.number().positive().max(596), "a number above 0, to 596"],
    [z.number().gt(1), "a number above 1"],
    [z.number(), "a number"],
    [z.int().min(1).max(20).or(z.literal("unlimited")), "a whole number from 1 to 20, or unlimited"],
    [z.array(z.enum(["a", "b"])), "any of a, b, joined by +"],
    [z.array(z.literal("one of")), "any of, joined by +"],
    [z.array(z.union([z.literal("x"), z.enum(["a", "b"])])), "x, or one of a, b, joined by +"],
    [z.array(z.string()), "a text, joined by +"],
    [z.array(z.any()), "any texts, joined by +"],
    [z.tuple([z.string()]), "any texts, joined by +"],
    [z.date(), undefined],
    [z.int().or(z.date()), undefined],
    [z.string().default("x"), "a text"],
  ])("%#: %s", (schema, words) => {
    expect(valuesOf(schema, (items) => `${items}, joined by +`)).toBe(words);
  });
});
