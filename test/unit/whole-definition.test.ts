import { describe, expect, test } from "vitest";
import { defineLifecycle } from "../../src/lifecycle.js";
import { badge } from "./badge.js";

const define = (definition: unknown) => () => Reflect.apply(defineLifecycle, undefined, [definition]);
const { definition } = badge;

describe("a definition that is not whole is refused by what it lacks", () => {
  const all =
    "id, provider, title, machine, statuses, leftOut, policy, guards, announced, counters, evidence, phases, retries";

  test.each([undefined, null, "badge", {}])("%j: all of it", (given) => {
    expect(define(given)).toThrow(new TypeError(`a lifecycle's definition lacks ${all}`));
  });

  test.each([
    ["machine", { machine: undefined }],
    ["machine.root", { machine: { id: "badge" } }],
    ["statuses, retries", { statuses: undefined, retries: null }],
    ["policy.defaults, policy.family", { policy: { schema: definition.policy.schema } }],
    ["announced.maybe", { announced: { by: "status", always: [] } }],
    ["evidence.rows", { evidence: { ...definition.evidence, rows: undefined } }],
  ])("%s", (missing, damage) => {
    expect(define({ ...definition, ...damage })).toThrow(new TypeError(`a lifecycle's definition lacks ${missing}`));
  });

  test("and by nothing where it has all that it needs", () => {
    expect(define(definition)).not.toThrow();
  });
});
