/**
 * Contexts by number, with all that a chart makes of them. Guards and actions depend on the context alone, so each is asked
 * once of every context, however many statuses share it.
 */
import { type Chart, type Context, contextKey } from "./chart.js";
import { type Way, waysOf } from "./ways.js";

/** The number of a context, from 0 in the order in which they were first met. */
export type Situation = number;

export interface Situations {
  /** By number. */
  readonly contexts: readonly Context[];
  readonly of: (context: Context) => Situation;
  /** Whether a way is open. */
  readonly holds: (situation: Situation, way: Way) => boolean;
  /** The situation at its end. */
  readonly after: (situation: Situation, way: Way) => Situation;
}

/** What is not known yet of a situation; situations and answers are never negative. */
const notAsked = -1;

/** Situations that differ in the fields that `vary`; in any field when not given. */
export function createSituations(chart: Chart, vary: readonly string[] | undefined): Situations {
  const { guardCount, actionsCount } = waysOf(chart);
  const contexts: Context[] = [];
  const known = new Map<string, Situation>();
  /** Whether each guard holds, and where each sequence of actions leads: a row for each situation. */
  const answers: number[] = [];
  const outcomes: Situation[] = [];

  function of(context: Context): Situation {
    const key = contextKey(context, vary);
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, contexts.length);
    for (let guard = 0; guard < guardCount; guard++) answers.push(notAsked);
    for (let actions = 0; actions < actionsCount; actions++) outcomes.push(notAsked);
    return contexts.push(context) - 1;
  }

  const contextOf = (situation: Situation): Context => contexts[situation] ?? {};

  return {
    contexts,
    of,
    holds(situation, { candidate: { guard }, guardNumber }) {
      if (guard === undefined) return true;
      const at = situation * guardCount + guardNumber;
      if (answers[at] === notAsked) answers[at] = chart.holds(guard, contextOf(situation)) ? 1 : 0;
      return answers[at] === 1;
    },
    after(situation, { candidate, actionsNumber }) {
      if (candidate.assigns.length === 0) return situation;
      const at = situation * actionsCount + actionsNumber;
      const outcome = outcomes[at] ?? notAsked;
      return outcome === notAsked ? (outcomes[at] = of(chart.assigned(candidate, contextOf(situation)))) : outcome;
    },
  };
}
