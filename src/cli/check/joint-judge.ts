/** Judging a log in bulk for one lifecycle or several: each line by those that it concerns, in the order of the lines. */
import type { LineJudge } from "../../bulk/log-judge.js";
import { mostAtOnce } from "../../bulk/rows/subjects.js";
import type { LineRead } from "../../bulk/sheet-walk.js";
import type { Sheet } from "../../bulk/sheet.js";
import type { Unjudged } from "../../observation.js";
import { aboutNone, concerns } from "./routing.js";

export interface JointJudge {
  /** Judges lines, of which there is a sheet for each lifecycle. */
  take(sheets: readonly Sheet[]): void;
  /** The number of the line that is being judged, from 1 in each log. */
  line(): number;
  /** What comes next is another log about the same subjects. */
  nextLog(): void;
}

/** `tellOfNone` hears of lines that are about none of several lifecycles in particular. */
export function createJointJudge(
  judges: readonly Pick<LineJudge, "begin" | "next" | "take">[],
  tellOfNone: (reading: Unjudged) => void,
): JointJudge {
  const read: LineRead[] = [];
  const only = judges.length === 1 ? judges[0] : undefined;
  let line = 0;

  function judgeLine(): void {
    let nth = 0;
    for (const judge of judges) read[nth++] = judge.next();
    const unjudged = aboutNone(read);
    if (unjudged !== undefined) {
      tellOfNone(unjudged);
      return;
    }
    nth = 0;
    for (const judge of judges) {
      const own = read[nth++];
      if (concerns(own, read)) judge.take(own);
    }
  }

  return {
    line: () => line,
    nextLog: () => {
      line = 0;
    },
    take(sheets) {
      const lines = sheets[0]?.lines ?? 0;
      for (let start = 0; start < lines; start += mostAtOnce) {
        const end = Math.min(lines, start + mostAtOnce);
        for (const [nth, judge] of judges.entries()) {
          const sheet = sheets[nth];
          if (sheet !== undefined) judge.begin(sheet, start, end);
        }
        for (let nth = start; nth < end; nth++) {
          line += 1;
          if (only === undefined) judgeLine();
          else only.take(only.next());
        }
      }
    },
  };
}
