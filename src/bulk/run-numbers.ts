/** The runs of a subject by number: from 1 in the order in which they began, 0 where a report names none. */
import { addId, mayHaveId } from "./id-filter.js";
import { earlierRun, type Memory } from "./remembered.js";
import { currentRunIn, subject } from "./subject-row.js";
import { uuidWords } from "./uuid.js";
import { copyWords, isNone, isSameId } from "./words.js";

export interface RunNumbers {
  /** The number of a report's run, about the subject whose row is at a place: a new one has the next number. */
  number(own: Uint32Array, at: number, words: Uint32Array, place: number): number;
  /** Makes a new run the subject's current one. */
  begin(own: Uint32Array, at: number, words: Uint32Array, place: number): void;
  /** Visits the names of the runs before the current one, the latest first. */
  visitEarlier(own: Uint32Array, at: number, visit: (words: Uint32Array, place: number) => void): void;
}

export function createRunNumbers({ runs }: Pick<Memory, "runs">): RunNumbers {
  /** 0 where no run before the current one has the name. */
  function earlierNumber(own: Uint32Array, at: number, words: Uint32Array, place: number): number {
    let number = currentRunIn(own[at + subject.state] ?? 0) - 1;
    for (let link = own[at + subject.earlierRun] ?? 0; link !== 0; number--) {
      const earlier = runs.words(link - 1);
      const begin = runs.at(link - 1);
      if (isSameId(earlier, begin + earlierRun.name, words, place)) return number;
      link = earlier[begin + earlierRun.before] ?? 0;
    }
    return 0;
  }

  return {
    number(own, at, words, place) {
      const current = currentRunIn(own[at + subject.state] ?? 0);
      if (isNone(words, place)) return 0;
      if (isSameId(own, at + subject.run, words, place)) return current;
      const earlier = mayHaveId(own, at + subject.ids, words, place) ? earlierNumber(own, at, words, place) : 0;
      return earlier === 0 ? current + 1 : earlier;
    },
    begin(own, at, words, place) {
      if (currentRunIn(own[at + subject.state] ?? 0) > 0) {
        const earlier = runs.add();
        const row = runs.words(earlier);
        const begin = runs.at(earlier);
        copyWords(own, at + subject.run, row, begin + earlierRun.name, uuidWords);
        row[begin + earlierRun.before] = own[at + subject.earlierRun] ?? 0;
        own[at + subject.earlierRun] = earlier + 1;
        addId(own, at + subject.ids, own, at + subject.run);
      }
      copyWords(words, place, own, at + subject.run, uuidWords);
    },
    visitEarlier(own, at, visit) {
      for (let link = own[at + subject.earlierRun] ?? 0; link !== 0;) {
        const earlier = runs.words(link - 1);
        const begin = runs.at(link - 1);
        visit(earlier, begin + earlierRun.name);
        link = earlier[begin + earlierRun.before] ?? 0;
      }
    },
  };
}
