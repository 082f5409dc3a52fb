import type * as fc from "fast-check";
import type * as z from "zod";
import type { Lifecycle, Settings } from "../lifecycle.js";
import { historyPlan } from "./choices.js";
import { type History, historyFrom, outline, type TellingOptions } from "./history.js";
import { refuseNoTelling } from "./refuse-options.js";

export interface HistoryOptions<Schema extends z.ZodObject = z.ZodObject> extends TellingOptions {
  /** The settings that are known: a record is opened with them. What is left out is drawn from its family. */
  readonly policy?: Settings<Schema> | undefined;
}

/**
 * What a provider reports of a subject that really took a walk through the machine: in order, nothing lost. Under `policy`
 * every report advances. Shrinks towards shorter histories.
 *
 * @throws {PolicyError} when drawn from, for settings that no policy can have.
 * @throws {RangeError} for a number of reports or a start that there cannot be.
 */
export function legalHistory<Schema extends z.ZodObject>(
  lifecycle: Lifecycle<string, string, Schema>,
  options: HistoryOptions<Schema> = {},
): fc.Arbitrary<History> {
  refuseNoTelling(options);
  return historyPlan.map((plan) => historyFrom(lifecycle, outline(lifecycle, plan, options), options));
}
