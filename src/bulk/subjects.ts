/**
 * What is known of each subject, in 84 bytes: who it is, its current run, the state of the compiled observer, and where
 * its remembered reports are. Subjects are found by open addressing (linear probing) over row numbers.
 */
import { subjectWords } from "./entry.js";
import { mostRuns, runBits } from "./remembered.js";
import { createRows, type Rows } from "./rows.js";

/** Where in a subject's row each thing stands. */
export const subject = {
  /** The two UUIDs of its name, as in an entry. */
  name: 0,
  /** Its current run; zeros before the first. */
  run: 8,
  /** See `stateWord`. */
  state: 12,
  /** How many reports were accepted. */
  accepted: 13,
  /** For each delivery remembered, a bit in either word: a delivery without both is new. */
  deliveries: 14,
  /** The number of the latest remembered report, plus 1; 0 for none. */
  latest: 16,
  /** Its time. */
  time: 17,
  /** The number of the run before the current one, plus 1; 0 for none. */
  earlierRun: 19,
  /** How many lines were about the subject. */
  lines: 20,
  length: 21,
} as const;

/**
 * The state word: the compiled observer's state, then the number of the current run (0 before the first), then marks.
 */
export const marks = {
  /** The latest report named a run. */
  hasRun: 1,
  /** The record is held as such: its window is none that rows can hold. */
  isHeld: 2,
  /** Something about the subject was judged. */
  isJudged: 4,
  /** Every verdict about it is wanted. */
  isWatched: 8,
} as const;

const markBits = 4;
const stateShift = markBits + runBits;

/** States from here on are held as records; no lifecycle known comes near. */
export const endOfStates = 2 ** (32 - stateShift);

export const stateIn = (word: number): number => word >>> stateShift;
export const currentRunIn = (word: number): number => (word >>> markBits) & mostRuns;
/** The number of the run that the latest report named; 0 where it named none. */
export const latestRunIn = (word: number): number => ((word & marks.hasRun) === 0 ? 0 : currentRunIn(word));

/** The word after another, of which the lasting marks stay. */
export function stateWord(state: number, run: number, hasRun: boolean, before: number): number {
  const lasting = before & (marks.isJudged | marks.isWatched);
  return ((state << stateShift) | (run << markBits) | lasting | (hasRun ? marks.hasRun : 0)) >>> 0;
}

export interface Subjects extends Pick<Rows, "words" | "at" | "size"> {
  /** The row of a subject, whose name begins at a place; a new one when there is none. */
  row(words: Uint32Array, place: number): number;
  find(words: Uint32Array, place: number): number | undefined;
}

const fewestSlots = 1 << 10;
/** Of the slots, at most this share is taken. */
const largestLoad = 0.7;

export function createSubjects(): Subjects {
  const rows = createRows(subject.length);
  /** Row numbers plus 1, at or behind the place that the name's hash gives; 0 for an empty slot. */
  let slots = new Uint32Array(fewestSlots);

  function isNamed(row: number, words: Uint32Array, place: number): boolean {
    const own = rows.words(row);
    const at = rows.at(row);
    for (let word = 0; word < subjectWords; word++) if (own[at + word] !== words[place + word]) return false;
    return true;
  }

  /** The slot of a subject, or the empty one where it belongs. */
  function slotOf(words: Uint32Array, place: number): number {
    const mask = slots.length - 1;
    let slot = hash(words, place) & mask;
    for (let taken = slots[slot] ?? 0; taken !== 0; taken = slots[slot] ?? 0) {
      if (isNamed(taken - 1, words, place)) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  function grow(): void {
    const grown = new Uint32Array(slots.length * 2);
    for (const taken of slots) {
      if (taken === 0) continue;
      let slot = hash(rows.words(taken - 1), rows.at(taken - 1)) & (grown.length - 1);
      while (grown[slot] !== 0) slot = (slot + 1) & (grown.length - 1);
      grown[slot] = taken;
    }
    slots = grown;
  }

  return {
    words: rows.words,
    at: rows.at,
    size: rows.size,
    find(words, place) {
      const taken = slots[slotOf(words, place)] ?? 0;
      return taken === 0 ? undefined : taken - 1;
    },
    row(words, place) {
      const slot = slotOf(words, place);
      const taken = slots[slot] ?? 0;
      if (taken !== 0) return taken - 1;
      const row = rows.add();
      slots[slot] = row + 1;
      const at = rows.at(row);
      const own = rows.words(row);
      for (let word = 0; word < subjectWords; word++) own[at + word] = words[place + word] ?? 0;
      if (rows.size() > slots.length * largestLoad) grow();
      return row;
    },
  };
}

/** Every word of a name counts: names may have much in common. */
function hash(words: Uint32Array, place: number): number {
  let mixed = 0;
  for (let word = 0; word < subjectWords; word++) {
    mixed = Math.imul(mixed ^ (words[place + word] ?? 0), 0x9e3779b1);
    mixed ^= mixed >>> 15;
  }
  return mixed >>> 0;
}

/** Marks a delivery as one that a subject has. */
export function rememberDelivery(own: Uint32Array, at: number, words: Uint32Array, place: number): void {
  own[at + subject.deliveries] = (own[at + subject.deliveries] ?? 0) | lowBit(words, place);
  own[at + subject.deliveries + 1] = (own[at + subject.deliveries + 1] ?? 0) | highBit(words, place);
}

/** Whether a subject may have a delivery; false is certain. */
export function mayHaveDelivery(own: Uint32Array, at: number, words: Uint32Array, place: number): boolean {
  return (
    ((own[at + subject.deliveries] ?? 0) & lowBit(words, place)) !== 0 &&
    ((own[at + subject.deliveries + 1] ?? 0) & highBit(words, place)) !== 0
  );
}

// In every version of UUIDs, some of the bits that these take are random or a clock's lowest.
function lowBit(words: Uint32Array, place: number): number {
  return 1 << (((words[place] ?? 0) ^ (words[place + 3] ?? 0)) & 31);
}

function highBit(words: Uint32Array, place: number): number {
  return 1 << (((words[place + 1] ?? 0) ^ (words[place + 2] ?? 0) ^ ((words[place + 3] ?? 0) >>> 5)) & 31);
}
