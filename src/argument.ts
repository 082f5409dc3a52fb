/** Arguments that no caller with types can give: refused by name, before something else of theirs is looked for and missed. */

export function refuseOtherThanList(what: string, given: unknown): void {
  if (!Array.isArray(given)) throw new TypeError(`${what}: expected a list`);
}

export function refuseOtherThanOptions(options: unknown): void {
  if (typeof options !== "object" || options === null) throw new TypeError("options: expected an object");
}

/** A lifecycle, or whatever of it is asked for. */
export function refuseWithout(field: string, lifecycle: unknown, expected: string): void {
  if (typeof lifecycle === "object" && lifecycle !== null && field in lifecycle) return;
  throw new TypeError(`lifecycle: expected ${expected}`);
}
