/** The flags of `kycle check`, as words and as what they mean. */
import type { Lifecycle } from "../../lifecycle.js";
import { type LineKind, lineKinds } from "../../line-kind.js";
import type { Channel } from "../../observation.js";
import type { Order } from "../../trace.js";
import { type Bench, benchesOf } from "../bench.js";
import { Misuse, oneOf } from "../misuse.js";
import { reportFormats } from "../report/report-format.js";
import { printable } from "../text/printable.js";

/** As written; undefined for a flag that is not there. */
export interface CheckFlags {
  readonly lifecycle?: string;
  readonly policy: readonly string[];
  readonly channel?: string;
  readonly subscribed?: string;
  readonly order: string;
  readonly format: string;
  readonly failOn: string;
  readonly threads?: string;
}

export interface CheckSettings {
  readonly benches: readonly Bench[];
  readonly channel: Channel | undefined;
  readonly order: Order;
  readonly format: (typeof reportFormats)[number];
  readonly failOn: ReadonlySet<LineKind>;
  /** How many threads the check may take; as many as pay when undefined. */
  readonly threads: number | undefined;
}

export const channels: readonly Channel[] = ["webhook", "poll"];
export const orders: readonly Order[] = ["delivered", "happened"];

/** @throws {Misuse} naming the first flag that cannot be, and what it can be. */
export function settingsOf(flags: CheckFlags, lifecycles: readonly Lifecycle[]): CheckSettings {
  return {
    channel: channelOf(flags),
    order: oneOf("--order", flags.order, orders),
    format: oneOf("--format", flags.format, reportFormats),
    failOn: failingKinds(flags.failOn),
    threads: flags.threads === undefined ? undefined : threadsOf(flags.threads),
    benches: benchesOf(lifecycles, flags),
  };
}

/** @throws {Misuse} naming the channels that there are. */
export function channelOf({ channel }: Pick<CheckFlags, "channel">): Channel | undefined {
  return channel === undefined ? undefined : oneOf("--channel", channel, channels);
}

/** More would wait for the one that judges. */
export const mostThreads = 16;

function threadsOf(text: string): number {
  const threads = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (threads >= 1 && threads <= mostThreads) return threads;
  throw new Misuse(`--threads: "${printable(text)}" cannot be; it is a whole number from 1 to ${mostThreads}`);
}

const failOnWords = [...lineKinds, "none"] as const;

function failingKinds(text: string): ReadonlySet<LineKind> {
  const words = text.split(",").map((word) => oneOf("--fail-on", word.trim(), failOnWords));
  const kinds = words.flatMap((word) => (word === "none" ? [] : [word]));
  if (kinds.length > 0 && kinds.length < words.length) throw new Misuse("--fail-on: none stands alone");
  return new Set(kinds);
}
