/** The flags of `kycle check`, as words and as what they mean. */
import type { Channel } from "../observation.js";
import type { Order } from "../trace.js";
import { type Bench, benchesOf } from "./bench.js";
import { lifecyclesNamed } from "./lifecycle-choice.js";
import { Misuse, oneOf } from "./misuse.js";
import { type OutcomeKind, outcomeKinds } from "./outcome.js";
import { reportFormats } from "./report.js";

/** As written; undefined for a flag that is not there. */
export interface CheckFlags {
  readonly lifecycle?: string;
  readonly policy: readonly string[];
  readonly channel?: string;
  readonly subscribed?: string;
  readonly order: string;
  readonly format: string;
  readonly failOn: string;
}

export interface CheckSettings {
  readonly benches: readonly Bench[];
  readonly channel: Channel | undefined;
  readonly order: Order;
  readonly format: (typeof reportFormats)[number];
  readonly failOn: ReadonlySet<OutcomeKind>;
}

export const channels: readonly Channel[] = ["webhook", "poll"];
export const orders: readonly Order[] = ["delivered", "happened"];

/** @throws {Misuse} naming the first flag that cannot be, and what it can be. */
export function settingsOf(flags: CheckFlags): CheckSettings {
  return {
    channel: flags.channel === undefined ? undefined : oneOf("--channel", flags.channel, channels),
    order: oneOf("--order", flags.order, orders),
    format: oneOf("--format", flags.format, reportFormats),
    failOn: failingKinds(flags.failOn),
    benches: benchesOf(lifecyclesNamed(flags.lifecycle), flags),
  };
}

const failOnWords = [...outcomeKinds, "none"] as const;

function failingKinds(text: string): ReadonlySet<OutcomeKind> {
  const words = text.split(",").map((word) => oneOf("--fail-on", word.trim(), failOnWords));
  const kinds = words.flatMap((word) => (word === "none" ? [] : [word]));
  if (kinds.length > 0 && kinds.length < words.length) throw new Misuse("--fail-on: none stands alone");
  return new Set(kinds);
}
