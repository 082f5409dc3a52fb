/**
 * What is not told about processes, as settings of our own. The 30 minutes are no setting: the page states them.
 *
 * Source: the page "Verification Status", table "Process Statuses".
 */
import * as z from "zod";
import type { LifecycleDefinition } from "../../../src/definition.js";
import { earlyExpiry, isBeforeExpiry, usualToleranceSeconds } from "../status-body.js";

export const policySchema = z.strictObject({
  /** Our own switch: a result may still arrive after EXPIRED. ASSUMED, off. */
  lateResults: z.boolean(),
  /** How far the vendor's clock and the caller's may differ before EXPIRED is mistimed. Our own. */
  clockToleranceSeconds: z.int().min(0).max(86_400),
});

export type Policy = Readonly<z.output<typeof policySchema>>;

/** The fields that are known. */
const givenSchema = policySchema.partial();

/** The machine's input where nothing is given. */
export const defaults: Policy = { lateResults: false, clockToleranceSeconds: usualToleranceSeconds };

/** What an unknown field may be: both are our own, and as given or default. */
export const family: { readonly [Field in keyof Policy]: readonly Policy[Field][] } = {
  lateResults: [defaults.lateResults],
  clockToleranceSeconds: [defaults.clockToleranceSeconds],
};

/**
 * EXPIRED before its 30 minutes are over is mistimed. A process that still runs after them is not: that EXPIRED is told
 * at once is nowhere said.
 */
export const mistimed: NonNullable<LifecycleDefinition["mistimed"]> = (report, known) => {
  if (report.status !== "EXPIRED" || known.startedAt === undefined) return [];
  const { clockToleranceSeconds = defaults.clockToleranceSeconds } = givenSchema.parse(known.policy);
  return isBeforeExpiry(report.at, known.startedAt, clockToleranceSeconds) ? [earlyExpiry] : [];
};
