/**
 * What an inquiry's template lets a person do. No message carries it, so a consumer often does not know it: a limit that is
 * not given stands for every limit of its family.
 *
 * Source: the vendor's pages on inquiries (D); the page "Verification Lifecycle" (S) for counting failed verifications.
 */
import * as z from "zod";

/** Counts above this are refused by name: no template comes near, and each count multiplies the graph. */
const largestLimit = 20;

/** `setTimeout`, and with it a running actor, ends at 2^31 milliseconds. */
const largestExpiryHours = 596;

export const policySchema = z.strictObject({
  /** Failed verifications that let another one begin no longer. STATED D: the default branch is `attempts < 5`. */
  maxAttempts: z.int().min(1).max(largestLimit).or(z.literal("unlimited")),
  /** Hours from creation to expiry. STATED D. */
  expiresAfterHours: z.number().positive().max(largestExpiryHours),
  /** Our own switch: an approval may become a refusal later, and a refusal an approval. ASSUMED, on. */
  decisionsOverturn: z.boolean(),
});

export type Policy = Readonly<z.output<typeof policySchema>>;

/** The machine's input where nothing is given. No verdict rests on a limit of it: a verdict takes the family instead. */
export const defaults: Policy = { maxAttempts: 5, expiresAfterHours: 24, decisionsOverturn: true };

/** What an unknown field may be. How long the expiry takes moves nothing, so one value serves; our own switch is on. */
export const family: { readonly [Field in keyof Policy]: readonly Policy[Field][] } = {
  maxAttempts: [1, 2, 3, 4, 5, "unlimited"],
  expiresAfterHours: [defaults.expiresAfterHours],
  decisionsOverturn: [defaults.decisionsOverturn],
};
