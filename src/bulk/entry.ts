/** Entries: what a line says, in words of 32 bits. */
import { parseInstant } from "../instant.js";
import type { Observation } from "../observation.js";
import type { Ids } from "./ids.js";
import type { Phrase } from "./phrase.js";
import { instantAt, parseTimestamp, timestampWords } from "./words/timestamp.js";
import { uuidWords } from "./words/uuid.js";
import { isNone } from "./words/words.js";

/**
 * Where in an entry each thing stands: the subject's two ids, the run, the delivery, the time, when the subject began, and the
 * phrase's number. Zeros stand for what is not told.
 */
export const entry = {
  subject: 0,
  run: 8,
  delivery: 12,
  time: 16,
  startedAt: 18,
  phrase: 20,
  length: 21,
} as const;

/** A subject's text: two ids as in `package/signer`, or one alone. */
export function subjectText(words: Uint32Array, place: number, ids: Ids): string {
  const first = ids.text(words, place);
  return isNone(words, place + uuidWords) ? first : `${first}/${ids.text(words, place + uuidWords)}`;
}

/** Reads a subject's text into `words`; false when it is neither two ids nor one. */
export function parseSubject(text: string, words: Uint32Array, place: number, ids: Ids): boolean {
  const [first = "", second, ...others] = text.split("/");
  if (others.length > 0 || !ids.parse(first, words, place)) return false;
  return enterId(second, words, place + uuidWords, ids);
}

/** Enters an observation; false when an entry cannot hold it. The phrase is for the caller to enter. */
export function enter(observation: Observation, words: Uint32Array, ids: Ids): boolean {
  const { subject, run, at, delivery, startedAt } = observation;
  return (
    at !== undefined &&
    enterTime(at, words, entry.time) &&
    enterTime(startedAt, words, entry.startedAt) &&
    parseSubject(subject, words, entry.subject, ids) &&
    enterId(run, words, entry.run, ids) &&
    enterId(delivery, words, entry.delivery, ids)
  );
}

function enterTime(text: string | undefined, words: Uint32Array, place: number): boolean {
  words.fill(0, place, place + timestampWords);
  const time = text === undefined ? undefined : parseInstant(text);
  return text === undefined || (time !== undefined && parseTimestamp(time, words, place));
}

function enterId(text: string | undefined, words: Uint32Array, place: number, ids: Ids): boolean {
  words.fill(0, place, place + uuidWords);
  return text === undefined || ids.parse(text, words, place);
}

/** The observation of an entry. Its times are written as the engine writes them. */
export function observationOf(phrase: Phrase, words: Uint32Array, place: number, ids: Ids): Observation {
  const { said, hasRun, hasDelivery, tellsStart } = phrase;
  return {
    subject: subjectText(words, place + entry.subject, ids),
    ...said,
    ...(hasRun ? { run: ids.text(words, place + entry.run) } : {}),
    ...(hasDelivery ? { delivery: ids.text(words, place + entry.delivery) } : {}),
    at: instantAt(words, place + entry.time),
    ...(tellsStart ? { startedAt: instantAt(words, place + entry.startedAt) } : {}),
  };
}
