/**
 * Explanations: the best path that a report may be the end of. Fewest missing reports first, then fewest transitions,
 * then the order of the vocabulary. Dijkstra's algorithm over one policy's graph.
 */
import { answers, type Edge, type Observer, type Question } from "./observer.js";

/** A way to a node: the edges since the last report, latest first as a linked list, and the reports missing so far. */
export interface Trail {
  readonly missing: readonly string[];
  readonly length: number;
  /** The statuses entered, one character each by their place in the vocabulary, so that text order is vocabulary order. */
  readonly word: string;
  readonly last: Step | undefined;
}

interface Step {
  readonly edge: Edge;
  readonly before: Step | undefined;
}

export const startingTrail: Trail = { missing: [], length: 0, word: "", last: undefined };

/** Which of two trails explains better; negative when `a` does. */
export function compareTrails(a: Trail, b: Trail): number {
  return a.missing.length - b.missing.length || a.length - b.length || (a.word < b.word ? -1 : a.word > b.word ? 1 : 0);
}

/** The edges of a trail from first to last. */
export function edgesOf(trail: Trail): readonly Edge[] {
  const edges: Edge[] = [];
  for (let step = trail.last; step !== undefined; step = step.before) edges.unshift(step.edge);
  return edges;
}

/**
 * The best trail to every node that answers the question, from seeds that already cost something. With `onlyBest`, the
 * search ends with the best of all.
 */
export function bestTrails(
  observer: Observer,
  seeds: ReadonlyMap<number, Trail>,
  asked: Question,
  { letters, onlyBest }: { readonly letters: ReadonlyMap<string, string>; readonly onlyBest: boolean },
): ReadonlyMap<number, Trail> {
  const found = new Map<number, Trail>();
  const offer = (node: number, trail: Trail): void => {
    const known = found.get(node);
    if (known === undefined || compareTrails(trail, known) < 0) found.set(node, trail);
  };
  if (asked.stay && asked.run !== "next" && "status" in asked.target) {
    for (const [node, trail] of seeds) if (observer.statusOf(node) === asked.target.status) offer(node, trail);
  }
  const queue = trailQueue();
  for (const [node, trail] of seeds) queue.offer(node, trail);
  for (let next = queue.take(); next !== undefined; next = queue.take()) {
    const { at, trail } = next;
    if (onlyBest && [...found.values()].some((known) => compareTrails(known, trail) <= 0)) break;
    const hasStarted = at < 0;
    for (const edge of observer.edges[hasStarted ? ~at : at] ?? []) {
      if (edge.startsRun && asked.run === "same") continue;
      const started = hasStarted || (edge.startsRun && asked.run === "next");
      const reportedLength = trail.length + 1;
      const word = trail.word + (letters.get(edge.status) ?? "");
      const last = { edge, before: trail.last };
      if ((started || asked.run !== "next") && answers(edge, asked)) {
        offer(edge.to, { missing: trail.missing, length: reportedLength, word, last });
      }
      if (asked.lossless && edge.isAlwaysAnnounced) continue;
      const missing = edge.isAlwaysAnnounced ? [...trail.missing, edge.status] : trail.missing;
      queue.offer(started ? ~edge.to : edge.to, { missing, length: reportedLength, word, last });
    }
  }
  return found;
}

interface TrailQueue {
  readonly offer: (at: number, trail: Trail) => void;
  readonly take: () => { readonly at: number; readonly trail: Trail } | undefined;
}

/** Trails in order of preference; a place is settled by the first trail taken to it. */
function trailQueue(): TrailQueue {
  /** By how many reports are missing, then by length. */
  const buckets: { at: number; trail: Trail }[][][] = [];
  const settled = new Set<number>();
  return {
    offer: (at, trail) => {
      if (settled.has(at)) return;
      const byLength = (buckets[trail.missing.length] ??= []);
      (byLength[trail.length] ??= []).push({ at, trail });
    },
    take: () => {
      for (const bucket of buckets.flatMap((byLength) => byLength ?? [])) {
        bucket?.sort((a, b) => compareTrails(b.trail, a.trail));
        for (let next = bucket?.pop(); next !== undefined; next = bucket?.pop()) {
          if (settled.has(next.at)) continue;
          settled.add(next.at);
          return next;
        }
      }
      return undefined;
    },
  };
}
