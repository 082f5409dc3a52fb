/**
 * The properties that a finite history can break, as automata that read it moment by moment. A history breaks the property
 * when its automaton comes to `broken`.
 */
import type { Counter } from "./bounds.js";
import type { PlainMoment } from "./moment.js";
import type { Part, Question } from "./vocabulary.js";

export const broken = -1;

/** States are numbers from 0 up to, and without, `states`. */
export interface Monitor {
  readonly states: number;
  /** The state after a moment. `state` is 0 before the first. */
  readonly next: (state: number, moment: PlainMoment) => number;
}

const nowhere: Question = () => false;

export function neverMonitor({ holds }: Part): Monitor {
  return { states: 1, next: (_, moment) => (holds(moment) ? broken : 0) };
}

export function alwaysMonitor({ holds }: Part): Monitor {
  return { states: 1, next: (_, moment) => (holds(moment) ? 0 : broken) };
}

/** 1 while the ban stands. */
export function neverAfterMonitor(first: Part, then: Part, until: Part | undefined): Monitor {
  const lifts = until?.holds ?? nowhere;
  return {
    states: 2,
    next(state, moment) {
      const isBanned = state === 1 && !lifts(moment);
      if (isBanned && then.holds(moment)) return broken;
      return isBanned || first.holds(moment) ? 1 : 0;
    },
  };
}

/** Counts up to `times`. */
export function precedesMonitor(first: Part, then: Part, since: Part | undefined, times: number): Monitor {
  const begins = since?.holds ?? nowhere;
  return {
    states: times + 1,
    next(state, moment) {
      const before = begins(moment) ? 0 : state;
      const count = first.holds(moment) ? Math.min(before + 1, times) : before;
      return count < times && then.holds(moment) ? broken : count;
    },
  };
}

export function atMostMonitor(target: Part, since: Part | undefined, bound: number): Monitor {
  const begins = since?.holds ?? nowhere;
  return {
    states: bound + 1,
    next(state, moment) {
      const before = begins(moment) ? 0 : state;
      const count = target.holds(moment) ? before + 1 : before;
      return count > bound ? broken : count;
    },
  };
}

/** Counts beside the machine, up to the limit. */
export function countsMonitor(target: Part, since: Part | undefined, { name, limit }: Counter): Monitor {
  const begins = since?.holds ?? nowhere;
  return {
    states: limit + 1,
    next(state, moment) {
      const before = begins(moment) ? 0 : state;
      const count = target.holds(moment) ? Math.min(before + 1, limit) : before;
      return moment.context[name] === count ? count : broken;
    },
  };
}
