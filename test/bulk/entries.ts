/** Ids that fit words, and observations as entries. */
import { enter, entry } from "../../src/bulk/entry.js";
import { type Phrases, phraseOf } from "../../src/bulk/phrase.js";
import type { Observation } from "../../src/observation.js";

export const id = (number: number): string => `6a0e1c1e-1111-4111-8111-${String(number).padStart(12, "0")}`;

/** The entry of an observation, with the number of its phrase; undefined where none can hold it. */
export function entryIfAny(observation: Observation, phrases: Phrases): Uint32Array | undefined {
  const words = new Uint32Array(entry.length);
  const phrase = phraseOf(observation);
  if (phrase === undefined || !enter(observation, words, phrases.ids)) return undefined;
  words[entry.phrase] = phrases.number(phrase);
  return words;
}

export function entryOf(observation: Observation, phrases: Phrases): Uint32Array {
  const words = entryIfAny(observation, phrases);
  if (words === undefined) throw new Error("no entry can hold it");
  return words;
}
