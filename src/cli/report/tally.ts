/** How many of what: for one lifecycle, or for all that a log concerns. */
import { type LineKind, lineKinds } from "../../line-kind.js";
import type { Outcome } from "./outcome.js";

export interface Tally {
  add(outcome: Outcome): void;
  messages(): number;
  /** How many subjects had something to judge. */
  subjects(): number;
  /** Only the kinds that occurred, in the order of `lineKinds`. */
  counts(): ReadonlyMap<LineKind, number>;
}

/** One tally for each lifecycle, and that of the whole log. */
export interface Tallies {
  readonly all: Tally;
  readonly parts: readonly Tally[];
}

/**
 * The tallies of what lifecycles count, each for itself. Lines that are about none of them in particular are counted in
 * `ofNone`, and belong to each.
 */
export function talliesOf(
  parts: readonly Pick<Tally, "counts" | "subjects">[],
  ofNone: ReadonlyMap<LineKind, number>,
): Tallies {
  return {
    all: tallyOf(
      () => summed([ofNone, ...parts.map((part) => part.counts())]),
      () => parts.reduce((sum, part) => sum + part.subjects(), 0),
    ),
    parts: parts.map((part) =>
      tallyOf(
        () => summed([ofNone, part.counts()]),
        () => part.subjects(),
      ),
    ),
  };
}

function summed(all: readonly ReadonlyMap<LineKind, number>[]): ReadonlyMap<LineKind, number> {
  const sums = new Map<LineKind, number>();
  for (const counts of all) for (const [kind, number] of counts) addTo(sums, kind, number);
  return sums;
}

/** Counts more of a kind. */
export function addTo(counts: Map<LineKind, number>, kind: LineKind, number = 1): void {
  counts.set(kind, (counts.get(kind) ?? 0) + number);
}

/** A tally of what is counted elsewhere. */
function tallyOf(counts: Tally["counts"], subjects: Tally["subjects"]): Tally {
  return {
    add: () => {},
    messages: () => [...counts().values()].reduce((sum, count) => sum + count, 0),
    subjects,
    counts: () => inOrder(counts()),
  };
}

function inOrder(counts: ReadonlyMap<LineKind, number>): ReadonlyMap<LineKind, number> {
  return new Map(
    lineKinds.flatMap((kind) => {
      const count = counts.get(kind);
      return count === undefined ? [] : [[kind, count] as const];
    }),
  );
}

export function createTally(): Tally {
  const counts = new Map<LineKind, number>();
  const subjects = new Set<string>();
  let messages = 0;
  return {
    add({ verdict, lifecycle, subject, sequence }) {
      messages += 1;
      addTo(counts, verdict);
      if (subject !== undefined && sequence !== undefined) subjects.add(`${lifecycle} ${subject}`);
    },
    messages: () => messages,
    subjects: () => subjects.size,
    counts: () => inOrder(counts),
  };
}
