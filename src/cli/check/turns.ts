/** The turns in which a log is told: line by line, and of each line one lifecycle after another. */
import type { Turn } from "../../bulk/rows/held-reports.js";
import type { Place } from "../report/outcome.js";

export interface Turns {
  /** What comes next is another log; it is named where there are several. */
  nextLog(file: string | undefined): void;
  /** The turn of a lifecycle, by its number among them, in the line that is being read. */
  of(lifecycle: number): Turn;
  place(turn: Turn): Place;
}

/** `line` tells the number of the line that is being read, from 1 through all logs. */
export function createTurns(lifecycles: number, line: () => number): Turns {
  /** Of each log, the number of the last line before it. */
  const logs: { readonly before: number; readonly file: string | undefined }[] = [];

  return {
    nextLog: (file) => {
      logs.push({ before: line(), file });
    },
    of: (lifecycle) => line() * lifecycles + lifecycle,
    place(turn) {
      const number = Math.floor(turn / lifecycles);
      const log = logs.findLast(({ before }) => before < number);
      return { line: number - (log?.before ?? 0), file: log?.file };
    },
  };
}
