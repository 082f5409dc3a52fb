/**
 * How often a client may try. The vendor tells of no limit; a caller may have one.
 */
import * as z from "zod";

/** Counts above this are refused by name: each multiplies the graph. */
const largestLimit = 20;

export const policySchema = z.strictObject({
  /** Our own: processes that a client may start, the first one included. ASSUMED; unlimited unless given. */
  maxProcesses: z.int().min(1).max(largestLimit).or(z.literal("unlimited")),
});

export type Policy = Readonly<z.output<typeof policySchema>>;

/** The machine's input where nothing is given. */
export const defaults: Policy = { maxProcesses: "unlimited" };

/** What an unknown field may be: our own limit is as given or there is none. */
export const family: { readonly [Field in keyof Policy]: readonly Policy[Field][] } = {
  maxProcesses: [defaults.maxProcesses],
};
