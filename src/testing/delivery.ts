import * as fc from "fast-check";
import type * as z from "zod";
import type { Lifecycle } from "../lifecycle.js";
import { fatesFor, historyPlan } from "./choices.js";
import { type Delivered, deliver } from "./deliver.js";
import { defaultMaxReports, type History, historyFrom, outline } from "./history.js";
import type { HistoryOptions } from "./legal-history.js";
import { refuseNoTelling, refuseNoWholeNumber } from "./refuse-options.js";
import { type Trouble, usualTrouble } from "./trouble.js";

export interface DeliveryOptions<Schema extends z.ZodObject = z.ZodObject> extends HistoryOptions<Schema>, Trouble {
  /** How many reports the judging record remembers; 16 when not given. */
  readonly capacity?: number | undefined;
}

export interface Delivery extends Delivered {
  /** What really happened. */
  readonly history: History;
}

/**
 * A history as it reaches the consumer: duplicated, out of order, with losses, impossible reports and unknown words. Rates
 * that are not given are those of `usualTrouble`. Shrinks towards shorter histories in order, of which more is lost.
 *
 * @throws {PolicyError} when drawn from, for settings that no policy can have.
 * @throws {RangeError} for a rate, a number of places or of reports, a skew or a start that there cannot be.
 */
export function delivery<Schema extends z.ZodObject>(
  lifecycle: Lifecycle<string, string, Schema>,
  options: DeliveryOptions<Schema> = {},
): fc.Arbitrary<Delivery> {
  refuseNoTelling(options);
  const { skew: ahead = 0, ...trouble } = troubleIn(options);
  const skews = ahead === 0 ? fc.constant(undefined) : fc.integer({ min: -ahead, max: ahead });
  return fc
    .record({ plan: historyPlan, fates: fatesFor(options.maxReports ?? defaultMaxReports, trouble), skew: skews })
    .map(({ plan, fates, skew }) => {
      const telling = { ...options, skew };
      const planned = outline(lifecycle, plan, telling);
      const history = historyFrom(lifecycle, planned, telling);
      return { history, ...deliver(lifecycle, planned, fates, trouble, telling) };
    });
}

const rates = ["duplicates", "loss", "delays", "illegal", "superseded", "unknown"] as const;

function refuseTrouble(options: Trouble): void {
  for (const name of rates) {
    const rate: unknown = options[name] ?? 0;
    if (typeof rate !== "number" || !(rate >= 0 && rate <= 1)) {
      throw new RangeError(`the option ${name} is a rate from 0 to 1`);
    }
  }
  for (const name of ["shuffle", "skew"] as const) {
    refuseNoWholeNumber(name, options[name] ?? undefined, 0);
  }
}

function troubleIn(options: Trouble): Trouble {
  refuseTrouble(options);
  const { duplicates, loss, shuffle, delays, illegal, superseded, unknown } = usualTrouble;
  return {
    duplicates: options.duplicates ?? duplicates,
    loss: options.loss ?? loss,
    shuffle: options.shuffle ?? shuffle,
    delays: options.delays ?? delays,
    illegal: options.illegal ?? illegal,
    superseded: options.superseded ?? superseded,
    unknown: options.unknown ?? unknown,
    skew: options.skew,
  };
}
