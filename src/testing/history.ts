/** A legal history: what a provider reports of a subject that really took a walk through the machine. */
import { definitionOf } from "../argument.js";
import { parseInstant } from "../instant.js";
import type { Lifecycle } from "../lifecycle.js";
import type { Messages } from "../messages/messages.js";
import type { Channel, Observation } from "../observation.js";
import type { GivenPolicy } from "../policy/given-policy.js";
import { defaultCapacity } from "../record/record.js";
import { concretePolicies, terrainOf } from "./terrain.js";
import { type Sight, type Step, ticksPerMillisecond, walk } from "./walk.js";

/** How a history comes to be told; everything has a default. */
export interface TellingOptions {
  /** The settings that are known: a record is opened with them. What is left out is drawn from its family. */
  readonly policy?: object | undefined;
  /** The statuses that the consumer's webhooks are subscribed to; all when not given. */
  readonly subscribed?: readonly string[] | undefined;
  /** `webhook` where the provider sends them, else `poll`; `both` mixes polls in. */
  readonly channel?: Channel | "both" | undefined;
  /** Writes each report as the provider's message; the reports are then what is read from it. */
  readonly messages?: Messages | undefined;
  /** Whether several things may happen in one instant; false when not given, for `checkReducer` true. */
  readonly ties?: boolean | undefined;
  /** How many reports a history has at most: 1 to 1,000; 16 when not given, as many as a record remembers. */
  readonly maxReports?: number | undefined;
  /** When the subject begins: an ISO 8601 instant. */
  readonly startedAt?: string | undefined;
  /** By how many milliseconds the provider's clock runs ahead of the consumer's; reports then have a `receivedAt`. */
  readonly skew?: number | undefined;
  /** What the ids are made from. */
  readonly name?: string | undefined;
}

export interface History {
  /** The lifecycle's id. */
  readonly lifecycle: string;
  readonly subject: string;
  /** The settings that are known, as given. */
  readonly policy: object;
  readonly subscribed: readonly string[] | undefined;
  /** The policy under which it happened, every field of it. */
  readonly under: GivenPolicy;
  /** In the order in which they happened. */
  readonly reports: readonly Observation[];
  /** The provider's message of each report; undefined where no `messages` were given. */
  readonly messages: readonly unknown[];
}

/** The numbers that decide a history. */
export interface HistoryPlan {
  /** Which of the concrete policies, of as many as there are. */
  readonly policy: number;
  readonly steps: readonly Step[];
}

/** Makes reports of one subject: from what a walk shows, or from anything else. */
export interface Teller {
  readonly subject: string;
  /** The report and its message, of a status, an event or a word that is neither; undefined where no message of the provider's says this. */
  tell(sight: Sight, name: string, word?: string): Told | undefined;
}

export interface Told {
  readonly observation: Observation;
  readonly message: unknown;
}

const defaultStart = "2024-03-01T09:00:00Z";
/** As many as a record remembers unless told otherwise. */
export const defaultMaxReports = defaultCapacity;
/** From an event to its report, in milliseconds. */
const latency = 1000;

function tellerOf(
  lifecycle: Lifecycle,
  policy: GivenPolicy,
  { messages, startedAt = defaultStart, name = "1", skew }: TellingOptions,
): Teller {
  const invent: Messages["invent"] = (kind, of) => messages?.invent(kind, of) ?? `${kind}-${of}`;
  const subject = invent("subject", name);
  const start = Date.parse(parseInstant(startedAt) ?? startedAt);
  const runs = new Map<number, string>();
  const idOfRun = (run: number): string => {
    const known = runs.get(run) ?? invent("run", `${name}.${run}`);
    runs.set(run, known);
    return known;
  };
  return {
    subject,
    tell({ channel, status, event, run, ticks }, of, word) {
      const isEvent = status === undefined && word === undefined && event !== undefined;
      const observation: Observation = {
        subject,
        ...(run === undefined || lifecycle.definition.runs === undefined ? {} : { run: idOfRun(run) }),
        ...(status === undefined ? {} : { status }),
        reported: word ?? status ?? event ?? "",
        ...(isEvent ? { event } : {}),
        at: instantAfter(start + (skew ?? 0), ticks),
        ...(skew === undefined ? {} : { receivedAt: instantAfter(start + latency, ticks) }),
        ...(channel === "webhook" ? { delivery: invent("delivery", `${name}.${of}`) } : {}),
        channel,
        breaches: [],
        warnings: [],
      };
      if (messages === undefined) return { observation, message: undefined };
      const message = messages.write({ ...observation, startedAt: parseInstant(startedAt), policy });
      const reading = lifecycle.read(message, { receivedAt: observation.receivedAt });
      return reading.kind === "observation" ? { observation: reading.observation, message } : undefined;
    },
  };
}

/** `ticks` of 100 nanoseconds after a time in milliseconds, at seven digits. */
function instantAfter(start: number, ticks: number): string {
  const milliseconds = new Date(start + Math.floor(ticks / ticksPerMillisecond)).toISOString().slice(0, -1);
  const text = `${milliseconds}${String(ticks % ticksPerMillisecond).padStart(4, "0")}Z`;
  return parseInstant(text) ?? text;
}

/** What a plan amounts to, with the means to tell more of the same subject. */
export interface Outline {
  readonly teller: Teller;
  readonly under: GivenPolicy;
  readonly sights: readonly Sight[];
  readonly told: readonly Told[];
}

export function outline(lifecycle: Lifecycle, { policy, steps }: HistoryPlan, options: TellingOptions): Outline {
  const definition = definitionOf(lifecycle);
  const policies = concretePolicies(definition, options.policy);
  const under = policies[policy % policies.length] ?? {};
  const channel = channelOf(lifecycle, options);
  const sights = walk(terrainOf(definition, under, options.subscribed), steps, {
    told: 0.8,
    looks: channel === "webhook" ? 0 : channel === "both" ? 0.3 : 0.7,
    webhooks: channel !== "poll",
    counted: options.messages?.counted ?? [],
    ties: options.ties ?? false,
    maxReports: options.maxReports ?? defaultMaxReports,
  });
  const teller = tellerOf(lifecycle, under, options);
  const told = sights.map((sight, index) => {
    const report = teller.tell(sight, `${index + 1}`);
    if (report !== undefined) return report;
    throw new Error(`${definition.id}: no message of it says ${sight.status ?? sight.event} by ${sight.channel}`);
  });
  return { teller, under, sights, told };
}

/** The channel asked for, else the one that the provider tells more by. */
export function channelOf({ definition }: Lifecycle, { channel }: TellingOptions): Channel | "both" {
  return channel ?? (definition.announced.always.length > 0 ? "webhook" : "poll");
}

export function historyFrom(
  lifecycle: Lifecycle,
  { teller, under, told }: Outline,
  { policy = {}, subscribed }: TellingOptions,
): History {
  return {
    lifecycle: lifecycle.id,
    subject: teller.subject,
    policy,
    subscribed,
    under,
    reports: told.map(({ observation }) => observation),
    messages: told.map(({ message }) => message),
  };
}
