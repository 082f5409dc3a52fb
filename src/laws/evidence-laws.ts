/** The laws between a machine and the evidence beside it: neither may know a transition that the other does not. */
import { didYouMean } from "../stranger.js";
import { differences, found, type Law, type Step, type Terrain } from "./terrain.js";

const pairOf = ({ from, to }: Step): string => `${from.status} → ${to.status}`;

function rowPairs({ definition: { evidence } }: Terrain): readonly string[] {
  return evidence.rows.flatMap(({ from, to }) => from.map((source) => `${source} → ${to}`));
}

export const evidenceLaws: readonly Law[] = [
  {
    law: "takes exactly the transitions that its evidence tells of, under policies that switch every option",
    breaches: (terrain) =>
      differences(
        { texts: terrain.steps.map(pairOf), alone: "is taken, and no evidence tells of it" },
        { texts: rowPairs(terrain), alone: "is told of, and never taken" },
      ),
  },
  {
    law: "takes no transition by an event that its evidence does not tell of",
    breaches: ({ definition: { evidence }, steps }) => {
      const told = new Set(
        evidence.rows.flatMap(({ from, to, event }) =>
          from.flatMap((source) => event.map((type) => `${source} → ${to} by ${type}`)),
        ),
      );
      return found(steps.map((step) => `${pairOf(step)} by ${step.candidate.event}`).filter((text) => !told.has(text)));
    },
  },
  {
    law: "tells of known statuses and events only, each with a source",
    breaches: ({ definition: { evidence, statuses }, chart: { events } }) =>
      found(
        evidence.rows.flatMap(({ from, to, event, source }) => [
          ...[...from, to].filter((status) => !statuses.includes(status)).map((status) => `${status} is no status`),
          ...event
            .filter((type) => !events.has(type))
            .map((type) => `${from.join(", ")} → ${to} by ${strangerIn(events, type)}`),
          ...(source === "" ? [`${from.join(", ")} → ${to} has no source`] : []),
        ]),
      ),
  },
  {
    law: "never takes a step that is said never to follow",
    breaches: (terrain) => {
      const { never = [] } = terrain.definition.evidence;
      const ruledOut = new Set(never.flatMap(({ from, to }) => from.map((source) => `${source} → ${to}`)));
      return found([...terrain.steps.map(pairOf), ...rowPairs(terrain)].filter((pair) => ruledOut.has(pair)));
    },
  },
];

function strangerIn(events: ReadonlySet<string>, type: string): string {
  const delayed = `after ${type}`;
  const meant = didYouMean(events.has(delayed) ? delayed : type, [...events]);
  return `${type}, which is no event of the machine${meant === undefined ? "" : `: ${meant}`}`;
}
