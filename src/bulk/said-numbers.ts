/** The numbers of what is remembered of phrases and observations; undefined where no row can remember it. */
import type { Phrase } from "./phrase.js";
import { saidIn, type Vocabulary } from "./vocabulary.js";

export interface SaidNumbers {
  ofPhrase(phrase: Phrase): number | undefined;
  /** Undefined for what contradicts itself, too: it is not judged by a row. */
  of(said: Phrase["said"], tellsStart: boolean): number | undefined;
}

export function createSaidNumbers(vocabulary: Pick<Vocabulary, "number">): SaidNumbers {
  const known = new Map<Phrase, number | undefined>();

  const of: SaidNumbers["of"] = (said, tellsStart) =>
    said.breaches.length === 0 ? vocabulary.number(saidIn(said, tellsStart)) : undefined;

  return {
    of,
    ofPhrase(phrase) {
      const number = known.get(phrase);
      if (number !== undefined || known.has(phrase)) return number;
      const found = of(phrase.said, phrase.tellsStart);
      known.set(phrase, found);
      return found;
    },
  };
}
