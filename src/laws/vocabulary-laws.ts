/** The laws between a machine's states, its guards, and the words that are kept for them. */
import * as z from "zod";
import { differences, found, type Law } from "./terrain.js";

const longestDescription = 80;

export const vocabularyLaws: readonly Law[] = [
  {
    law: "has one leaf state for each documented status and no other",
    breaches: ({ definition, chart }) =>
      differences(
        { texts: chart.leaves, alone: "is a leaf state and no status" },
        { texts: definition.statuses, alone: "is a status without a leaf state" },
      ),
  },
  {
    law: "has statuses that can be keys of states",
    breaches: ({ definition: { statuses } }) =>
      statuses.filter((status) => status.includes(".")).map((status) => `${status} has a dot, which XState splits`),
  },
  {
    law: "has words for every guard, and no others",
    breaches: ({ definition, chart }) => {
      const { context } = chart.initial(definition.policy.defaults);
      const silent = Object.entries(definition.guards).flatMap(([guard, words]) =>
        words.needs === "" || words.needsNot === "" || words.numbers(context) === "" ? [`${guard} has no words`] : [],
      );
      const compared = differences(
        { texts: chart.guards, alone: "is a guard without words" },
        { texts: Object.keys(definition.guards), alone: "has words and is no guard" },
      );
      return [...compared, ...silent];
    },
  },
  {
    law: "has guards that are each met somewhere and unmet somewhere",
    breaches: ({ chart, graphs }) =>
      chart.guards.flatMap((guard) => {
        const answers = new Set<boolean>();
        for (const { status, context } of graphs.flatMap(({ configurations }) => configurations)) {
          const candidates = [...(chart.candidates.get(status)?.values() ?? [])].flat();
          if (candidates.some((candidate) => candidate.guard === guard)) answers.add(chart.holds(guard, context));
        }
        return [
          ...(answers.has(true) ? [] : [`${guard} is met nowhere`]),
          ...(answers.has(false) ? [] : [`${guard} is unmet nowhere`]),
        ];
      }),
  },
  {
    law: "describes its states and its guarded choices in at most 80 characters",
    breaches: ({ nodes }) =>
      nodes.flatMap((node) => {
        const length = node.description?.length ?? 0;
        const own =
          node.parent === undefined || (length > 0 && length <= longestDescription)
            ? []
            : [`${node.id} has a description of ${length} characters`];
        const choices = [...node.transitions].flatMap(([event, candidates]) =>
          candidates.flatMap((choice) => {
            const isChoice = candidates.length > 1 || choice.guard !== undefined;
            const words = choice.description?.length ?? 0;
            return (isChoice && words === 0) || words > longestDescription
              ? [`${node.id} on ${event} has a choice with a description of ${words} characters`]
              : [];
          }),
        );
        return [...own, ...choices];
      }),
  },
  {
    law: "puts an unguarded choice last, where it hides no other",
    breaches: ({ nodes }) =>
      nodes.flatMap((node) =>
        [...node.transitions].flatMap(([event, choices]) => {
          const unguarded = choices.findIndex(({ guard }) => guard === undefined);
          return unguarded === -1 || unguarded === choices.length - 1
            ? []
            : [`${node.id} on ${event} never comes to the choices behind its unguarded one`];
        }),
      ),
  },
  {
    law: "announces statuses or events that it has, each in one way",
    breaches: ({ definition: { announced, opening, statuses }, steps }) => {
      const { by, always, maybe } = announced;
      const events = new Set([...steps.map(({ candidate }) => candidate.event), opening ?? ""]);
      const isKnown = (word: string): boolean => (by === "status" ? statuses.includes(word) : events.has(word));
      return [
        ...found([...always, ...maybe].filter((word) => !isKnown(word)).map((word) => `${word} is no ${by}`)),
        ...found(always.filter((word) => maybe.includes(word)).map((word) => `${word} is always and maybe announced`)),
      ];
    },
  },
  {
    law: "counts the person's attempts by one of its counters",
    breaches: ({ definition: { attempts, counters } }) =>
      attempts === undefined || Object.hasOwn(counters, attempts) ? [] : [`${attempts} is no counter`],
  },
  {
    law: "tells of new tries from statuses that it has",
    breaches: ({ definition: { retries, statuses } }) =>
      Object.keys(retries).flatMap((status) => (statuses.includes(status) ? [] : [`${status} is no status`])),
  },
  {
    law: "begins runs by events that it has, unless a switch of its policy says otherwise",
    breaches: ({ definition: { runs, policy }, chart }) => {
      if (runs === undefined) return [];
      const { startedBy, unless } = runs;
      const strangers = startedBy.filter((event) => !chart.events.has(event)).map((event) => `${event} is no event`);
      const isSwitch =
        unless === undefined ||
        Object.entries(policy.schema.shape).some(
          ([field, schema]) => field === unless && z.safeParse(schema, true).success,
        );
      return [
        ...(startedBy.length === 0 ? ["no event begins one"] : strangers),
        ...(isSwitch ? [] : [`${unless} is no switch of the policy`]),
      ];
    },
  },
  {
    law: "says what it leaves out, and why",
    breaches: ({ definition }) =>
      definition.leftOut.flatMap(({ what, why }, index) =>
        what === "" || why === "" ? [`leftOut[${index}] says not ${what === "" ? "what" : "why"}`] : [],
      ),
  },
];
