/** Raised for a stored record that cannot be trusted, for none at all, and for one that cannot be opened; what was given is left as it is. */
export class RecordError extends Error {
  override readonly name = "RecordError";
  constructor(
    /**
     * `corrupt`: not a record, or damaged. `foreign`: of another lifecycle. `newer`: of a later version of Kycle. `missing`:
     * nothing where a record is asked for. `unparsed`: a text there. `argument`: what a new record was to be opened with cannot be.
     */
    readonly reason: "corrupt" | "foreign" | "newer" | "missing" | "unparsed" | "argument",
    /** Where in the record or the argument, as in `window[2].at`. */
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${beginnings[reason]}${placeOf(reason, path)}: ${problem}`);
  }
}

const beginnings = {
  corrupt: "corrupt record",
  foreign: "foreign record",
  newer: "newer record",
  missing: "no record",
  unparsed: "a record that is a text",
  argument: "wrong argument",
} as const;

function placeOf(reason: RecordError["reason"], path: string): string {
  if (path !== "") return ` at ${path}`;
  return reason === "corrupt" || reason === "foreign" || reason === "newer" ? " at its root" : "";
}
