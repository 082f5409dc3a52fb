/** The graph of a family holds the graph of each of its policies, and nothing else. */
import { describe, expect, test } from "vitest";
import { assign, createMachine, setup } from "xstate";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { type Configuration, keyOf, readChart } from "../../src/graph/chart.js";
import { ChartError } from "../../src/graph/chart-error.js";
import { exploreFamily, noArc, origin } from "../../src/graph/family-graph.js";
import { variablesOf } from "../../src/observer/estimate.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { noPolicy } from "../../src/graph/policy-sets.js";
import { waysOf } from "../../src/graph/ways.js";
import { badge } from "./badge.js";

/** The steps that a plain walk from the initial configuration takes, under one policy. */
function walked({ definition }: Lifecycle, policy: object): ReadonlySet<string> {
  const chart = readChart(definition.machine);
  const first = chart.initial(policy);
  const queue: Configuration[] = [first];
  const seen = new Set([keyOf(first)]);
  const steps = new Set<string>([`=> ${keyOf(first)}`]);
  for (const from of queue) {
    for (const { candidate, to } of chart.moves(from)) {
      steps.add(`${keyOf(from)} ${candidate.event}=> ${keyOf(to)}`);
      if (seen.has(keyOf(to))) continue;
      seen.add(keyOf(to));
      queue.push(to);
    }
  }
  return steps;
}

function explored({ definition }: Lifecycle, policies: readonly object[], limit = 10_000) {
  const chart = readChart(definition.machine);
  return { chart, graph: exploreFamily(chart, policies, { vary: variablesOf(definition, chart), limit }) };
}

/** The steps of a family's graph under each policy, and how often each is there. */
function stepsByPolicy(lifecycle: Lifecycle, policies: readonly object[]) {
  const { chart, graph } = explored(lifecycle, policies);
  const { arcs, sets } = graph;
  const { all } = waysOf(chart);
  const steps = policies.map(() => new Map<string, number>());
  for (let node = 0; node < graph.size; node++) {
    for (let arc = arcs.first[node] ?? noArc; arc !== noArc; arc = arcs.next[arc] ?? noArc) {
      const event = all[arcs.ways[arc] ?? -1]?.candidate.event;
      for (const policy of sets.list(arcs.policies[arc] ?? 0)) {
        const textOf = (at: number): string =>
          at === origin ? "" : keyOf({ status: graph.statusOf(at) ?? "", context: graph.contextOf(at, policy) });
        const step = `${event === undefined ? "" : `${textOf(node)} ${event}`}=> ${textOf(arcs.targets[arc] ?? 0)}`;
        steps[policy]?.set(step, (steps[policy]?.get(step) ?? 0) + 1);
      }
    }
  }
  return steps;
}

const families: readonly (readonly [string, Lifecycle, readonly object[]])[] = [
  ["badge", badge, [{ tries: 1 }, { tries: 2 }, { tries: 3, days: 9 }]],
  [
    "iinkedsign",
    iinkedsign,
    [
      { maxAttempts: 1, maxErrors: 1, maxResets: 0 },
      { maxAttempts: 3, maxErrors: 2, maxResets: 1, passToSign: true },
      { maxAttempts: "unlimited", maxErrors: 2, maxResets: "unlimited" },
      { maxAttempts: 3, maxErrors: 2, maxResets: 1, passToSign: false },
    ],
  ],
];

describe.each(families)("%s", (_, lifecycle, policies) => {
  test("has each policy's steps, each once, and no others", () => {
    for (const [policy, steps] of stepsByPolicy(lifecycle, policies).entries()) {
      expect(new Set(steps.keys())).toEqual(walked(lifecycle, policies[policy] ?? {}));
      expect(new Set(steps.values())).toEqual(new Set([1]));
    }
  });

  test("reaches each configuration under the policies whose own walk reaches it", () => {
    const { graph } = explored(lifecycle, policies);
    for (const [policy, given] of policies.entries()) {
      const reached = graph.reached.flatMap((under, node) =>
        node !== origin && graph.sets.has(under, policy)
          ? [keyOf({ status: graph.statusOf(node) ?? "", context: graph.contextOf(node, policy) })]
          : [],
      );
      const targets = [...walked(lifecycle, given)].map((step) => step.slice(step.indexOf("=> ") + 3));
      expect(new Set(reached)).toEqual(new Set(targets));
      expect(reached).toHaveLength(new Set(reached).size);
    }
  });

  test("has one arc for each way and configuration, in the order in which the machine tries them", () => {
    const { arcs, size } = explored(lifecycle, policies).graph;
    for (let node = 0; node < size; node++) {
      const tried: [way: number, target: number][] = [];
      for (let arc = arcs.first[node] ?? noArc; arc !== noArc; arc = arcs.next[arc] ?? noArc) {
        tried.push([arcs.ways[arc] ?? -1, arcs.targets[arc] ?? -1]);
      }
      expect(tried.map(([way]) => way)).toEqual(tried.map(([way]) => way).toSorted((a, b) => a - b));
      expect(new Set(tried.map(String)).size).toBe(tried.length);
    }
  });

  test("has as many configurations as its limit, and says how many of them were explored", () => {
    const { graph: whole } = explored(lifecycle, policies);
    expect(whole.explored).toBe(whole.size);
    expect(explored(lifecycle, policies, whole.size - 1).graph.explored).toBe(whole.size);
    const { graph: cut } = explored(lifecycle, policies, whole.size - 2);
    expect(cut.size).toBe(whole.size - 1);
    expect(cut.explored).toBeLessThan(cut.size);
    expect(explored(lifecycle, policies, 0).graph).toMatchObject({ size: 2, explored: 1 });
  });
});

