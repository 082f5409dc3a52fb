/**
 * Explanations: the best path that a report may be the end of. Fewest missing reports first, then fewest transitions,
 * then the order of the vocabulary. Dijkstra's algorithm over the graph of a family, for all its policies together.
 */
import { noPolicy, type PolicySet } from "../graph/policy-sets.js";
import { answers, type Observer, type Passage, type Question } from "../observer/observer.js";

/** A way to a node: the edges since the last report, latest first as a linked list, and the reports missing so far. */
export interface Trail {
  readonly missing: readonly string[];
  readonly length: number;
  /** The statuses entered, one character each by their place in the vocabulary, so that text order is vocabulary order. */
  readonly word: string;
  readonly last: Step | undefined;
}

interface Step {
  readonly passage: Passage;
  readonly before: Step | undefined;
}

export const startingTrail: Trail = { missing: [], length: 0, word: "", last: undefined };

/** Which of two trails explains better; negative when `a` does. */
export function compareTrails(a: Trail, b: Trail): number {
  return a.missing.length - b.missing.length || a.length - b.length || (a.word < b.word ? -1 : a.word > b.word ? 1 : 0);
}

/** What the edges of a trail tell, from first to last. */
export function edgesOf(trail: Trail): readonly Passage[] {
  const edges: Passage[] = [];
  for (let step = trail.last; step !== undefined; step = step.before) edges.unshift(step.passage);
  return edges;
}

export interface Search {
  /** One character for each status, in the vocabulary's order. */
  readonly letters: ReadonlyMap<string, string>;
  /** Whether an always announced transition before the last counts as a missing report. */
  readonly countsMissing: boolean;
  readonly onlyBest: boolean;
}

/** A trail to a node, under some policies. */
export interface Arrival {
  readonly node: number;
  readonly policies: PolicySet;
  readonly trail: Trail;
}

/**
 * The best trails to every node that answers the question, each under the policies for which it is the best, from seeds that
 * already cost something. With `onlyBest`, the search ends with the best of all.
 */
export function bestTrails(
  observer: Observer,
  seeds: readonly Arrival[],
  asked: Question,
  { letters, countsMissing, onlyBest }: Search,
): readonly Arrival[] {
  const { sets, statusOf } = observer.graph;
  const found: Arrival[] = [];
  if (asked.stay && asked.run !== "next" && "status" in asked.target) {
    const { status } = asked.target;
    found.push(...seeds.filter(({ node }) => statusOf(node) === status));
    if (onlyBest && found.length > 0) return found;
  }
  const shelves: Shelves = [];
  for (const { node, policies, trail } of seeds) shelve(shelves, { at: node, policies, trail });
  // Every edge leads to a longer trail and none to fewer missing reports, so each shelf is full when its turn comes.
  const settled = new Map<number, PolicySet>();
  const unsettled = (at: number, policies: PolicySet): PolicySet => sets.without(policies, settled.get(at) ?? noPolicy);
  for (let missing = 0; missing < shelves.length; missing++) {
    for (let length = 0; length < (shelves[missing]?.length ?? 0); length++) {
      const shelf = shelves[missing]?.[length]?.toSorted((a, b) => compareTrails(a.trail, b.trail)) ?? [];
      for (const { at, policies, trail } of shelf) {
        const leaving = unsettled(at, policies);
        if (leaving === noPolicy) continue;
        settled.set(at, sets.either(settled.get(at) ?? noPolicy, leaving));
        const hasStarted = at < 0;

        function pass(passage: Passage, to: number, taking: PolicySet, started: boolean): void {
          if (taking === noPolicy) return;
          const further = {
            missing: trail.missing,
            length: length + 1,
            word: trail.word + (letters.get(passage.status) ?? ""),
            last: { passage, before: trail.last },
          };
          if ((started || asked.run !== "next") && answers(passage, asked)) {
            found.push({ node: to, policies: taking, trail: further });
          }
          const isAnnounced = passage.announcement === "always";
          if (asked.lossless && isAnnounced) return;
          const place = started ? ~to : to;
          const isMissed = countsMissing && isAnnounced;
          shelve(shelves, {
            at: place,
            policies: unsettled(place, taking),
            trail: isMissed ? { ...further, missing: [...trail.missing, passage.status] } : further,
          });
        }

        observer.leave(hasStarted ? ~at : at, (passage, to, policiesOfEdge) => {
          const taking = sets.both(leaving, policiesOfEdge);
          const isStart = passage.startsRun && asked.run !== "any";
          const starting = isStart ? sets.both(taking, observer.withRuns) : noPolicy;
          pass(passage, to, sets.without(taking, starting), hasStarted);
          if (asked.run === "next") pass(passage, to, starting, true);
        });
      }
      if (onlyBest && found.length > 0) return bestOfEach(observer, found);
    }
  }
  return bestOfEach(observer, found);
}

/** Trails by how many reports are missing, then by length: places are nodes, or their complements once a run was started. */
type Shelves = Waiting[][][];

interface Waiting {
  readonly at: number;
  readonly policies: PolicySet;
  readonly trail: Trail;
}

function shelve(shelves: Shelves, waiting: Waiting): void {
  if (waiting.policies === noPolicy) return;
  const byLength = (shelves[waiting.trail.missing.length] ??= []);
  (byLength[waiting.trail.length] ??= []).push(waiting);
}

/** Of trails to the same configurations, the best for each. */
function bestOfEach({ graph: { sets } }: Observer, arrivals: readonly Arrival[]): readonly Arrival[] {
  const served = new Map<number, PolicySet>();
  return arrivals
    .toSorted((a, b) => compareTrails(a.trail, b.trail))
    .flatMap(({ node, policies, trail }) => {
      const known = served.get(node) ?? noPolicy;
      const unserved = sets.without(policies, known);
      served.set(node, sets.either(known, unserved));
      return unserved === noPolicy ? [] : [{ node, policies: unserved, trail }];
    });
}
