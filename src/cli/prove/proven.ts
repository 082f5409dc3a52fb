/** Claims that were decided, as the command tells of them. */
import type { Lifecycle } from "../../lifecycle.js";
import type { GivenPolicy } from "../../policy/given-policy.js";
import type { Proof } from "../../proof/prove.js";

/** A claim that was decided, and how long that took. */
export interface TimedProof {
  readonly proof: Proof;
  readonly milliseconds: number;
  /** Whether the claim is about other policies than the one that was given: it says nothing under that one. */
  readonly isBeside: boolean;
}

export interface ProvenLifecycle {
  readonly lifecycle: Lifecycle;
  /** The fields that were given. */
  readonly policy: GivenPolicy;
  readonly proofs: readonly TimedProof[];
}

export function isProved({ proof }: TimedProof): boolean {
  return proof.kind === "holds" && proof.vacuous === null;
}

/** Whether nothing is left to do about a claim. One that is about other policies than the one that was given is not at fault. */
export function isFine(timed: TimedProof): boolean {
  return isProved(timed) || timed.isBeside;
}
