/** The turns in which logs are told: the numbers of their lines, from 1 through all of them. */
import type { Turn } from "../../bulk/rows/held-reports.js";
import type { Place } from "../report/outcome.js";

export interface Turns {
  /** What comes next is another log; it is named where there are several. */
  nextLog(file: string | undefined): void;
  place(turn: Turn): Place;
}

/** `now` tells the turn of the line that is being read. */
export function createTurns(now: () => Turn): Turns {
  /** Of each log, the last turn before it. */
  const logs: { readonly before: Turn; readonly file: string | undefined }[] = [];

  return {
    nextLog: (file) => {
      logs.push({ before: now(), file });
    },
    place(turn) {
      const log = logs.findLast(({ before }) => before < turn);
      return { line: turn - (log?.before ?? 0), file: log?.file };
    },
  };
}
