/** Raised for an observation that was put together by hand and that no record could keep, and for what is none. */
export class ObservationError extends TypeError {
  override readonly name = "ObservationError";
  constructor(
    /** Where in the observation, as in `counters.failures`; empty where there is none. */
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${path === "" ? "no observation" : `observation at ${path}`}: ${problem}`);
  }
}
