/** Judging lines as they come, or all of them in the order in which they happened. */
import type { Outcome, Place } from "../report/outcome.js";
import type { Routed } from "./routing.js";

export interface Judging {
  /** The outcome, where it can be told at once. */
  take(place: Place, routed: Routed): Outcome | undefined;
  /** How many outcomes wait for the last line. */
  waiting(): number;
  /** The outcomes that waited. */
  finish(): Iterable<Outcome>;
}
