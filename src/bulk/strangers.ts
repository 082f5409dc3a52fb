/** Subjects whose names do not fit words: their records are held as they are. */
import type { Space } from "../observer/estimate.js";
import { startFold } from "../record/fold.js";
import type { KycleRecord } from "../record/record.js";
import type { Known } from "../record/window.js";

interface Stranger {
  known: Known;
  lines: number;
  isJudged: boolean;
  isWatched: boolean;
}

/** Strangers by number, from 0 in the order in which they were first met. */
export interface Strangers {
  number(name: string): number;
  at(number: number): Stranger;
  find(name: string): Stranger | undefined;
}

export function createStrangers({ origin }: Pick<Space, "origin">, opened: KycleRecord): Strangers {
  const all: Stranger[] = [];
  const numbers = new Map<string, number>();
  return {
    number(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      const record = { ...opened, subject: name };
      all.push({
        known: { record, folded: startFold(origin, undefined, []) },
        lines: 0,
        isJudged: false,
        isWatched: false,
      });
      numbers.set(name, all.length - 1);
      return all.length - 1;
    },
    at(number) {
      const found = all[number];
      if (found === undefined) throw new RangeError(`no stranger ${number}`);
      return found;
    },
    find: (name) => all[numbers.get(name) ?? -1],
  };
}
