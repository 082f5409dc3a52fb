/** The laws of every lifecycle. What they expect comes from the vocabulary and from `evidence.ts`. */
import { describe, expect, test } from "vitest";
import { lifecycles } from "../machines/index.js";
import { keyOf, readChart } from "../src/graph/chart.js";
import { explore } from "../src/explore.js";
import { parsePolicy } from "../src/policy/family.js";
import { checkLaws } from "../src/laws/laws.js";
import type { Lifecycle } from "../src/lifecycle.js";
import { disagreement } from "./evidence-walk.js";
import { jsonRecord } from "./json.js";
import { policyListOf } from "./mutation/policies.js";
import { switchboard } from "./switchboard.js";
import { exploreWithXState } from "./xstate-walk.js";

describe.each(lifecycles.map((lifecycle: Lifecycle) => ({ id: lifecycle.id, lifecycle })))("$id", ({ lifecycle }) => {
  const { definition, machine } = lifecycle;

  test.each(checkLaws(lifecycle))("$law", ({ breaches }) => {
    expect(breaches).toEqual([]);
  });

  test("is the machine that its evidence describes: when each step may be taken, what it counts and how long it waits", () => {
    const chart = readChart(machine);
    for (const policy of policyListOf(definition).few) {
      expect([policy, disagreement(definition, chart, policy, explore(lifecycle, policy))]).toEqual([
        policy,
        undefined,
      ]);
    }
  });

  test("is compiled to the graph that XState itself walks", () => {
    for (const policy of switchboard(definition).filter((_, index) => index % 7 === 0)) {
      const ours = explore(lifecycle, policy);
      const theirs = exploreWithXState(machine, { ...definition.policy.defaults, ...parsePolicy(definition, policy) });
      const oursByName = ours.transitions.flat().map(({ from, to }) => {
        const source = ours.configurations[from];
        const target = ours.configurations[to];
        return source && target ? `${keyOf(source)} → ${keyOf(target)}` : "";
      });
      const theirsByName = theirs.transitions.map(
        ({ from, to }) =>
          `${keyOf({ status: from.status, context: jsonRecord.parse(from.context) })} → ${keyOf({ status: to.status, context: jsonRecord.parse(to.context) })}`,
      );
      expect(oursByName.toSorted()).toEqual(theirsByName.toSorted());
      expect(ours.configurations.length).toBe(theirs.nodes.size);
    }
  });
});

test("lifecycles have names of their own", () => {
  const ids = lifecycles.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, provider } of lifecycles) expect(id === provider || id.startsWith(`${provider}/`)).toBe(true);
});
