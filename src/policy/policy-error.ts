/** Raised for settings that no policy of the lifecycle can have; `path` is the field. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(`policy ${path === "" ? "" : `${path}: `}${problem}`);
  }
}
