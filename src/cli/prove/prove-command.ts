/** `kycle prove`: every claim of the lifecycles, decided on all that their machines can do. */
import type { Lifecycle } from "../../lifecycle.js";
import { claimOf } from "../../proof/claim.js";
import { createProver, type Proof } from "../../proof/prove.js";
import type { Answer } from "../answer.js";
import { allChosen } from "../lifecycle-choice.js";
import { Misuse, oneOf } from "../misuse.js";
import { policiesFrom } from "../policy-flag.js";
import type { Colors } from "../text/colors.js";
import { printable } from "../text/printable.js";
import { inAFile, type LineWidth } from "../text/line-width.js";
import { proofJunit } from "./proof-junit.js";
import { proofText } from "./proof-text.js";
import { isFine, type ProvenLifecycle } from "./proven.js";

export const proveFormats = ["text", "json", "junit"] as const;

export interface ProveFlags {
  readonly policy: readonly string[];
  readonly format: string;
}

export async function proveClaims(
  words: readonly string[],
  flags: ProveFlags,
  colors: Colors,
  lineWidth: LineWidth = inAFile,
): Promise<Answer> {
  const format = oneOf("--format", flags.format, proveFormats);
  const chosen = await allChosen(words);
  const policies = policiesFrom(flags.policy, chosen);
  const proven = chosen.map((lifecycle, index) => provenLifecycle(lifecycle, policies[index] ?? {}));
  const isClean = proven.every(({ proofs }) => proofs.every(isFine));
  return { text: textOf(proven, format, colors, lineWidth), code: isClean ? 0 : 1 };
}

function provenLifecycle(lifecycle: Lifecycle, policy: ProvenLifecycle["policy"]): ProvenLifecycle {
  refuseNoClaims(lifecycle);
  const prover = createProver(lifecycle.definition, { policy });
  const underAny = createProver(lifecycle.definition);
  const proofs = (lifecycle.definition.properties ?? []).map((claim) => {
    const began = performance.now();
    const proof = prover.decide(claim);
    const milliseconds = performance.now() - began;
    return { proof, milliseconds, isBeside: claimsNothing(proof) && !claimsNothing(underAny.decide(claim)) };
  });
  return { lifecycle, policy, proofs };
}

/** Whether a claim says nothing under the policies that it was decided under. */
const claimsNothing = ({ explored }: Proof): boolean => explored.policies === 0;

/** A lifecycle of the user's own may hold anything in place of a claim. */
function refuseNoClaims({ id, definition }: Lifecycle): void {
  try {
    for (const claim of definition.properties ?? []) claimOf(definition, claim);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Misuse(`${printable(id)}: ${printable(error.message, 500)}`);
  }
}

function textOf(
  proven: readonly ProvenLifecycle[],
  format: (typeof proveFormats)[number],
  colors: Colors,
  lineWidth: LineWidth,
): string {
  if (format === "junit") return proofJunit(proven);
  if (format === "text") return proofText(proven, colors, lineWidth);
  const told = proven.map(({ lifecycle, policy, proofs }) => ({
    lifecycle: lifecycle.id,
    policy,
    claims: proofs.map(({ proof, milliseconds }) => ({ ...proof, milliseconds: Math.round(milliseconds) })),
  }));
  return `${JSON.stringify(told, null, 2)}\n`;
}
