/** Reports that nobody sent: what the atlas takes in when its reader fires an event or adds a status. */
import type { LifecycleDefinition } from "../definition.js";
import { addMilliseconds, compareInstants, type Instant, parseInstant } from "../instant.js";
import type { Channel, Observation } from "../observation.js";
import type { NextReport } from "./possibilities.js";

/** How a report of a status is likely to come: by webhook where the provider sends one and announces the transition. */
function channelOf(definition: LifecycleDefinition, { status, event }: Pick<NextReport, "status" | "event">): Channel {
  const { announced } = definition;
  const word = announced.by === "status" ? status : event;
  const isTold = announced.always.includes(word) || announced.maybe.includes(word);
  return definition.readWebhook !== undefined && isTold ? "webhook" : "poll";
}

/** The report that would tell of what happened, a minute after the latest, or when the timer runs out that it tells of. */
export function reportOf(
  definition: LifecycleDefinition,
  history: readonly Observation[],
  { event, status, delay }: Pick<NextReport, "status" | "event" | "delay">,
): Observation {
  const { runs } = definition;
  const channel = channelOf(definition, { event, status });
  const lastRun = history.findLast(({ run }) => run !== undefined)?.run;
  const startsRun = runs?.startedBy.includes(event) === true;
  const run = runs === undefined ? undefined : startsRun ? nextRun(lastRun) : (lastRun ?? "run 1");
  return observationOf(history, { status, channel, run, at: atLeast(delay, history) });
}

/** A minute after the latest report, unless the delay since the first ends later. */
function atLeast(delay: number | undefined, history: readonly Observation[]): string {
  const soon = minuteAfter(history);
  const [start] = instantsOf(history);
  if (delay === undefined || start === undefined) return soon;
  const end = addMilliseconds(start, delay);
  // A timer that began anew, with a subject that was resumed, has its end by the first one behind it.
  return compareInstants(end, soon) < 0 ? soon : end;
}

export interface Told {
  readonly status: string;
  readonly channel: Channel;
  readonly run?: string | undefined;
  readonly at?: string | undefined;
}

/** A report as the atlas makes them up. A word that the vocabulary does not have is told as the provider's own. */
export function observationOf(history: readonly Observation[], { status, channel, run, at }: Told): Observation {
  return {
    subject: history[0]?.subject ?? "made up here",
    status,
    reported: status,
    channel,
    ...(run === undefined || run === "" ? {} : { run }),
    ...(at === undefined || at === "" ? {} : { at }),
    ...(channel === "webhook" ? { delivery: `made up ${history.length + 1}` } : {}),
    breaches: [],
    warnings: [],
  };
}

/** A minute after the latest report; without one, a moment that stands for any. */
export function minuteAfter(history: readonly Observation[]): string {
  const latest = instantsOf(history).toSorted(compareInstants).at(-1);
  return latest === undefined ? "2024-03-01T09:00:00Z" : addMilliseconds(latest, 60_000);
}

/** The times of the reports that have one, in the order of the reports. */
function instantsOf(history: readonly Observation[]): readonly Instant[] {
  return history.flatMap(({ at = "" }) => parseInstant(at) ?? []);
}

function nextRun(run = "run 1"): string {
  const [, number] = /^run (\d+)$/.exec(run) ?? [];
  return number === undefined ? `${run} again` : `run ${Number(number) + 1}`;
}
