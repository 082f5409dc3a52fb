/**
 * Detours: how a report that fits nowhere could have come about, if the machine did not ask some of its guards. They lead
 * off the explored graph, which holds only what the machine can reach.
 */
import { type Chart, type Condition, type Configuration, keyOf, movesAmong, type Offer } from "../graph/chart.js";
import { origin } from "../graph/family-graph.js";
import { memoized } from "../memo.js";
import { configurationAt, spelledOut } from "../observer/configurations.js";
import type { Estimate, Space } from "../observer/estimate.js";
import type { Question } from "../observer/observer.js";

/** The end of a path to a report, with the answers that were set aside on it. */
export interface Detour {
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
  readonly spots: () => readonly Spot[];
  readonly initial: () => Spot | undefined;
  readonly runStarts: ReadonlySet<string>;
}

/** A configuration that searches from one start come to, with what it offers: asked once, whichever guards are freed. */
interface Spot {
  readonly configuration: Configuration;
  /** From 0, in the order in which they were first met. */
  readonly number: number;
  readonly offers: () => readonly (readonly Offer<Spot>[])[];
}

/**
 * From an estimate to a report, around one of some sets of guards, which then count as either answer: the shortest detour
 * under any policy; of equal ones the first, in the order of the sets and then of the policies.
 */
export function detours(
  space: Space,
  before: Estimate,
  asked: Question,
): (sets: readonly (readonly string[])[]) => Detour | undefined {
  const shortest = (sets: readonly (readonly string[])[], starts: readonly Start[]): Detour | undefined =>
    shortestOf(sets.flatMap((freed) => starts.map((start) => createSearch(space, start, asked, freed))));
  // Without a detour around all guards, there is none around some.
  const starts = startsOf(space, before).filter((start) => shortest([space.chart.guards], [start]) !== undefined);
  return (sets) => shortest(sets, starts);
}

