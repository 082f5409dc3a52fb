/** What may happen to a history on its way, and what happens to one report of it. */
import { choices } from "./walk.js";

/**
 * What goes wrong on the way: rates from 0 to 1, unless told otherwise. What is not given is as in `usualTrouble` for
 * `delivery` and `checkReducer`, and 0 where that has none.
 */
export interface Trouble {
  /** How many reports are delivered once more. */
  readonly duplicates?: number | undefined;
  /** How many are never delivered. */
  readonly loss?: number | undefined;
  /** By how many places a report may be overtaken: a whole number. */
  readonly shuffle?: number | undefined;
  /** How many come much later, after any number of others. */
  readonly delays?: number | undefined;
  /** How many reports are followed by one that cannot be; where nothing can be refused, none is. */
  readonly illegal?: number | undefined;
  /** How many reports of a newer run are followed by one of a run that it replaced. */
  readonly superseded?: number | undefined;
  /** How many come with one, before or after, whose word is not in the vocabulary. */
  readonly unknown?: number | undefined;
  /** How far the provider's clock may be off the consumer's: milliseconds. Reports then have a `receivedAt`. */
  readonly skew?: number | undefined;
}

/** What is done to a delivery where nothing is said of it: some of everything that providers are known to do. */
export const usualTrouble = {
  duplicates: 0.25,
  loss: 0.1,
  shuffle: 2,
  delays: 0.1,
  illegal: 0.4,
  superseded: 0.4,
  unknown: 0.15,
} as const;

/** What becomes of one report: choices from 0 to 65535. */
export interface Fate {
  /** Where some are lost, the smallest choice loses the report. */
  readonly lost: number;
  /** What else: when it comes, whether once more, and what comes with it. 0 is nothing. */
  readonly manner: number;
}

export const uneventful: Fate = { lost: choices - 1, manner: 0 };
