/** Raised for a stored record that cannot be trusted, or for none at all; what was given is left as it is. */
export class RecordError extends Error {
  override readonly name = "RecordError";
  constructor(
    /**
     * `corrupt`: not a record, or damaged. `foreign`: of another lifecycle. `newer`: of a later version of Kycle. `missing`:
     * nothing where a record is asked for. `unparsed`: a text there.
     */
    readonly reason: "corrupt" | "foreign" | "newer" | "missing" | "unparsed",
    /** Where in the record, as in `window[2].at`. */
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
} as const;

function placeOf(reason: RecordError["reason"], path: string): string {
  if (path !== "") return ` at ${path}`;
  return reason === "missing" || reason === "unparsed" ? "" : " at its root";
}