/** Goes deeper in all searches alike: what is as short as anything else is all that any of them is asked for. */
function shortestOf(searches: readonly Search[]): Detour | undefined {
  for (let length = 0; !searches.every((search) => search.isOver()); length++) {
    for (const search of searches) {
      const found = search.upTo(length);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function startsOf({ definition, chart, observer, variables }: Space, { fitting }: Estimate): readonly Start[] {
  const { sets } = observer.graph;
  const spelled = spelledOut(observer, fitting);
  return sets.list(observer.policiesIn(fitting)).map((policy) => {
    const nodes = spelled.filter((at) => at.policy === policy);
    const isBefore = nodes.some(({ node }) => node === origin);
    const spotOf = createSpots(chart, variables);
    return {
      key: `${policy} ${nodes.map(({ node }) => node).join()}`,
      spots: () => nodes.flatMap((at) => (at.node === origin ? [] : [spotOf(configurationAt(observer, at))])),
      initial: () => (isBefore ? spotOf(configurationAt(observer, { policy, node: origin })) : undefined),
      runStarts: new Set(sets.has(observer.withRuns, policy) ? definition.runs?.startedBy : []),
    };
  });
}

/** The spot of each configuration. */
function createSpots(chart: Chart, variables: readonly string[]): (configuration: Configuration) => Spot {
  const spots = new Map<string, Spot>();

  function spotOf(configuration: Configuration): Spot {
    const key = keyOf(configuration, variables);
    const spot = spots.get(key) ?? createSpot(configuration, spots.size);
    spots.set(key, spot);
    return spot;
  }

  function createSpot(configuration: Configuration, number: number): Spot {
    let offers: ReturnType<Spot["offers"]> | undefined;
    const offered = (): ReturnType<Spot["offers"]> =>
      chart.offers(configuration).map((list) => list.map((offer) => ({ ...offer, to: spotOf(offer.to) })));
    return { configuration, number, offers: () => (offers ??= offered()) };
  }

  return spotOf;
}

/** What a search has shown so far. */
interface Shown {
  detour: Detour | undefined;
  /** No detour is as short as this, or shorter. */
  noneUpTo: number;
}

/** Under many policies, the estimates of many histories differ in a few of them: detours are found anew only from those. */
const shown = new WeakMap<Space["observer"], Map<string, Shown>>();

interface Search {
  /** The shortest detour, where it is no longer than that. */
  upTo(most: number): Detour | undefined;
  /** Whether there is no detour. */
  isOver(): boolean;
}

function createSearch(space: Space, start: Start, asked: Question, freed: readonly string[]): Search {
  const known = shown.get(space.observer) ?? new Map<string, Shown>();
  shown.set(space.observer, known);
  const key = `${start.key} ${JSON.stringify(asked.target)} ${asked.run} ${freed.join()}`;
  const result = memoized(known, key, () => ({ detour: undefined, noneUpTo: -1 }));
  let ends: Iterator<Detour | undefined> | undefined;
  let length = 0;

  function deepen(): void {
    ends ??= endsOf(space, start, asked, new Set(freed));
    const { done, value } = ends.next();
    if (done === true) result.noneUpTo = Number.POSITIVE_INFINITY;
    else if (value === undefined) result.noneUpTo = Math.max(result.noneUpTo, length++);
    else result.detour = value;
  }

  return {
    upTo(most) {
      while (result.detour === undefined && result.noneUpTo < most) deepen();
      return result.detour !== undefined && result.detour.length <= most ? result.detour : undefined;
    },
    isOver: () => result.noneUpTo === Number.POSITIVE_INFINITY,
  };
}

/** Breadth-first: of each length from 0 on the first detour, or undefined. It is done where nothing is left to search. */
function* endsOf(
  { definition }: Space,
  { spots, initial, runStarts }: Start,
  { target, run }: Question,
  freed: ReadonlySet<string>,
): Generator<Detour | undefined, void> {
  const arrives = ({ spot: { configuration }, hasStarted }: Place, event: string): boolean =>
    (run !== "next" || hasStarted) &&
    ("status" in target ? configuration.status === target.status : event === target.event);
  let places = spots().map((spot) => placeAt(spot));
  const seen = new Set(places.map(placeNumber));

  /** The first end that is one step from the places; what else is met there for the first time goes to `further`. */
  function endBehind(further: Place[]): Place | undefined {
    for (const after of places) {
      for (const { candidate, to, conditions } of movesAmong(after.spot.offers(), freed)) {
        const startsRun = runStarts.has(candidate.event);
        if (startsRun && run === "same") continue;
        const next = { spot: to, hasStarted: after.hasStarted || startsRun, after, conditions };
        if (arrives(next, candidate.event)) return next;
        const number = placeNumber(next);
        if (seen.has(number)) continue;
        seen.add(number);
        further.push(next);
      }
    }
    return undefined;
  }

  const before = initial();
  const first = before === undefined ? undefined : placeAt(before);
  if (first !== undefined) places.push(first);
  yield first !== undefined && arrives(first, definition.opening ?? "") ? detourTo(first) : undefined;
  while (places.length > 0) {
    const further: Place[] = [];
    const end = endBehind(further);
    yield end === undefined ? undefined : detourTo(end);
    places = further;
  }
}

/** Where a search has come, and how. */
interface Place {
  readonly spot: Spot;
  /** Whether a run was started on the way. */
  readonly hasStarted: boolean;
  readonly after: Place | undefined;
  /** What was set aside on the last step to it. */
  readonly conditions: readonly Condition[];
}

const placeAt = (spot: Spot): Place => ({ spot, hasStarted: false, after: undefined, conditions: [] });

const placeNumber = ({ spot, hasStarted }: Place): number => 2 * spot.number + Number(hasStarted);

function detourTo(end: Place): Detour {
  const asked: Asking[] = [];
  let length = 0;
  for (let { after, conditions } = end; after !== undefined; { after, conditions } = after) {
    const { configuration } = after.spot;
    asked.unshift(...conditions.map((condition) => ({ condition, at: configuration })));
    length += 1;
  }
  return { length, asked };
}
