/** Raised for an observation that was put together by hand and that no record could keep. */
export class ObservationError extends TypeError {
  override readonly name = "ObservationError";
  constructor(
    /** Where in the observation, as in `counters.failures`. */
    readonly path: string,
    readonly problem: string,
  ) {
    super(`observation at ${path}: ${problem}`);
  }
}
