/** Entries: what a line says, in words of 32 bits. */
import { parseInstant } from "../instant.js";
import type { Observation } from "../observation.js";
import type { Phrase } from "./phrase.js";
import { instantOfTimestamp, parseTimestamp } from "./timestamp.js";
import { parseUuid, uuidText, uuidWords } from "./uuid.js";

/** Where in an entry each thing stands: the subject's two UUIDs, the run, the delivery, the time, and the phrase's number. */
export const entry = {
  subject: 0,
  run: 8,
  delivery: 12,
  time: 16,
  phrase: 18,
  length: 19,
} as const;

/** Twice a UUID. */
export const subjectWords = 2 * uuidWords;

/** The second half of a subject that is one UUID alone; a pair never has it. */
const alone = 0xffff_ffff;

function isAlone(words: Uint32Array, place: number): boolean {
  for (let word = uuidWords; word < subjectWords; word++) if (words[place + word] !== alone) return false;
  return true;
}

/** A subject's text: two UUIDs as in `package/signer`, or one alone. */
export function subjectText(words: Uint32Array, place: number): string {
  const first = uuidText(words, place);
  return isAlone(words, place) ? first : `${first}/${uuidText(words, place + uuidWords)}`;
}

/** Reads a subject's text into `words`; false when it is neither two UUIDs nor one. */
export function parseSubject(text: string, words: Uint32Array, place: number): boolean {
  const [first = "", second, ...others] = text.split("/");
  if (others.length > 0 || !parseUuid(first, words, place)) return false;
  if (second !== undefined) return parseUuid(second, words, place + uuidWords) && !isAlone(words, place);
  words.fill(alone, place + uuidWords, place + subjectWords);
  return true;
}

/** Enters an observation; false when an entry cannot hold it. The phrase is for the caller to enter. */
export function enter(observation: Observation, words: Uint32Array, place = 0): boolean {
  const { subject, run, at, delivery } = observation;
  const time = at === undefined ? undefined : parseInstant(at);
  return (
    time !== undefined &&
    parseTimestamp(time, words, place + entry.time) &&
    parseSubject(subject, words, place + entry.subject) &&
    enterUuid(run, words, place + entry.run) &&
    enterUuid(delivery, words, place + entry.delivery)
  );
}

function enterUuid(text: string | undefined, words: Uint32Array, place: number): boolean {
  if (text !== undefined) return parseUuid(text, words, place);
  words.fill(0, place, place + uuidWords);
  return true;
}

/** The observation of an entry. Its time is written as the engine writes it. */
export function observationOf({ said, hasRun, hasDelivery }: Phrase, words: Uint32Array, place: number): Observation {
  return {
    subject: subjectText(words, place + entry.subject),
    ...said,
    ...(hasRun ? { run: uuidText(words, place + entry.run) } : {}),
    ...(hasDelivery ? { delivery: uuidText(words, place + entry.delivery) } : {}),
    at: instantOfTimestamp(words[place + entry.time] ?? 0, words[place + entry.time + 1] ?? 0),
  };
}
