/**
 * A Bloom filter of ids that belong to a subject: the deliveries in its window and a few earlier runs, each a bit in each
 * of six words. Of 20 ids, one new one in 90 passes for known and has to be looked for.
 */
import { uuidWords } from "./uuid.js";
import { hashOf } from "./word-hash.js";

/** In words. */
export const filterLength = 6;
/** Enough bits to tell one of a word. */
const wordBits = 5;

/** What tells an id's bits: the place of the first in the lowest bits, of the next above it. */
export function idBits(words: Uint32Array, place: number): number {
  return hashOf(words, place, uuidWords);
}

export function addId(filter: Uint32Array, at: number, bits: number): void {
  let left = bits;
  for (let word = at; word < at + filterLength; word++, left >>>= wordBits) {
    filter[word] = (filter[word] ?? 0) | (1 << (left & 31));
  }
}

/** Whether an id may be among those that were added; false is certain. */
export function mayHaveId(filter: Uint32Array, at: number, bits: number): boolean {
  let left = bits;
  for (let word = at; word < at + filterLength; word++, left >>>= wordBits) {
    if (((filter[word] ?? 0) & (1 << (left & 31))) === 0) return false;
  }
  return true;
}
