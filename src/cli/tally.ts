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
    counts: () =>
      new Map(
        outcomeKinds.flatMap((kind) => {
          const count = counts.get(kind);
          return count === undefined ? [] : [[kind, count] as const];
        }),
      ),
  };
}
