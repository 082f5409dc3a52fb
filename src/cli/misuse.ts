/** What the person at the keyboard can put right: shown as it is, without a stack trace, and the exit code is 2. */
import { nearest } from "../nearest.js";
import { printable } from "./text/printable.js";

export class Misuse extends Error {
  override readonly name = "Misuse";
}

/** The one of `choices` that was given; a Misuse names what was given, what there is, and what may have been meant. */
export function oneOf<Choice extends string>(what: string, given: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === given);
  if (found !== undefined) return found;
  const meant = nearest(given, choices);
  const hint = meant === undefined ? "it" : `did you mean ${meant}? It`;
  throw new Misuse(`${what}: "${printable(given)}" is not known; ${hint} is one of ${choices.join(", ")}`);
}
