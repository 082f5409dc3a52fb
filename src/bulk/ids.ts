/**
 * Ids as four words: a UUID's own, or the number of a name, which is an id of another form, followed by zeros. No UUID that
 * is read as one ends in so many. Each name is kept once, in 32 bytes.
 */
import { subjectWords } from "./rows/subject-row.js";
import { createSubjects } from "./rows/subjects.js";
import { nameWords, packName, unpackName } from "./words/name.js";
import { parseUuid, uuidText, uuidWords } from "./words/uuid.js";

export interface Ids {
  /** Reads an id's text into `words`; false for one that is neither a UUID nor a name. */
  parse(text: string, words: Uint32Array, place: number): boolean;
  text(words: Uint32Array, place: number): string;
  /** Writes the id of a packed name. */
  name(packed: Uint32Array, from: number, words: Uint32Array, place: number): void;
}

export function createIds(): Ids {
  const names = createSubjects(subjectWords);
  const scratch = new Uint32Array(nameWords);

  function name(packed: Uint32Array, from: number, words: Uint32Array, place: number): void {
    const number = names.row(packed, from) + 1;
    words.fill(0, place, place + uuidWords);
    words[place] = number;
  }

  return {
    name,
    parse(text, words, place) {
      if (parseUuid(text, words, place)) return true;
      if (!packName(text, scratch)) return false;
      name(scratch, 0, words, place);
      return true;
    },
    text(words, place) {
      const [first = 0, ...others] = words.subarray(place, place + uuidWords);
      if (others.some((word) => word !== 0)) return uuidText(words, place);
      return unpackName(names.words(first - 1), names.at(first - 1));
    },
  };
}
