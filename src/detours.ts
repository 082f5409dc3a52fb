/**
 * Detours: how a report that fits nowhere could have come about, if the machine did not ask some of its guards. They lead
 * off the explored graph, which holds only what the machine can reach.
 */
import { type Condition, type Configuration, keyOf } from "./chart.js";
import { configurationAt, spelledOut } from "./configurations.js";
import type { Estimate, Space } from "./estimate.js";
import { origin } from "./family-graph.js";
import { memoized } from "./memo.js";
import type { Question } from "./observer.js";

/** The end of a path to a report, with the answers that were set aside on it. */
export interface Detour {
  readonly configuration: Configuration;
  readonly hasStarted: boolean;
  /** In transitions. */
  readonly length: number;
  readonly asked: readonly Asking[];
}

interface Asking {
  readonly condition: Condition;
  readonly at: Configuration;
}

/** Where a search starts: the configurations of one policy, and the step from the origin where nothing was reported yet. */
interface Start {
  /** Tells it from every other of the same observer. */
  readonly key: string;
  readonly configurations: () => readonly Configuration[];
  readonly initial: () => Configuration | undefined;
  readonly runStarts: ReadonlySet<string>;
}

/** From an estimate to a report, the shortest detour under each policy that has one when the `freed` guards count as either answer. */
export function detours(
  space: Space,
  before: Estimate,
  asked: Question,
): (freed: readonly string[]) => readonly Detour[] {
  // Without a detour around all guards, there is none around some.
  const starts = startsOf(space, before).filter((start) =>
    isFound(knownDetour(space, start, asked, space.chart.guards)),
  );
  return (freed) => starts.map((start) => knownDetour(space, start, asked, freed)).filter(isFound);
}

function startsOf({ definition, observer }: Space, { fitting }: Estimate): readonly Start[] {
  const { sets } = observer.graph;
  const spelled = spelledOut(observer, fitting);
  return sets.list(observer.policiesIn(fitting)).map((policy) => {
    const nodes = spelled.filter((at) => at.policy === policy);
    const isBefore = nodes.some(({ node }) => node === origin);
    return {
      key: `${policy} ${nodes.map(({ node }) => node).join()}`,
      configurations: () => nodes.flatMap((at) => (at.node === origin ? [] : [configurationAt(observer, at)])),
      initial: () => (isBefore ? configurationAt(observer, { policy, node: origin }) : undefined),
      runStarts: new Set(sets.has(observer.withRuns, policy) ? definition.runs?.startedBy : []),
    };
  });
}

/** None, whatever the freed guards answer. */
const none = "none";

const isFound = (detour: Detour | typeof none): detour is Detour => detour !== none;

/** Under many policies, the estimates of many histories differ in a few of them: detours are found anew only from those. */
const knownDetours = new WeakMap<Space["observer"], Map<string, Detour | typeof none>>();

function knownDetour(space: Space, start: Start, asked: Question, freed: readonly string[]): Detour | typeof none {
  const known = knownDetours.get(space.observer) ?? new Map<string, Detour | typeof none>();
  knownDetours.set(space.observer, known);
  const { target, run } = asked;
  const key = `${start.key} ${JSON.stringify(target)} ${run} ${freed.join()}`;
  return memoized(known, key, () => shortestDetour(space, start, asked, new Set(freed)) ?? none);
}

function shortestDetour(
  space: Space,
  { configurations, initial, runStarts }: Start,
  { target, run }: Question,
  freed: ReadonlySet<string>,
): Detour | undefined {
  const start = { hasStarted: false, length: 0, asked: [] };
  const queue: Detour[] = configurations().map((configuration) => ({ ...start, configuration }));
  const seen = new Set(queue.map((place) => placeKey(space, place)));
  const arrives = ({ hasStarted, configuration: { status } }: Detour, event: string): boolean =>
    (run !== "next" || hasStarted) && ("status" in target ? status === target.status : event === target.event);
  const before = initial();
  if (before !== undefined) {
    const place = { ...start, configuration: before };
    if (arrives(place, space.definition.opening ?? "")) return place;
    queue.push(place);
  }
  for (const place of queue) {
    for (const { candidate, to, conditions } of space.chart.moves(place.configuration, freed)) {
      const startsRun = runStarts.has(candidate.event);
      if (startsRun && run === "same") continue;
      const next: Detour = {
        configuration: to,
        hasStarted: place.hasStarted || startsRun,
        length: place.length + 1,
        asked: [...place.asked, ...conditions.map((condition) => ({ condition, at: place.configuration }))],
      };
      if (arrives(next, candidate.event)) return next;
      const key = placeKey(space, next);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push(next);
    }
  }
  return undefined;
}

function placeKey({ variables }: Space, { configuration, hasStarted }: Detour): string {
  return `${keyOf(configuration, variables)} ${hasStarted}`;
}
