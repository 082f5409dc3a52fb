/** The laws of what a machine does: where it can go, what it counts, how long it waits, and what its states mean. */
import { keyOf } from "../chart.js";
import { explore } from "../explore.js";
import type { Graph } from "../graph.js";
import { outcomeOf, phases, phaseSteps } from "../phase.js";
import { phaseOf } from "../view.js";
import type { LifecycleDefinition } from "../definition.js";
import { found, type Law, type Terrain } from "./terrain.js";

/** How large a limit is tried: each count multiplies the graph. */
const largestLimit = 20;

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
    breaches: ({ definition: { counters }, graphs }) =>
      found(
        graphs.flatMap(({ configurations }) =>
          configurations.flatMap((at) =>
            Object.entries(counters).flatMap(([counter, field]) => {
              const limit = at.context[field];
              const count = Number(at.context[counter]);
              const isWithin =
                Number.isSafeInteger(count) && count >= 0 && count <= (typeof limit === "number" ? limit : 0);
              return isWithin
                ? []
                : [`${counter} is ${JSON.stringify(at.context[counter])} of ${JSON.stringify(limit)} in ${at.status}`];
            }),
          ),
        ),
      ),
  },
  {
    law: "waits for finite times only, each computed from named fields",
    breaches: ({ definition: { timers = {} }, chart, steps }) =>
      found(
        steps.flatMap(({ from, candidate }) => {
          if (candidate.delay === undefined) return [];
          const milliseconds = chart.delay(candidate, from.context);
          const isFinite = milliseconds !== undefined && milliseconds >= 0;
          return isFinite && String(candidate.delay) in timers ? [] : [`${candidate.event} in ${from.status}`];
        }),
      ),
  },
  {
    law: "is explored completely under its defaults and under its largest policy",
    breaches: ({ definition }) => {
      const largest = largestPolicy(definition);
      const isComplete = (policy: object): boolean => explore({ definition }, policy).complete;
      return [
        ...(isComplete({}) ? [] : ["not under its defaults"]),
        ...(isComplete(largest) ? [] : [`not under ${JSON.stringify(largest)}`]),
      ];
    },
  },
  {
    law: "gives every configuration one phase, and steps only as the phases do",
    breaches: ({ definition, steps }) =>
      found(
        steps.flatMap(({ from, to }) => {
          const [before, after] = [phaseOf(definition, from), phaseOf(definition, to)];
          const isPhase = phases.includes(before) && phases.includes(after);
          if (isPhase && (before === after || phaseSteps[before].includes(after))) return [];
          return [`${from.status} → ${to.status}: ${before} → ${after}`];
        }),
      ),
  },
  {
    law: "has a policy whose defaults and families its own schema accepts",
    breaches: ({ definition: { policy } }) => {
      const { schema, defaults, family } = policy;
      const families: Readonly<Record<string, readonly unknown[]>> = family;
      return [
        ...(schema.safeParse(defaults).success ? [] : ["the defaults are refused"]),
        ...Object.keys(schema.shape).flatMap((field) => {
          const values = families[field] ?? [];
          if (values.length === 0) return [`${field} has no family`];
          const isRefused = values.some((value) => schema.shape[field]?.safeParse(value).success !== true);
          return isRefused ? [`${field} has a family that the schema refuses`] : [];
        }),
        ...Object.keys(families)
          .filter((field) => !(field in schema.shape))
          .map((field) => `${field} is no field`),
      ];
    },
  },
];

/** Every limit at the largest value that its schema takes. */
function largestPolicy({ counters, policy: { schema } }: LifecycleDefinition): Readonly<Record<string, number>> {
  const limits = Array.from({ length: largestLimit }, (_, index) => largestLimit - index);
  return Object.fromEntries(
    Object.values(counters).flatMap((field) => {
      const largest = limits.find((limit) => schema.shape[field]?.safeParse(limit).success === true);
      return largest === undefined ? [] : [[field, largest]];
    }),
  );
}

function trapsIn({ definition }: Terrain, { configurations, transitions }: Graph): readonly string[] {
  const ends = configurations.map(
    (at, node) => transitions[node]?.length === 0 || outcomeOf(phaseOf(definition, at)) !== undefined,
  );
  for (let grew = true; grew;) {
    grew = false;
    for (const { from, to } of transitions.flat()) {
      if (ends[to] === true && ends[from] !== true) grew = ends[from] = true;
    }
  }
  return configurations.filter((_, node) => ends[node] !== true).map((at) => `${keyOf(at)} is a trap`);
}
