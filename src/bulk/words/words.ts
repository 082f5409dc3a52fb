/** Ids and times where they stand side by side in words. */
import { uuidWords } from "./uuid.js";

/** Negative when a time is earlier than another, positive when later, 0 when they are the same. */
export function compareTimes(words: Uint32Array, place: number, others: Uint32Array, other: number): number {
  return (words[place] ?? 0) - (others[other] ?? 0) || (words[place + 1] ?? 0) - (others[other + 1] ?? 0);
}

/** Whether there is no id: all zeros. */
export function isNone(words: Uint32Array, place: number): boolean {
  return ((words[place] ?? 0) | (words[place + 1] ?? 0) | (words[place + 2] ?? 0) | (words[place + 3] ?? 0)) === 0;
}

export function isSameId(words: Uint32Array, place: number, others: Uint32Array, other: number): boolean {
  for (let word = 0; word < uuidWords; word++) if (words[place + word] !== others[other + word]) return false;
  return true;
}

export function copyWords(from: Uint32Array, start: number, to: Uint32Array, place: number, length: number): void {
  for (let word = 0; word < length; word++) to[place + word] = from[start + word] ?? 0;
}
