/**
 * What decides a verification's way: its type. Every message carries it, so a consumer rarely needs to give it; until then
 * it stands for one type of each kind.
 *
 * Source: the vendor's OpenAPI 2025-12-08 (O), types of verification.
 */
import * as z from "zod";
import { plainWord } from "../../../src/observation.js";

export const policySchema = z.strictObject({
  /** The part after `verification/`. STATED O; an open set, and one that nobody knows is of no special kind. */
  type: plainWord,
  /** Our own switch: `requires_retry` is followed by a resubmission of the same object. ASSUMED, off. */
  resubmitSameObject: z.boolean(),
});

export type Policy = Readonly<z.output<typeof policySchema>>;

/** The machine's input where nothing is given. No verdict rests on its type: a verdict takes the family instead. */
export const defaults: Policy = { type: "government-id", resubmitSameObject: false };

/** What an unknown field may be: a type of each set of kinds that moves alike; our own switch is off unless given. */
export const family: { readonly [Field in keyof Policy]: readonly Policy[Field][] } = {
  type: ["government-id", "email-address", "aamva", "document", "database-business"],
  resubmitSameObject: [defaults.resubmitSameObject],
};
