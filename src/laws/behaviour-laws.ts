/** The laws of what a machine does: where it can go, what it counts, how long it waits, and what its states mean. */
import * as z from "zod";
import type { LifecycleDefinition } from "../definition.js";
import { type Configuration, keyOf } from "../graph/chart.js";
import type { Graph } from "../graph/graph.js";
import { outcomeOf, type Phase, phases, phaseSteps } from "../phase.js";
import { found, type Law, type Step, type Terrain } from "./terrain.js";

export const behaviourLaws: readonly Law[] = [
  {
    law: "reaches every status under some policy",
    breaches: ({ definition: { statuses }, graphs }) => {
      const reached = new Set(graphs.flatMap(({ configurations }) => configurations.map(({ status }) => status)));
      return statuses.filter((status) => !reached.has(status)).map((status) => `${status} is never reached`);
    },
  },
  {
    law: "has no way out of a final state",
    breaches: ({ chart, steps }) =>
      found(
        steps
          .filter(({ from }) => chart.finals.has(from.status))
          .map(({ from, to }) => `${from.status} → ${to.status}`),
      ),
  },
  {
    law: "can reach a final or settled configuration from everywhere",
    breaches: (terrain) => found(terrain.graphs.flatMap((graph) => trapsIn(terrain, graph))),
  },
  {
    law: "counts no further than its limits, and nothing without one",
    breaches: (terrain) => {
      const counters = Object.entries(terrain.definition.counters);
      const absent = counters.flatMap(([counter, field]) => problemOfCounter(terrain, counter, field) ?? []);
      if (absent.length > 0) return absent;
      // Of a count that goes on for ever, the first one that is wrong says all.
      const first = new Map<string, string>();
      for (const { status, context } of terrain.graphs.flatMap(({ configurations }) => configurations)) {
        for (const [counter, field] of counters) {
          const limit = context[field];
          const count = Number(context[counter]);
          const most = typeof limit === "number" ? limit : 0;
          if (Number.isSafeInteger(count) && count >= 0 && count <= most) continue;
          const place = `of ${JSON.stringify(limit)} in ${status}`;
          const told = first.get(`${counter} ${place}`) ?? `${counter} is ${JSON.stringify(context[counter])} ${place}`;
          first.set(`${counter} ${place}`, told);
        }
      }
      return found(first.values());
    },
  },
  {
    law: "waits for finite times only, each computed from named fields",
    breaches: (terrain) =>
      found(
        terrain.steps.flatMap((step) => {
          const problem = step.candidate.delay === undefined ? undefined : problemOfDelay(terrain, step);
          return problem === undefined ? [] : [`${step.candidate.event} in ${step.from.status} ${problem}`];
        }),
      ),
  },
  {
    law: "is explored completely, under its largest policy too",
    breaches: ({ unbounded }) => (unbounded === undefined ? [] : [`not under ${JSON.stringify(unbounded)}`]),
  },
  {
    law: "gives every configuration one phase, and steps only as the phases do",
    breaches: ({ definition, graphs, steps }) => [
      ...found(
        graphs
          .flatMap(({ configurations }) => configurations)
          .flatMap((at) => (knownPhase(definition, at) === undefined ? [`${at.status} has no phase`] : [])),
      ),
      ...found(
        steps.flatMap(({ from, to }) => {
          const [before, after] = [knownPhase(definition, from), knownPhase(definition, to)];
          if (before === undefined || after === undefined) return [];
          if (before === after || phaseSteps[before].includes(after)) return [];
          return [`${from.status} → ${to.status}: ${before} → ${after}`];
        }),
      ),
    ],
  },
  {
    law: "has a policy whose defaults and families its own schema accepts",
    breaches: ({ definition: { policy } }) => {
      const { schema, defaults, family } = policy;
      const families: Readonly<Record<string, readonly unknown[]>> = family;
      return [
        ...(schema.safeParse(defaults).success ? [] : ["the defaults are refused"]),
        ...Object.entries(schema.shape).flatMap(([field, accepted]) => {
          const values = families[field] ?? [];
          if (values.length === 0) return [`${field} has no family`];
          const isRefused = values.some((value) => !z.safeParse(accepted, value).success);
          return isRefused ? [`${field} has a family that the schema refuses`] : [];
        }),
        ...Object.keys(families)
          .filter((field) => !(field in schema.shape))
          .map((field) => `${field} is no field`),
      ];
    },
  },
];

/** Why a counter cannot be followed: it, or its limit, is not there. */
function problemOfCounter(
  { definition: { policy }, chart }: Terrain,
  counter: string,
  field: string,
): string | undefined {
  if (!Object.hasOwn(policy.schema.shape, field)) return `${counter}: its limit ${field} is no field of the policy`;
  const { context } = chart.initial(policy.defaults);
  return Object.hasOwn(context, counter) ? undefined : `${counter}: the machine's context has none`;
}

/** Why a delayed transition does not wait as it should. */
function problemOfDelay({ definition, chart }: Terrain, { from, candidate }: Step): string | undefined {
  const { policy, timers = {} } = definition;
  const fields = new Map(Object.entries(timers)).get(String(candidate.delay));
  if (fields === undefined) return "waits for what no timer names";
  const unknown = fields.find((field) => !Object.hasOwn(policy.schema.shape, field));
  if (unknown !== undefined) return `is computed from ${unknown}, which is no field of the policy`;
  try {
    chart.delay(candidate, from.context);
    return undefined;
  } catch {
    return "waits for no finite time";
  }
}

/** The phase of a configuration; undefined where none is told, or none that there is. */
function knownPhase({ phases: told }: LifecycleDefinition, { status, context }: Configuration): Phase | undefined {
  const phase = told[status];
  const word = typeof phase === "function" ? phase(context) : phase;
  return phases.find((known) => known === word);
}

function trapsIn({ definition }: Terrain, { configurations, transitions }: Graph): readonly string[] {
  const ends = configurations.map((at, node) => {
    const phase = knownPhase(definition, at);
    const isSettled = phase !== undefined && outcomeOf(phase) !== undefined;
    return isSettled || (transitions[node] ?? []).length === 0;
  });
  for (let grew = true; grew;) {
    grew = false;
    for (const { from, to } of transitions.flat()) {
      if (ends[to] === true && ends[from] !== true) grew = ends[from] = true;
    }
  }
  return configurations.filter((_, node) => ends[node] !== true).map((at) => `${keyOf(at)} is a trap`);
}
