/** What is painted onto a picture: what a policy rules out, and what a history did. By the ids of its states and arrows. */

export interface Paint {
  /** Drawn faded: what cannot be under the policy. `unreachable` gives it. */
  readonly faded?: readonly string[] | undefined;
}
