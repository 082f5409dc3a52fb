/** Claims that were decided, as the command tells of them. */
import type { Lifecycle } from "../../lifecycle.js";
import type { GivenPolicy } from "../../policy/given-policy.js";
import type { Proof } from "../../proof/prove.js";

/** A claim that was decided, and how long that took. */
export interface TimedProof {
  readonly proof: Proof;
  readonly milliseconds: number;
}

export interface ProvenLifecycle {
  readonly lifecycle: Lifecycle;
  /** The fields that were given. */
  readonly policy: GivenPolicy;
  readonly proofs: readonly TimedProof[];
}

/** Whether nothing is left to do about a claim. One that says nothing under a policy that was given is not at fault. */
export function isProved(proof: Proof, policy: GivenPolicy): boolean {
  if (proof.kind !== "holds") return false;
  return proof.vacuous === null || isBeside(proof, policy);
}

/** Whether a claim is about other policies than the one that was given. */
export function isBeside(proof: Proof, policy: GivenPolicy): boolean {
  return proof.explored.policies === 0 && Object.keys(policy).length > 0;
}
