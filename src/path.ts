/**
 * Explanations: the best path that a report may be the end of. Fewest missing reports first, then fewest transitions,
 * then the order of the vocabulary. Dijkstra's algorithm over one policy's graph.
 */
import { answers, type Observer, type Passage, type Question } from "./observer.js";

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

/**
 * The best trail to every node that answers the question, from seeds that already cost something. With `onlyBest`, the
 * search ends with the best of all.
 */
export function bestTrails(
  observer: Observer,
  seeds: ReadonlyMap<number, Trail>,
  asked: Question,
  { letters, countsMissing, onlyBest }: Search,
): ReadonlyMap<number, Trail> {
  const found = new Map<number, Trail>();
  const offer = (node: number, trail: Trail): void => {
    const known = found.get(node);
    if (known === undefined || compareTrails(trail, known) < 0) found.set(node, trail);
  };
  if (asked.stay && asked.run !== "next" && "status" in asked.target) {
    for (const [node, trail] of seeds) if (observer.statusOf(node) === asked.target.status) offer(node, trail);
    if (onlyBest && found.size > 0) return found;
  }
  const shelves: Shelves = [];
  for (const [node, trail] of seeds) shelve(shelves, node, trail);
  // Every edge leads to a longer trail and none to fewer missing reports, so each shelf is full when its turn comes.
  const settled = new Set<number>();
  for (let missing = 0; missing < shelves.length; missing++) {
    for (let length = 0; length < (shelves[missing]?.length ?? 0); length++) {
      const shelf = shelves[missing]?.[length]?.toSorted((a, b) => compareTrails(a.trail, b.trail)) ?? [];
      for (const { at, trail } of shelf) {
        if (settled.has(at)) continue;
        settled.add(at);
        const hasStarted = at < 0;
        observer.leave(hasStarted ? ~at : at, (passage, to) => {
          if (passage.startsRun && asked.run === "same") return;
          const started = hasStarted || (passage.startsRun && asked.run === "next");
          const isMissed = countsMissing && passage.announcement === "always";
          const further = {
            missing: trail.missing,
            length: length + 1,
            word: trail.word + (letters.get(passage.status) ?? ""),
            last: { passage, before: trail.last },
          };
          if ((started || asked.run !== "next") && answers(passage, asked)) offer(to, further);
          if (asked.lossless && passage.announcement === "always") return;
          const place = started ? ~to : to;
          if (settled.has(place)) return;
          shelve(shelves, place, isMissed ? { ...further, missing: [...trail.missing, passage.status] } : further);
        });
      }
      if (onlyBest && found.size > 0) return found;
    }
  }
  return found;
}

/** Trails by how many reports are missing, then by length: places are nodes, or their complements once a run was started. */
type Shelves = { readonly at: number; readonly trail: Trail }[][][];

function shelve(shelves: Shelves, at: number, trail: Trail): void {
  const byLength = (shelves[trail.missing.length] ??= []);
  (byLength[trail.length] ??= []).push({ at, trail });
}
