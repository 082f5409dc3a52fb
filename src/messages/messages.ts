/** How a provider's messages are written: the inverse of reading them, for tests and simulated logs. */
import type { Observation } from "../observation.js";

export interface Messages {
  /** The id of the lifecycle whose messages these are. */
  readonly lifecycle: string;
  /** Events that are told although they keep the status, each by a webhook of its own. */
  readonly counted?: readonly string[] | undefined;
  /** An id of the provider's form, made from a name: the same for the same name, and nobody's. */
  invent(kind: "subject" | "run" | "delivery", name: string): string;
  /**
   * A message of the provider's that reads as the observation, without its `receivedAt`; every value that the observation
   * does not tell is invented. What no message can say (a breach, a warning) is not written.
   */
  write(observation: Observation): unknown;
}
