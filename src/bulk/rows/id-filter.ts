/**
 * Bloom filters of ids that belong to a subject: the deliveries in its window, and a few earlier runs. An id is a bit in each
 * word of its filter. Of 16 deliveries, one new one in 250 passes for known and has to be looked for. The runs stand apart,
 * since they stay: with 24 of them among the deliveries, it would be one in seven.
 */
import { uuidWords } from "../words/uuid.js";
import { hashOf } from "../words/word-hash.js";

/** In words. */
export const deliveryFilter = 6;
export const runFilter = 2;
/** Enough bits to tell one of a word. */
const wordBits = 5;

/** What tells an id's bits: the place of the first in the lowest bits, of the next above it. */
export function idBits(words: Uint32Array, place: number): number {
  return hashOf(words, place, uuidWords);
}

/** Adds an id to the filter of so many words at a place. */
export function addId(filter: Uint32Array, at: number, length: number, bits: number): void {
  let left = bits;
  for (let word = at; word < at + length; word++, left >>>= wordBits) {
    filter[word] = (filter[word] ?? 0) | (1 << (left & 31));
  }
}

/** Whether an id may be among those that were added; false is certain. */
export function mayHaveId(filter: Uint32Array, at: number, length: number, bits: number): boolean {
  let left = bits;
  for (let word = at; word < at + length; word++, left >>>= wordBits) {
    if (((filter[word] ?? 0) & (1 << (left & 31))) === 0) return false;
  }
  return true;
}
