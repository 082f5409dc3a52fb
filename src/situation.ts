/**
 * Contexts with all that a chart makes of them. Guards and actions depend on the context alone, so each is asked once of
 * every context, however many statuses share it.
 */
import { type Chart, type Context, contextKey } from "./chart.js";
import type { Way } from "./ways.js";

export interface Situation {
  readonly context: Context;
  /** What the guards answer, by their number among the chart's ways. */
  readonly answers: (boolean | undefined)[];
  /** The situations after actions, by their number among the chart's ways. */
  readonly outcomes: (Situation | undefined)[];
  /** The configurations that have this context, numbered by whoever explores, by leaf. */
  readonly numbers: (number | undefined)[];
}

export interface Situations {
  readonly of: (context: Context) => Situation;
  /** Whether a way is open. */
  readonly holds: (situation: Situation, way: Way) => boolean;
  /** The situation at its end. */
  readonly after: (situation: Situation, way: Way) => Situation;
}

/** Situations that differ in the fields that `vary`; in any field when not given. */
export function createSituations(chart: Chart, vary: readonly string[] | undefined): Situations {
  const known = new Map<string, Situation>();

  const of = (context: Context): Situation => {
    const key = contextKey(context, vary);
    const found = known.get(key);
    if (found !== undefined) return found;
    const made: Situation = { context, answers: [], outcomes: [], numbers: [] };
    known.set(key, made);
    return made;
  };

  return {
    of,
    holds: ({ context, answers }, { candidate: { guard }, guardNumber }) =>
      guard === undefined || (answers[guardNumber] ??= chart.holds(guard, context)),
    after: (situation, { candidate, actionsNumber }) =>
      candidate.assigns.length === 0
        ? situation
        : (situation.outcomes[actionsNumber] ??= of(chart.assigned(candidate, situation.context))),
  };
}
