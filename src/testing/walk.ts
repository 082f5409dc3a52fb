/**
 * A walk through a lifecycle's machine: what really happened to a subject, decided by a list of numbers. The same numbers
 * are drawn by fast-check, which shrinks them, and by the simulator's generator.
 */
import { scattered } from "../messages/hash.js";
import type { Channel } from "../observation.js";
import type { Site, Terrain, Way } from "./terrain.js";

/** The choices of one step, each a whole number from 0 to 65535. */
export interface Step {
  /** Which way is taken. */
  readonly move: number;
  /** How: what is told, whether a poll looks, how long it takes. 0 is plain. */
  readonly manner: number;
}

export const choices = 0x1_0000;

/** Whether a choice takes what has a chance of `rate`; 0 takes it only when it is certain. */
export function takes(choice: number, rate: number): boolean {
  return choice >= (1 - rate) * choices;
}

/** A choice of its own out of another one; 0 stays 0. */
export function partOf(choice: number, part: number): number {
  return choice === 0 ? 0 : scattered(choice ^ Math.imul(part, 0x9e3779b9)) % choices;
}

/** The item that a choice stands for. */
export function pickFrom<Item>(items: readonly Item[], choice: number): Item | undefined {
  return items[Math.floor((choice * items.length) / choices)];
}

export interface WalkOptions {
  /** How often a transition that may be announced is: 0 to 1. */
  readonly told: number;
  /** How often a poll looks after a step: 0 to 1. */
  readonly looks: number;
  /** Whether webhooks are sent at all. */
  readonly webhooks: boolean;
  /** Events that keep the status and are told all the same. */
  readonly counted: readonly string[];
  /** Whether several things may happen in one instant. */
  readonly ties: boolean;
  /** The walk ends when so many reports were made. */
  readonly maxReports: number;
}

/** Something that the channel shows of a walk. */
export interface Sight {
  readonly channel: Channel;
  readonly status: string | undefined;
  readonly event: string | undefined;
  /** The number of the run, from 1; undefined before the first. */
  readonly run: number | undefined;
  /** Units of 100 nanoseconds since the subject's start. */
  readonly ticks: number;
}

export const ticksPerMillisecond = 10_000;
const ticksPerSecond = 10_000_000;
/** A poll looks at most 0.7 s after a step. */
const pollDelay = 100;
/** Beyond any tolerance between two clocks that a lifecycle grants by default. */
const afterDelay = 61 * ticksPerSecond;

/** What the channel shows of a walk, in the order in which it happened. */
export function walk({ initial, sites, beginsInRun }: Terrain, steps: readonly Step[], options: WalkOptions): Sight[] {
  const sights: Sight[] = [];
  let at = initial.to;
  let ticks = 0;
  let run = beginsInRun ? 1 : 0;

  const see = (channel: Channel, { status, event }: Way, keepsStatus: boolean): void => {
    const shown = channel === "webhook" && keepsStatus ? undefined : status;
    sights.push({ channel, status: shown, event, run: run === 0 ? undefined : run, ticks });
  };
  const tell = (way: Way, { manner }: Step, keepsStatus: boolean): void => {
    const isCounted = keepsStatus && options.counted.includes(way.event);
    const isTold =
      way.announcement === "always" || (way.announcement === "maybe" && !takes(partOf(manner, 1), 1 - options.told));
    if (options.webhooks && (isTold || isCounted)) see("webhook", way, keepsStatus);
    if (!takes(partOf(manner, 2), options.looks)) return;
    ticks = before(sites[way.to], ticks, 1 + partOf(manner, 3) * pollDelay);
    see("poll", way, keepsStatus);
  };

  const [first, ...rest] = steps;
  if (first === undefined) return sights;
  let status = initial.status;
  tell(initial, first, false);
  for (const step of rest) {
    const site = sites[at];
    const way = site === undefined ? undefined : wayFrom(site, step.move);
    if (way === undefined || sights.length >= options.maxReports) break;
    ticks =
      way.delay === undefined
        ? before(site, ticks, pauseOf(partOf(step.manner, 4), options.ties))
        : Math.max(ticks + 1, way.delay * ticksPerMillisecond + afterDelay);
    if (way.startsRun) run += 1;
    at = way.to;
    tell(way, step, way.status === status);
    status = way.status;
  }
  return sights.slice(0, options.maxReports);
}

/** From a second to two minutes; now and then less than a millisecond, or nothing at all. */
function pauseOf(choice: number, ties: boolean): number {
  const amount = choice >> 3;
  const kind = choice % 8;
  if (kind > 5 && ties) return 0;
  return kind === 5 ? 1 + (amount % (ticksPerMillisecond - 1)) : (1 + (amount % 120)) * ticksPerSecond;
}

/** `pause` later, or an eighth of the way to a deadline that this would pass. */
function before(site: Site | undefined, ticks: number, pause: number): number {
  const deadline = site?.deadline === undefined ? undefined : site.deadline * ticksPerMillisecond;
  if (deadline === undefined || ticks + pause < deadline || ticks >= deadline) return ticks + pause;
  return ticks + Math.ceil((deadline - ticks) / 8);
}

/**
 * Weighted rendezvous (Thaler and Ravishankar 1998): a choice prefers events in an order of its own and takes the first that
 * may happen. The same choice takes the same event elsewhere, so that a walk with a step less still gets to its end.
 */
function wayFrom({ ways }: Site, choice: number): Way | undefined {
  let best: Way | undefined;
  let least = Infinity;
  for (const way of ways) {
    const score = -Math.log((scattered(way.salt ^ choice) + 1) / 0x1_0000_0000) / way.weight;
    if (score >= least) continue;
    best = way;
    least = score;
  }
  return best;
}
