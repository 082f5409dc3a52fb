/** A function of the context is asked once for all policies that agree in what it reads. */
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { type Context, readChart } from "../../src/graph/chart.js";
import { ChartError } from "../../src/graph/chart-error.js";
import { createDecisionTree, valueKey } from "../../src/graph/decision-tree.js";
import { familyContexts } from "../../src/graph/family-contexts.js";

const policies = [1, 2, 3].flatMap((maxAttempts) =>
  [true, false].map((passToSign) => ({ ...iinkedsign.definition.policy.defaults, maxAttempts, passToSign })),
);
const contexts = familyContexts(readChart(iinkedsign.definition.machine), policies, ["failures"]);

/** Decides under all policies after one failure: the answer by policy, and how often the function was asked. */
function decided<Answer>(ask: (context: Context) => Answer, rounds = 1) {
  let times = 0;
  const tree = createDecisionTree("the question", (context) => {
    times += 1;
    return ask(context);
  });
  const { sets, whole, valuesOf } = contexts;
  const own = { failures: 1 };
  const answers: Answer[] = [];
  for (let round = 0; round < rounds; round++) {
    const asked = { sets, own, valuesOf, contextUnder: (policy: number) => whole(own, policy) };
    tree.decide(asked, sets.all, (answer, alike) => {
      for (const policy of sets.list(alike)) answers[policy] = answer;
    });
  }
  return { answers, times };
}

describe("a question about the context", () => {
  test("is asked once for each value of what it reads, and never again", () => {
    const ask = ({ failures, maxAttempts }: Context) => Number(failures) < Number(maxAttempts);
    expect(decided(ask, 3)).toEqual({ answers: [false, false, true, true, true, true], times: 3 });
  });

  test("is asked once where it reads nothing that the policy gives", () => {
    expect(decided(({ failures }) => failures)).toEqual({ answers: policies.map(() => 1), times: 1 });
    expect(decided(() => "same").times).toBe(1);
  });

  test("is asked further only where it reads further", () => {
    const ask = (context: Context) => (context["maxAttempts"] === 1 ? "one" : context["passToSign"]);
    expect(decided(ask)).toEqual({ answers: ["one", "one", true, false, true, false], times: 5 });
  });

  test.each<[string, (context: Context) => unknown]>([
    ["its keys", (context) => Object.keys(context).includes("failures") && context["maxAttempts"]],
    ["whether it has a field", (context) => "failures" in context && context["maxAttempts"]],
    ["whether a field is its own", (context) => Object.hasOwn(context, "failures") && context["maxAttempts"]],
  ])("is asked under each policy where it looks at %s", (_, ask) => {
    const { answers, times } = decided(ask);
    expect(answers).toEqual([1, 1, 2, 2, 3, 3]);
    expect(times).toBe(policies.length + 1);
  });

  test("that a symbol of the language asks for is none of a field", () => {
    expect(decided((context) => Object.prototype.toString.call(context)).times).toBe(1);
  });

  test("must depend on the context alone", () => {
    let turn = 0;
    const ask = (context: Context) => context[turn++ % 2 === 0 ? "maxAttempts" : "passToSign"];
    expect(() => decided(ask)).toThrow(new ChartError("the question does not depend on the context alone"));
  });
});

test("values are told apart whatever their type", () => {
  const values = [1, "1", true, "true", null, "null", undefined, [1], "[1]", { a: 1, b: 2 }, '{"a":1,"b":2}'];
  expect(new Set(values.map((value) => valueKey(value))).size).toBe(values.length);
  expect(valueKey({ b: 2, a: 1 })).toBe(valueKey({ a: 1, b: 2 }));
});
