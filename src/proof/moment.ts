/**
 * What properties speak of. A history is a row of moments: the start, and then one moment for each transition. A word
 * means the moments in which its status is entered or told again, or those in which its event is taken.
 */
import { refuseOtherThanFunction } from "../argument.js";
import type { Context } from "../graph/chart.js";
import type { GivenPolicy } from "../policy/given-policy.js";

/** One moment of a history: where a subject is, and how it came there. */
export interface Moment<
  Status extends string = string,
  Event extends string = string,
  Held extends object = object,
  Policy extends object = object,
> {
  readonly status: Status;
  /** The machine's context: its counters and what else it remembers. */
  readonly context: Held;
  /** The event that was taken, `after <delay>` for a delayed transition; undefined at the start. */
  readonly event: Event | undefined;
  /** Where the subject was before; undefined at the start. */
  readonly from: { readonly status: Status; readonly context: Held } | undefined;
  /** The concrete policy: every field has a value. */
  readonly policy: Policy;
  /** How long the delayed transition that was taken had waited, in milliseconds; undefined for any other. */
  readonly delay: number | undefined;
}

/** A moment of a lifecycle of which nothing is known beforehand. */
export type PlainMoment = Moment<string, string, Context, GivenPolicy>;

/** The words of a lifecycle: its statuses, its events, and its delayed transitions. */
export type WordOf<M> = M extends Moment<infer Status, infer Event> ? Status | Event : string;

interface Asking<M> {
  about(moment: M): boolean;
}

/** A question to a moment, in code. It must answer with a boolean, and alike for alike moments. */
export type Predicate<M> = Asking<M>["about"];

/** Of the moments that the words mean, those that answer the question. */
export interface Occasion<M, Word extends string = string> {
  readonly words: readonly Word[];
  readonly where: Predicate<M>;
}

/** The moments that a property is about: a status or an event, one of several, or whatever answers a question. */
export type What<M, Word extends string = WordOf<M>> = Word | readonly Word[] | Anything | Occasion<M> | Predicate<M>;

/**
 * Of the moments that the words mean, those that answer the question. Unlike a bare question, it tells a property that
 * holds from one about words that never come up.
 *
 * @throws {TypeError} for a question that is no function.
 */
export function where<M = Moment>(words: WordOf<M> | readonly WordOf<M>[], question: Predicate<M>): Occasion<M> {
  refuseOtherThanFunction("the question of where", question);
  return { words: typeof words === "string" ? [words] : words, where: question };
}

export interface Anything {
  readonly anything: true;
}

/** Every moment after the start. */
export const anything: Anything = { anything: true };

/**
 * What was written, as text.
 *
 * @throws {TypeError} for what is about no moment.
 */
export function whatText(what: What<never, string> | undefined): string {
  if (!isAboutMoments(what)) {
    throw new TypeError("a property is about a status or an event, a list of them, anything, where(…), or a question");
  }
  if (typeof what === "string") return JSON.stringify(what);
  if (typeof what === "function") return questionText(what);
  if ("anything" in what) return "anything";
  if (!("where" in what)) return wordsText(what);
  return `where(${wordsText(what.words)}, ${questionText(what.where)})`;
}

/** In code without types it may be anything: a field that is misspelt is undefined. */
function isAboutMoments<Given>(given: Given | undefined): given is Given {
  if (typeof given === "string" || typeof given === "function" || isWords(given)) return true;
  if (typeof given !== "object" || given === null) return false;
  if ("anything" in given) return given.anything === true;
  return "words" in given && isWords(given.words) && "where" in given && typeof given.where === "function";
}

function isWords(given: unknown): boolean {
  return Array.isArray(given) && given.every((word) => typeof word === "string");
}

export function wordsText(words: readonly string[]): string {
  const texts = words.map((word) => JSON.stringify(word));
  return texts.length === 1 ? (texts[0] ?? "") : `[${texts.join(", ")}]`;
}

/** A named function by its name, any other by its source on one line. */
export function questionText(question: { readonly name: string; toString(): string }): string {
  const source = question.toString().replaceAll(/\s+/g, " ");
  const isNamed = question.name !== "" && source.startsWith("function");
  return isNamed ? question.name : source;
}