test("begins in the machine's initial state, wherever that stands among the others", () => {
  const machine = createMachine({ initial: "second", states: { first: {}, second: { on: { back: "first" } } } });
  const { statusOf, size } = exploreFamily(readChart(machine), [{}], { limit: 10 });
  expect([size, statusOf(1), statusOf(2)]).toEqual([3, "second", "first"]);
});

test("takes arcs in where the machine tries them, when a policy reaches a node that others have left", () => {
  const machine = setup({
    types: { context: {} as { readonly isQuick: boolean }, input: {} as { readonly isQuick: boolean } },
    guards: { isQuick: ({ context }) => context.isQuick, isSlow: ({ context }) => !context.isQuick },
  }).createMachine({
    context: ({ input }) => ({ isQuick: input.isQuick }),
    initial: "gate",
    states: {
      gate: { on: { go: [{ target: "hub", guard: "isQuick" }, { target: "queue" }] } },
      queue: { on: { go: "hub" } },
      hub: {
        on: {
          first: "gate",
          second: { target: "queue", guard: "isSlow" },
          third: "gate",
          fourth: { target: "queue", guard: "isSlow" },
        },
      },
    },
  });
  const chart = readChart(machine);
  const policies = [{ isQuick: true }, { isQuick: false }];
  const { arcs, reached, sets, size, statusOf } = exploreFamily(chart, policies, { vary: [], limit: 10 });
  const hub = Array.from({ length: size }, (_, node) => statusOf(node)).indexOf("hub");
  const tried: (readonly [event: string | undefined, policies: readonly number[]])[] = [];
  for (let arc = arcs.first[hub] ?? noArc; arc !== noArc; arc = arcs.next[arc] ?? noArc) {
    tried.push([waysOf(chart).all[arcs.ways[arc] ?? -1]?.candidate.event, sets.list(arcs.policies[arc] ?? 0)]);
  }
  expect(sets.list(reached[hub] ?? noPolicy)).toEqual([0, 1]);
  expect(tried).toEqual([
    ["first", [0, 1]],
    ["second", [1]],
    ["third", [0, 1]],
    ["fourth", [1]],
  ]);
});

test("asks the first guard of a machine, like all others, anew for each count and for policies that come later", () => {
  interface Visits {
    readonly most: number;
    readonly visits: number;
  }
  const machine = setup({
    types: { context: {} as Visits, input: {} as { readonly most: number } },
    guards: { mayLeave: ({ context }) => context.visits < context.most, mayWait: ({ context }) => context.most < 3 },
    actions: { count: assign({ visits: ({ context }) => Math.min(context.visits + 1, 2) }) },
  }).createMachine({
    context: ({ input }) => ({ ...input, visits: 0 }),
    initial: "gate",
    states: {
      gate: {
        on: { go: { target: "hub", guard: "mayLeave", actions: "count" }, wait: { target: "queue", guard: "mayWait" } },
      },
      queue: { on: { go: { target: "hub", guard: "mayLeave", actions: "count" } } },
      hub: { on: { go: { target: "gate", guard: "mayLeave" } } },
    },
  });
  const { arcs, sets, size, statusOf, contextOf } = exploreFamily(
    readChart(machine),
    [0, 1, 2].map((most) => ({ most })),
    { vary: ["visits"], limit: 20 },
  );
  const nameOf = (node: number): string => `${statusOf(node)}${Number(contextOf(node, 0)["visits"])}`;
  const taken: string[] = [];
  for (let node = 1; node < size; node++) {
    for (let arc = arcs.first[node] ?? noArc; arc !== noArc; arc = arcs.next[arc] ?? noArc) {
      taken.push(`${nameOf(node)} ${nameOf(arcs.targets[arc] ?? 0)} ${sets.list(arcs.policies[arc] ?? 0).join()}`);
    }
  }
  expect(taken.toSorted()).toEqual([
    "gate0 hub1 1,2",
    "gate0 queue0 0,1,2",
    "gate1 hub2 2",
    "gate1 queue1 2",
    "hub1 gate1 2",
    "queue0 hub1 1,2",
    "queue1 hub2 2",
  ]);
});

describe.each([
  ["guard byTurns", { guard: "byTurns" }],
  ["action inTurns", { actions: "inTurns" }],
] as const)("%s", (name, way) => {
  test("is named where what it answers depends on more than the context", () => {
    interface Both {
      readonly left: number;
      readonly right: number;
    }
    let turn = 0;
    const either = (context: Both): number => (turn++ % 2 === 0 ? context.left : context.right);
    const machine = setup({
      types: { context: {} as Both, input: {} as Both },
      guards: { byTurns: ({ context }) => either(context) > 0 },
      actions: { inTurns: assign({ left: ({ context }) => either(context) }) },
    }).createMachine({
      context: ({ input }) => input,
      initial: "gate",
      states: { gate: { on: { go: { target: "hub", ...way } } }, hub: { on: { back: "gate" } } },
    });
    const policies = [1, 2].flatMap((left) => [1, 2].map((right) => ({ left, right })));
    expect(() => exploreFamily(readChart(machine), policies, { vary: [], limit: 10 })).toThrow(
      new ChartError(`${name} does not depend on the context alone`),
    );
  });
});
