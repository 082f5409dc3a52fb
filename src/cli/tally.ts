/** How many of what: for one lifecycle, or for all that a log concerns. */
import { type Outcome, type OutcomeKind, outcomeKinds } from "./outcome.js";

export interface Tally {
  add(outcome: Outcome): void;
  messages(): number;
  /** How many subjects had something to judge. */
  subjects(): number;
  /** Only the kinds that occurred, in the order of `outcomeKinds`. */
  counts(): ReadonlyMap<OutcomeKind, number>;
}

/** A tally of what is counted elsewhere. */
export function tallyOf(counts: Tally["counts"], subjects: Tally["subjects"]): Tally {
  return {
    add: () => {},
    messages: () => [...counts().values()].reduce((sum, count) => sum + count, 0),
    subjects,
    counts: () => inOrder(counts()),
  };
}

function inOrder(counts: ReadonlyMap<OutcomeKind, number>): ReadonlyMap<OutcomeKind, number> {
  return new Map(
    outcomeKinds.flatMap((kind) => {
      const count = counts.get(kind);
      return count === undefined ? [] : [[kind, count] as const];
    }),
  );
}

export function createTally(): Tally {
  const counts = new Map<OutcomeKind, number>();
  const subjects = new Set<string>();
  let messages = 0;
  return {
    add({ verdict, lifecycle, subject, sequence }) {
      messages += 1;
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
      if (subject !== undefined && sequence !== undefined) subjects.add(`${lifecycle} ${subject}`);
    },
    messages: () => messages,
    subjects: () => subjects.size,
    counts: () => inOrder(counts),
  };
}
