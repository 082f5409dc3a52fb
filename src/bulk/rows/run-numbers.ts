/** The runs of a subject by number: from 1 in the order in which they began, 0 where a report names none. */
import { uuidWords } from "../words/uuid.js";
import { copyWords, isNone, isSameId } from "../words/words.js";
import { addId, idBits, mayHaveId, runFilter } from "./id-filter.js";
import { earlierRun, type Memory } from "./remembered.js";
import { createRunIndex, type RunIndex } from "./run-index.js";
import { currentRunIn, subject } from "./subject-row.js";

export interface RunNumbers {
  /** The number of a report's run, about the subject of a row that is at a place: a new one has the next number. */
  number(row: number, own: Uint32Array, at: number, words: Uint32Array, place: number): number;
  /** Makes a run the subject's current one, which has the next number; `current` is the number of the one before. */
  begin(row: number, own: Uint32Array, at: number, current: number, words: Uint32Array, place: number): void;
  /** Visits the names of the runs before the current one, the latest first. */
  visitEarlier(own: Uint32Array, at: number, visit: (words: Uint32Array, place: number) => void): void;
  /** Gives back all runs before the current one. */
  forget(row: number, own: Uint32Array, at: number): void;
}

/** So many runs before the current one are told by the subject's filter, and searched one by one; more have an index. */
const fewRuns = 24;

export function createRunNumbers({ runs }: Pick<Memory, "runs">): RunNumbers {
  /** By row, for subjects with more than a few earlier runs. */
  const indexes = new Map<number, RunIndex>();

  /** The number of one of a few earlier runs, of which `latest` is the latest; 0 where none has the name. */
  function searched(latest: number, own: Uint32Array, at: number, words: Uint32Array, place: number): number {
    if (!mayHaveId(own, at + subject.runs, runFilter, idBits(words, place))) return 0;
    let number = latest;
    for (let link = own[at + subject.earlierRun] ?? 0; link !== 0; number--) {
      const earlier = runs.words(link - 1);
      const begin = runs.at(link - 1);
      if (isSameId(earlier, begin + earlierRun.name, words, place)) return number;
      link = earlier[begin + earlierRun.before] ?? 0;
    }
    return 0;
  }

  const visitEarlier: RunNumbers["visitEarlier"] = (own, at, visit) => {
    for (let link = own[at + subject.earlierRun] ?? 0; link !== 0;) {
      const earlier = runs.words(link - 1);
      const begin = runs.at(link - 1);
      visit(earlier, begin + earlierRun.name);
      link = earlier[begin + earlierRun.before] ?? 0;
    }
  };

  /** An index of the runs before the current one, which are a few. */
  function indexOfFew(own: Uint32Array, at: number): RunIndex {
    const index = createRunIndex();
    const places: (readonly [Uint32Array, number])[] = [];
    visitEarlier(own, at, (words, place) => places.push([words, place]));
    for (const [words, place] of places.toReversed()) index.add(words, place);
    return index;
  }

  /** Makes the subject's current run an earlier one. */
  function replaceCurrent(row: number, own: Uint32Array, at: number, current: number): void {
    if (current < fewRuns) addId(own, at + subject.runs, runFilter, idBits(own, at + subject.run));
    else {
      const index = indexes.get(row) ?? indexOfFew(own, at);
      indexes.set(row, index);
      index.add(own, at + subject.run);
    }
    const earlier = runs.add();
    const words = runs.words(earlier);
    const begin = runs.at(earlier);
    copyWords(own, at + subject.run, words, begin + earlierRun.name, uuidWords);
    words[begin + earlierRun.before] = own[at + subject.earlierRun] ?? 0;
    own[at + subject.earlierRun] = earlier + 1;
  }

  return {
    visitEarlier,
    number(row, own, at, words, place) {
      if (isNone(words, place)) return 0;
      const current = currentRunIn(own[at + subject.state] ?? 0);
      if (isSameId(own, at + subject.run, words, place)) return current;
      const earlier =
        current <= fewRuns
          ? searched(current - 1, own, at, words, place)
          : (indexes.get(row)?.number(words, place) ?? 0);
      return earlier === 0 ? current + 1 : earlier;
    },
    begin(row, own, at, current, words, place) {
      if (current > 0) replaceCurrent(row, own, at, current);
      copyWords(words, place, own, at + subject.run, uuidWords);
    },
    forget(row, own, at) {
      indexes.delete(row);
      for (let link = own[at + subject.earlierRun] ?? 0; link !== 0;) {
        const next = runs.words(link - 1)[runs.at(link - 1) + earlierRun.before] ?? 0;
        runs.remove(link - 1);
        link = next;
      }
      own[at + subject.earlierRun] = 0;
    },
  };
}
