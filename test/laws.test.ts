/** The laws of every lifecycle, written once. What they expect comes from the vocabulary and from `evidence.ts`. */
import { describe, expect, test } from "vitest";
import { lifecycles } from "../machines/index.js";
import { keyOf, readChart } from "../src/chart.js";
import { parsePolicy } from "../src/family.js";
import { explore } from "../src/explore.js";
import type { Lifecycle } from "../src/lifecycle.js";
import { outcomeOf, phases, phaseSteps } from "../src/phase.js";
import { phaseOf } from "../src/view.js";
import { jsonRecord, jsonValues } from "./json.js";
import { switchboard } from "./switchboard.js";
import { exploreWithXState, nodesOf } from "./xstate-walk.js";

const largest = 20;

/** Every limit at the largest value that its schema takes. */
function largestPolicy({ definition }: Lifecycle): Record<string, unknown> {
  const limits = new Set(Object.values(definition.counters));
  return Object.fromEntries([...limits].map((field) => [field, largest]));
}

describe.each(lifecycles.map((lifecycle: Lifecycle) => ({ id: lifecycle.id, lifecycle })))("$id", ({ lifecycle }) => {
  const { definition, machine, statuses } = lifecycle;
  const chart = readChart(machine);
  const policies = switchboard(definition);
  const graphs = policies.map((policy) => explore(lifecycle, policy));
  const rowPairs = new Set(
    definition.evidence.rows.flatMap(({ from, to }) => from.map((source) => `${source} → ${to}`)),
  );
  const rowSteps = new Set(
    definition.evidence.rows.flatMap(({ from, to, event }) =>
      from.flatMap((source) => event.map((type) => `${source} → ${to} by ${type}`)),
    ),
  );
  const transitions = graphs.flatMap(({ configurations, transitions: byNode }) =>
    byNode.flat().map(({ from, to, candidate }) => {
      const source = configurations[from];
      const target = configurations[to];
      if (source === undefined || target === undefined) throw new Error("a transition between no configurations");
      return { from: source, to: target, candidate };
    }),
  );

  test("has one leaf state for each documented status and no other", () => {
    const leaves = nodesOf(machine).filter((node) => Object.keys(node.states).length === 0);
    expect(leaves.map((leaf) => leaf.key).toSorted()).toEqual([...statuses].toSorted());
    expect(statuses.filter((status) => status.includes("."))).toEqual([]);
  });

  test("takes exactly the transitions that its evidence tells of, under policies that switch every option", () => {
    const pairs = new Set(transitions.map(({ from, to }) => `${from.status} → ${to.status}`));
    expect([...pairs].toSorted()).toEqual([...rowPairs].toSorted());
  });

  test("takes no transition by an event that its evidence does not tell of", () => {
    const steps = new Set(
      transitions.map(({ from, to, candidate }) => `${from.status} → ${to.status} by ${candidate.event}`),
    );
    expect([...steps].filter((step) => !rowSteps.has(step))).toEqual([]);
  });

  test("tells of known statuses only, each with a source", () => {
    for (const { from, to, source } of definition.evidence.rows) {
      expect([...from, to].filter((status) => !statuses.includes(status))).toEqual([]);
      expect(source).not.toBe("");
    }
  });

  test("never takes a step that is said never to follow", () => {
    const never = (definition.evidence.never ?? []).flatMap(({ from, to }) =>
      from.map((source) => `${source} → ${to}`),
    );
    expect(never.filter((pair) => rowPairs.has(pair))).toEqual([]);
    expect(transitions.filter(({ from, to }) => never.includes(`${from.status} → ${to.status}`))).toEqual([]);
  });

  test("is compiled to the graph that XState itself walks", () => {
    for (const policy of policies.filter((_, index) => index % 7 === 0)) {
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

  test("reaches every status under some policy", () => {
    const reached = new Set(graphs.flatMap((graph) => graph.configurations.map(({ status }) => status)));
    expect(statuses.filter((status) => !reached.has(status))).toEqual([]);
  });

  test("has no way out of a final state", () => {
    expect(transitions.filter(({ from }) => chart.finals.has(from.status))).toEqual([]);
  });

  test("can reach a final or settled configuration from everywhere", () => {
    for (const { configurations, transitions: byNode } of graphs) {
      const ends = configurations.map(
        (at, node) => byNode[node]?.length === 0 || outcomeOf(phaseOf(definition, at)) !== undefined,
      );
      for (let grew = true; grew;) {
        grew = false;
        for (const { from, to } of byNode.flat()) {
          if (ends[to] === true && ends[from] !== true) grew = ends[from] = true;
        }
      }
      expect(configurations.filter((_, node) => ends[node] !== true)).toEqual([]);
    }
  });

  test("counts no further than its limits, and nothing without one", () => {
    for (const { context } of graphs.flatMap((graph) => graph.configurations)) {
      for (const [counter, field] of Object.entries(definition.counters)) {
        const limit = context[field];
        expect(Number.isSafeInteger(context[counter])).toBe(true);
        expect(Number(context[counter])).toBeGreaterThanOrEqual(0);
        expect(Number(context[counter])).toBeLessThanOrEqual(typeof limit === "number" ? limit : 0);
      }
    }
  });

  test("has words for every guard, and each is met somewhere and unmet somewhere", () => {
    expect(Object.keys(definition.guards).toSorted()).toEqual(chart.guards.toSorted());
    for (const guard of chart.guards) {
      const answers = new Set<boolean>();
      for (const { configurations } of graphs) {
        for (const { status, context } of configurations) {
          const asks = [...(chart.candidates.get(status)?.values() ?? [])]
            .flat()
            .some((candidate) => candidate.guard === guard);
          if (asks) answers.add(chart.holds(guard, context));
        }
      }
      expect([guard, answers]).toEqual([guard, new Set([true, false])]);
      const words = definition.guards[guard];
      expect(words?.needs).toBeTruthy();
      expect(words?.needsNot).toBeTruthy();
      expect(words?.numbers(graphs[0]?.configurations[0]?.context ?? {})).toBeTruthy();
    }
  });

  test("describes its states and its guarded choices in at most 80 characters", () => {
    for (const node of nodesOf(machine)) {
      if (node.parent === undefined) continue;
      expect([node.id, node.description?.length ?? 0].toString()).toMatch(/,([1-9]|[1-7]\d|80)$/);
      for (const [event, choices] of node.transitions) {
        for (const choice of choices) {
          expect((choice.description ?? "").length).toBeLessThanOrEqual(80);
          if (choices.length > 1 || choice.guard !== undefined)
            expect([node.id, event, choice.description]).not.toContain(undefined);
        }
        const unguarded = choices.findIndex((choice) => choice.guard === undefined);
        expect([node.id, event, unguarded === -1 || unguarded === choices.length - 1]).toEqual([node.id, event, true]);
      }
    }
  });

  test("waits for finite times only", () => {
    const delayed = transitions.filter(({ candidate }) => candidate.delay !== undefined);
    for (const { from, candidate } of delayed) {
      expect(chart.delay(candidate, from.context)).toBeGreaterThanOrEqual(0);
      expect(Object.keys(definition.timers ?? {})).toContain(candidate.delay);
    }
  });

  test("is explored completely under its defaults and under its largest policy", () => {
    expect(explore(lifecycle).complete).toBe(true);
    expect(explore(lifecycle, largestPolicy(lifecycle)).complete).toBe(true);
  });

  test("gives every configuration one phase, and steps only as the phases do", () => {
    const steps = new Set(
      transitions.map(({ from, to }) => `${phaseOf(definition, from)} → ${phaseOf(definition, to)}`),
    );
    const allowed = phases.flatMap((phase) => [
      `${phase} → ${phase}`,
      ...phaseSteps[phase].map((next) => `${phase} → ${next}`),
    ]);
    expect([...steps].filter((step) => !allowed.includes(step))).toEqual([]);
  });

  test("has a policy whose defaults and families its own schema accepts", () => {
    const { schema, defaults, family } = definition.policy;
    expect(schema.safeParse(defaults).success).toBe(true);
    for (const [field, values] of Object.entries(family)) {
      expect(jsonValues.parse(values).length).toBeGreaterThan(0);
      for (const value of jsonValues.parse(values)) expect(schema.shape[field]?.safeParse(value).success).toBe(true);
    }
    expect(Object.keys(family).toSorted()).toEqual(Object.keys(schema.shape).toSorted());
  });

  test("announces statuses or events that it has", () => {
    const { by, always, maybe } = definition.announced;
    const events = transitions.map(({ candidate }) => candidate.event);
    const known: readonly string[] = by === "status" ? statuses : [...events, definition.opening ?? ""];
    expect([...always, ...maybe].filter((word) => !known.includes(word))).toEqual([]);
    expect(always.filter((word) => maybe.includes(word))).toEqual([]);
  });

  test("says what it leaves out, and why", () => {
    for (const { what, why } of definition.leftOut) expect([what, why]).not.toContain("");
  });
});

test("lifecycles have names of their own", () => {
  const ids = lifecycles.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, provider } of lifecycles) expect(id === provider || id.startsWith(`${provider}/`)).toBe(true);
});
