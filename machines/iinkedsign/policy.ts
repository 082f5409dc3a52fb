/**
 * What a sender's verification policy lets a signer do. The webhook never carries it, so a consumer often does not
 * know it: a field that is not given stands for every value of its family.
 *
 * Source: the page's note on three attempts; the vendor's help centre, "Policies" (D), columns "Retries" and "Resettable".
 */
import * as z from "zod";

/** The steps of the page's table, in its order: the order in which a signer takes them (ASSUMED). */
export const steps = ["consent", "identity", "kba", "document"] as const;

/** Counts above this are refused by name: no policy of the vendor's comes near, and each count multiplies the graph. */
const largestLimit = 20;

const unlimited = z.literal("unlimited");

export const policySchema = z.strictObject({
  /** Steps the policy requires, whatever the order given. IMPLIED by the step statuses. */
  steps: z.array(z.enum(steps)).transform((given) => steps.filter((step) => given.includes(step))),
  /** Failed attempts allowed before reset or lock. STATED: "If the verification policy allows the signer 3 attempts…". */
  maxAttempts: z.int().min(1).max(largestLimit).or(unlimited),
  /** How often the owner may reset; 0 is a policy that is not resettable. STATED D; a cap between is ASSUMED possible. */
  maxResets: z.int().min(0).max(largestLimit).or(unlimited),
  /** Server errors before reset or lock; an error is not an attempt. ASSUMED: the statuses exist, the limit is not told. */
  maxErrors: z.int().min(1).max(largestLimit).or(unlimited),
  /** Whether the signer must pass before signing. STATED D; it changes no state. */
  passToSign: z.boolean(),
  /** Our own switch: a reset keeps the verificationId, which then never changes. */
  resetKeepsVerificationId: z.boolean(),
});

export type Policy = Readonly<z.output<typeof policySchema>>;

/** The machine's input where nothing is given. No verdict rests on it: a verdict takes the family instead. */
export const defaults: Policy = {
  steps: ["consent", "identity", "kba", "document"],
  maxAttempts: 3,
  maxResets: "unlimited",
  maxErrors: 3,
  passToSign: true,
  resetKeepsVerificationId: false,
};

/**
 * What an unknown field may be. All four steps are a superset of every choice, since reports may miss steps;
 * `passToSign` moves nothing, so any one value serves; our own switch is off unless given.
 */
export const family: { readonly [Field in keyof Policy]: readonly Policy[Field][] } = {
  steps: [defaults.steps],
  maxAttempts: [1, 2, 3, 4, 5, "unlimited"],
  maxResets: [0, 1, 2, 3, "unlimited"],
  maxErrors: [1, 2, 3, "unlimited"],
  passToSign: [defaults.passToSign],
  resetKeepsVerificationId: [defaults.resetKeepsVerificationId],
};
