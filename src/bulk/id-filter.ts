/**
 * A Bloom filter of the ids that belong to a subject: the deliveries in its window and its earlier runs, each a bit in
 * each of six words. Of 20 ids, one new one in 90 passes for known and has to be looked for.
 */
import { uuidWords } from "./uuid.js";
import { hashOf } from "./word-hash.js";

/** In words. */
export const filterLength = 6;
/** Enough bits to tell one of a word. */
const wordBits = 5;

export function addId(filter: Uint32Array, at: number, words: Uint32Array, place: number): void {
  let bits = hashOf(words, place, uuidWords);
  for (let word = at; word < at + filterLength; word++, bits >>>= wordBits) {
    filter[word] = (filter[word] ?? 0) | (1 << (bits & 31));
  }
}

/** Whether an id may be among those that were added; false is certain. */
export function mayHaveId(filter: Uint32Array, at: number, words: Uint32Array, place: number): boolean {
  let bits = hashOf(words, place, uuidWords);
  for (let word = at; word < at + filterLength; word++, bits >>>= wordBits) {
    if (((filter[word] ?? 0) & (1 << (bits & 31))) === 0) return false;
  }
  return true;
}
