/** The numbers of what is remembered of phrases and observations; undefined where no row can remember it. */
import type { Phrase, Phrases } from "./phrase.js";
import { saidIn, type Vocabulary } from "./vocabulary.js";

export interface SaidNumbers {
  /** By the phrase's number. */
  ofPhrase(phrase: number): number | undefined;
  /** Undefined for what contradicts itself, too: it is not judged by a row. */
  of(said: Phrase["said"], tellsStart: boolean): number | undefined;
}

export function createSaidNumbers(vocabulary: Pick<Vocabulary, "number">, phrases: Pick<Phrases, "at">): SaidNumbers {
  /** By the phrase's number; phrases are numbered without a gap. */
  const known: (number | undefined)[] = [];

  const of: SaidNumbers["of"] = (said, tellsStart) =>
    said.breaches.length === 0 ? vocabulary.number(saidIn(said, tellsStart)) : undefined;

  return {
    of,
    ofPhrase(phrase) {
      for (let number = known.length; number <= phrase; number++) {
        const { said, tellsStart } = phrases.at(number);
        known.push(of(said, tellsStart));
      }
      return known[phrase];
    },
  };
}
