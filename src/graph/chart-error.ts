/** Raised when a machine is not a closed chart over plain JSON; the message names the state and what it uses. */
export class ChartError extends Error {
  override readonly name = "ChartError";
}
