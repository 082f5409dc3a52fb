/** Raised for a stored record that cannot be trusted; the record itself is left as it is. */
export class RecordError extends Error {
  override readonly name = "RecordError";
  constructor(
    /** `corrupt`: not a record, or damaged. `foreign`: of another lifecycle. `newer`: of a later version of Kycle. */
    readonly reason: "corrupt" | "foreign" | "newer",
    /** Where in the record, as in `window[2].at`. */
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${reason} record at ${path === "" ? "its root" : path}: ${problem}`);
  }
}
