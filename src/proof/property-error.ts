/** Raised for a property that says nothing about the lifecycle: a word it does not have, a bound that is no number. */
export class PropertyError extends Error {
  override readonly name = "PropertyError";
  constructor(
    /** The property as it is written. */
    readonly property: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`${property}: ${problem}`, options);
  }
}
