import { describe, expect, test } from "vitest";
import * as z from "zod";
import { defineLifecycle } from "../../src/lifecycle.js";
import { never } from "../../src/proof/property.js";
import { badge } from "./badge.js";

const define = (definition: unknown) => () => Reflect.apply(defineLifecycle, undefined, [definition]);
const { definition } = badge;

describe("a definition that is not whole is refused by what it lacks, or has wrong", () => {
  const all =
    "id, provider, title, machine, statuses, leftOut, policy, guards, announced, counters, evidence, phases, retries";

  test.each([undefined, null, "badge", {}])("%j: all of it", (given) => {
    expect(define(given)).toThrow(new TypeError(`a lifecycle's definition lacks ${all}`));
  });

  test.each([
    ["machine", { machine: undefined }],
    ["id", { id: "" }],
    ["machine.root", { machine: { id: "badge" } }],
    ["statuses, retries", { statuses: undefined, retries: null }],
    ["policy.defaults, policy.family", { policy: { schema: definition.policy.schema } }],
    ["announced.maybe", { announced: { by: "status", always: [] } }],
    ["evidence.rows", { evidence: { ...definition.evidence, rows: undefined } }],
  ])("%s", (missing, damage) => {
    expect(define({ ...definition, ...damage })).toThrow(new TypeError(`a lifecycle's definition lacks ${missing}`));
  });

  const { policy, phases, statuses } = definition;

  test.each([
    ["statuses is no list", { statuses: "created" }],
    ["statuses is no list", { statuses: new Set(statuses) }],
    ["statuses has submitted twice", { statuses: [...statuses, "submitted"] }],
    ["phases lacks approved, declined", { phases: { ...phases, approved: undefined, declined: undefined } }],
    ["policy.schema is no z.object", { policy: { ...policy, schema: z.record(z.string(), z.int()) } }],
    ["policy.family lacks values of days", { policy: { ...policy, family: { tries: [1] } } }],
    ["properties is no list", { properties: never("declined") }],
    ["properties is no list", { properties: () => [never("declined")] }],
    ["policy.family lacks values of days, tries", { policy: { ...policy, family: { days: [], tries: 2 } } }],
  ])("%s", (problem, damage) => {
    expect(define({ ...definition, ...damage })).toThrow(new TypeError(`of a lifecycle's definition, ${problem}`));
  });

  test("and by nothing where it has all that it needs", () => {
    expect(define(definition)).not.toThrow();
  });
});
