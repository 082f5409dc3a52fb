/** The earlier runs of one subject that has many: their numbers by their names, through open addressing (linear probing). */
import { uuidWords } from "../words/uuid.js";
import { hashOf } from "../words/word-hash.js";
import { copyWords, isSameId } from "../words/words.js";

export interface RunIndex {
  /** Adds the run whose name stands at a place. Runs are numbered from 1 as they are added. */
  add(words: Uint32Array, place: number): void;
  /** The number of a run; 0 for one that was not added. */
  number(words: Uint32Array, place: number): number;
}

const fewestRuns = 32;
/** Of the slots, at most half are taken. */
const slotsOfRun = 2;

export function createRunIndex(): RunIndex {
  let names = new Uint32Array(fewestRuns * uuidWords);
  /** At the place that a name's hash gives, or behind it: the run's number; 0 for an empty slot. */
  let slots = new Uint16Array(fewestRuns * slotsOfRun);
  let size = 0;

  /** The slot of a run, or the empty one where it belongs. */
  function slotOf(words: Uint32Array, place: number): number {
    const mask = slots.length - 1;
    let slot = hashOf(words, place, uuidWords) & mask;
    for (let number = slots[slot] ?? 0; number !== 0; number = slots[slot] ?? 0) {
      if (isSameId(names, (number - 1) * uuidWords, words, place)) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  function grow(): void {
    const known = names;
    names = new Uint32Array(2 * known.length);
    names.set(known);
    slots = new Uint16Array(2 * slots.length);
    for (let number = 1; number <= size; number++) slots[slotOf(names, (number - 1) * uuidWords)] = number;
  }

  return {
    add(words, place) {
      if ((size + 1) * slotsOfRun > slots.length) grow();
      copyWords(words, place, names, size * uuidWords, uuidWords);
      size += 1;
      slots[slotOf(words, place)] = size;
    },
    number: (words, place) => slots[slotOf(words, place)] ?? 0,
  };
}
