/**
 * All subjects, a row for each. A row is found by its name through open addressing (linear probing) over row numbers,
 * each of which stands beside a part of its name's hash: the name of another row is seldom looked at.
 */
import { hashOf } from "../words/word-hash.js";
import { copyWords } from "../words/words.js";
import { createRows, type Rows } from "./rows.js";
import { subject, subjectWords } from "./subject-row.js";

export interface Subjects extends Pick<Rows, "words" | "at" | "size"> {
  /** The row of a subject, whose name begins at a place; a new one when there is none. */
  row(words: Uint32Array, place: number): number;
  find(words: Uint32Array, place: number): number | undefined;
  /**
   * The rows of so many subjects, at most `mostAtOnce`, into `found`; their names begin at `places`. Together this takes a
   * fraction of the time that it takes one by one, for the waits for memory overlap; the rows are then at hand.
   */
  rowsAtOnce(words: Uint32Array, places: Uint32Array, count: number, found: Uint32Array): void;
}

export const mostAtOnce = 64;

const fewestSlots = 1 << 10;
/** Of the slots, at most this share is taken. */
const largestLoad = 0.7;

/** Subjects with rows of so many words, of which the name comes first. */
export function createSubjects(length: number = subject.length): Subjects {
  const rows = createRows(length);
  /**
   * At the place that the lower bits of a name's hash give, or behind it: the row's number plus 1 in as many bits, and
   * above them the rest of the hash. 0 for an empty slot.
   */
  let slots = new Int32Array(fewestSlots);
  const hashes = new Int32Array(mostAtOnce);
  /** What was looked at only to have it at hand is kept, or it would not be looked at. */
  const lookedAt = new Uint32Array(1);

  /** The slot of a subject, or the empty one where it belongs. */
  function slotOf(hash: number, words: Uint32Array, place: number): number {
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let taken = slots[slot] ?? 0; taken !== 0; taken = slots[slot] ?? 0) {
      if (((taken ^ hash) & ~mask) === 0 && isNamed(rows, (taken & mask) - 1, words, place)) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  function grow(): void {
    slots = new Int32Array(slots.length * 2);
    for (let row = 0; row < rows.size(); row++) {
      const hash = hashOf(rows.words(row), rows.at(row), subjectWords);
      const mask = slots.length - 1;
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = (hash & ~mask) | (row + 1);
    }
  }

  function rowOf(hash: number, words: Uint32Array, place: number): number {
    const mask = slots.length - 1;
    const slot = slotOf(hash, words, place);
    const taken = slots[slot] ?? 0;
    if (taken !== 0) return (taken & mask) - 1;
    const row = rows.add();
    slots[slot] = (hash & ~mask) | (row + 1);
    copyWords(words, place, rows.words(row), rows.at(row) + subject.name, subjectWords);
    if (rows.size() > slots.length * largestLoad) grow();
    return row;
  }

  function lookAtSlots(count: number): number {
    const mask = slots.length - 1;
    let seen = 0;
    for (let nth = 0; nth < count; nth++) seen ^= slots[(hashes[nth] ?? 0) & mask] ?? 0;
    return seen;
  }

  /** The rows that are meant as far as hashes tell; the first one where none is. */
  function guessRows(count: number, found: Uint32Array): void {
    const mask = slots.length - 1;
    for (let nth = 0; nth < count; nth++) {
      const hash = hashes[nth] ?? 0;
      let slot = hash & mask;
      let taken = slots[slot] ?? 0;
      while (taken !== 0 && ((taken ^ hash) & ~mask) !== 0) {
        slot = (slot + 1) & mask;
        taken = slots[slot] ?? 0;
      }
      found[nth] = taken === 0 ? 0 : (taken & mask) - 1;
    }
  }

  /** A row lies on up to three cache lines. */
  function lookAtRows(count: number, found: Uint32Array): number {
    let seen = 0;
    for (let nth = 0; nth < count; nth++) {
      const row = found[nth] ?? 0;
      const own = rows.words(row);
      const at = rows.at(row);
      seen ^= (own[at] ?? 0) ^ (own[at + (length >> 1)] ?? 0) ^ (own[at + length - 1] ?? 0);
    }
    return seen;
  }

  return {
    words: rows.words,
    at: rows.at,
    size: rows.size,
    find(words, place) {
      const taken = slots[slotOf(hashOf(words, place, subjectWords), words, place)] ?? 0;
      return taken === 0 ? undefined : (taken & (slots.length - 1)) - 1;
    },
    row: (words, place) => rowOf(hashOf(words, place, subjectWords), words, place),
    rowsAtOnce(words, places, count, found) {
      for (let nth = 0; nth < count; nth++) hashes[nth] = hashOf(words, places[nth] ?? 0, subjectWords);
      lookedAt[0] = lookAtSlots(count);
      guessRows(count, found);
      lookedAt[0] = lookAtRows(count, found);
      for (let nth = 0; nth < count; nth++) found[nth] = rowOf(hashes[nth] ?? 0, words, places[nth] ?? 0);
    },
  };
}

function isNamed(rows: Pick<Rows, "words" | "at">, row: number, words: Uint32Array, place: number): boolean {
  const own = rows.words(row);
  const at = rows.at(row) + subject.name;
  for (let word = 0; word < subjectWords; word++) if (own[at + word] !== words[place + word]) return false;
  return true;
}

/** Room for one subject at a time: the next one takes its place, when nothing is left of it but its name. */
export function createLoneSubject(): Subjects {
  const rows = createRows(subject.length);
  const only = rows.add();

  function row(words: Uint32Array, place: number): number {
    copyWords(words, place, rows.words(only), rows.at(only) + subject.name, subjectWords);
    return only;
  }

  return {
    words: rows.words,
    at: rows.at,
    size: rows.size,
    row,
    find: (words, place) => (isNamed(rows, only, words, place) ? only : undefined),
    rowsAtOnce(words, places, count, found) {
      for (let nth = 0; nth < count; nth++) found[nth] = row(words, places[nth] ?? 0);
    },
  };
}
