/** How a word is spoken of that a lifecycle does not know. It may be anything, a person's name too, so only a plain one is told. */
import { nearest } from "./nearest.js";
import { plainWord } from "./observation.js";

/** What was given, where it may be repeated. */
export function toldAs(given: unknown): string | undefined {
  return plainWord.safeParse(given).data;
}

/** The word that was meant, as a question; nothing where none is close. */
export function didYouMean(given: unknown, words: readonly string[]): string | undefined {
  const meant = typeof given === "string" ? nearest(given, words) : undefined;
  return meant === undefined ? undefined : `did you mean ${meant}?`;
}

/** What is said of a word that is not among those known: which they are, and the one that was meant. */
export function noneOf(given: unknown, known: readonly string[]): string {
  const meant = didYouMean(given, known);
  return `none of ${known.join(", ")}${meant === undefined ? "" : `: ${meant}`}`;
}
