/** The flags of `kycle simulate`, as words and as what they mean. */
import { messages } from "../../machines/index.js";
import type { Lifecycle } from "../lifecycle.js";
import type { Messages } from "../messages/messages.js";
import type { SimulationOptions } from "../testing/simulation.js";
import { chosenLifecycle, mustSendWebhooks } from "./lifecycle-choice.js";
import { Misuse, oneOf } from "./misuse.js";
import { policiesFrom } from "./policy-flag.js";
import { printable } from "./text/printable.js";

/** As written; undefined for a flag that is not there. */
export interface SimulateFlags {
  readonly subjects: string;
  readonly seed: string;
  readonly policy: readonly string[];
  readonly channel?: string;
  readonly duplicates: string;
  readonly shuffle: string;
  readonly delays: string;
  readonly loss: string;
  readonly illegal: string;
  readonly superseded: string;
  readonly unknown: string;
  readonly corrupt: string;
  readonly output?: string;
  readonly truth?: string;
}

export interface SimulateSettings {
  readonly lifecycle: Lifecycle;
  readonly messages: Messages;
  readonly options: SimulationOptions;
  readonly output: string | undefined;
  readonly truth: string | undefined;
}

export const simulatedChannels = ["webhook", "poll", "both"] as const;

/** @throws {Misuse} naming the first flag that cannot be, and what it can be. */
export async function simulateSettingsOf(word: string, flags: SimulateFlags): Promise<SimulateSettings> {
  const lifecycle = await chosenLifecycle(word);
  const written = messages.find((candidate) => candidate.lifecycle === lifecycle.id);
  if (written === undefined) throw new Misuse(`${lifecycle.id}: its messages cannot be written`);
  const [policy = {}] = policiesFrom(flags.policy, [lifecycle]);
  const channel = flags.channel === undefined ? undefined : oneOf("--channel", flags.channel, simulatedChannels);
  if (channel !== undefined && channel !== "poll") mustSendWebhooks(lifecycle);
  const { output, truth } = flags;
  if (output !== undefined && output === truth) throw new Misuse("--truth: the log itself goes there");
  return {
    lifecycle,
    messages: written,
    options: {
      policy,
      channel,
      subjects: wholeNumber("--subjects", flags.subjects),
      seed: wholeNumber("--seed", flags.seed),
      shuffle: wholeNumber("--shuffle", flags.shuffle),
      duplicates: rate("--duplicates", flags.duplicates),
      delays: rate("--delays", flags.delays),
      loss: rate("--loss", flags.loss),
      illegal: rate("--illegal", flags.illegal),
      superseded: rate("--superseded", flags.superseded),
      unknown: rate("--unknown", flags.unknown),
      corrupt: rate("--corrupt", flags.corrupt),
    },
    output,
    truth,
  };
}

function wholeNumber(flag: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Misuse(`${flag}: "${printable(text)}" is not a whole number from 0`);
}

function rate(flag: string, text: string): number {
  if (/^(0|1)?(\.\d+)?$/.test(text) && text !== "" && Number(text) <= 1) return Number(text);
  throw new Misuse(`${flag}: "${printable(text)}" is not a rate from 0 to 1`);
}
