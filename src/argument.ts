/** Arguments that no caller with types can give: refused by name, before something else of theirs is looked for and missed. */
import { noneOf, toldAs } from "./stranger.js";

export function refuseOtherThanList(what: string, given: unknown): void {
  if (!Array.isArray(given)) throw new TypeError(`${what}: expected a list`);
}

export function refuseOtherThanOptions(options: unknown): asserts options is object {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError("options: expected an object");
  }
}

/** An option that is undefined counts as not given. */
export function refuseUnknownOptions(options: unknown, known: readonly string[]): void {
  refuseOtherThanOptions(options);
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const unknown = given.map(([name]) => name).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const word = toldAs(unknown);
  throw new TypeError(`${word === undefined ? "an option" : `the option ${word}`} is ${noneOf(unknown, known)}`);
}

export function refuseNoLimit(limit: unknown): void {
  if (limit === undefined || (Number.isSafeInteger(limit) && Number(limit) >= 1)) return;
  throw new RangeError("the option limit is a whole number from 1");
}

export function refuseOtherThanFunction(what: string, given: unknown): void {
  if (typeof given !== "function") throw new TypeError(`${what}: expected a function`);
}

/** What is known by a field that only it has. */
export function refuseWithout(field: string, what: string, given: unknown, expected: string): void {
  if (typeof given === "object" && given !== null && field in given) return;
  throw new TypeError(`${what}: expected ${expected}`);
}

/** The definition in a lifecycle. A bound lifecycle has none, and a machine one of another kind. */
export function definitionOf<Definition>(lifecycle: { readonly definition: Definition }): Definition {
  const expected = "one that is not bound; its policy is an option";
  refuseWithout("definition", "lifecycle", lifecycle, expected);
  refuseWithout("machine", "lifecycle", lifecycle.definition, expected);
  return lifecycle.definition;
}
