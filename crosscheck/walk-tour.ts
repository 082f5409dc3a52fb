/** A tour walked by some engine: every configuration by its shortest path, then every declared event. */
import { configurationName } from "../src/export/scxml.js";
import type { Tour } from "../src/export/tour.js";

/** One run of an engine from the initial configuration. */
export interface Player {
  /** The name of the configuration that it is in. */
  readonly at: () => string;
  /** Sends an event of the tour, a delayed transition's by its name. */
  readonly send: (event: string) => void;
  /** Lets time pass until a timer of the tour is due. */
  readonly wait: (timer: string) => void;
  /** Whether it would take the event, where the engine can say; a timer is never asked for. */
  readonly accepts?: (event: string) => boolean;
}

export interface Walked {
  /** How many times an event was played in a configuration and its answer compared. */
  readonly tried: number;
  /** Of these, the timers that were waited for. A timer that another one forestalls is sent by name. */
  readonly waited: number;
  /** The first answer that is not the tour's, with the history that led to it. */
  readonly disagreement?: string;
}

export function walkTour(tour: Tour, start: () => Player): Walked {
  const { configurations, events, answers, timers } = tour;
  const names = configurations.map((configuration) => configurationName(configuration, tour.variables));
  let tried = 0;
  let waited = 0;
  for (const [number, row] of answers.entries()) {
    const path = pathTo(tour, number);
    const history = path.length === 0 ? "at first" : `after ${path.map(({ event }) => event).join(", ")}`;
    let player: Player | undefined;
    for (const [index, answer] of row.entries()) {
      const event = events[index] ?? "";
      player ??= replayed(start(), tour, path);
      if (player.at() !== names[number]) {
        const disagreement = `${history}: it is in ${player.at()}, and not in ${names[number]}`;
        return { tried, waited, disagreement };
      }
      const accepts = event in timers ? undefined : player.accepts?.(event);
      tried += 1;
      waited += play(player, tour, { from: number, event }) ? 1 : 0;
      const expected = names[answer ?? number];
      if (player.at() !== expected || (accepts !== undefined && accepts !== (answer !== null))) {
        const wanted = answer === null ? "is refused" : `leads to ${expected}`;
        const got = player.at() === names[number] && accepts !== true ? "it is refused" : `it leads to ${player.at()}`;
        return { tried, waited, disagreement: `${history}: ${event} ${wanted}, but ${got}` };
      }
      // What was refused has changed nothing; a timer that has run out cannot be wound back.
      if (answer !== null || event in timers) player = undefined;
    }
  }
  return { tried, waited };
}

interface Played {
  readonly from: number;
  readonly event: string;
}

/** The events of a configuration's shortest path, each with where it is played. */
export function pathTo(tour: Tour, number: number): readonly Played[] {
  const step = tour.reachedBy[number];
  if (!step) return [];
  const [from, event] = step;
  return [...pathTo(tour, from), { from, event: tour.events[event] ?? "" }];
}

function replayed(player: Player, tour: Tour, path: readonly Played[]): Player {
  for (const step of path) play(player, tour, step);
  return player;
}

/** Plays one event; true where it was waited for. */
function play(player: Player, tour: Tour, { from, event }: Played): boolean {
  const { timers, answers, events } = tour;
  const isWaitedFor = event in timers && !isForestalled();
  if (isWaitedFor) player.wait(event);
  else player.send(event);
  return isWaitedFor;

  /** Whether a shorter timer would move the machine first. */
  function isForestalled(): boolean {
    return Object.entries(timers).some(
      ([other, milliseconds]) =>
        milliseconds < (timers[event] ?? 0) && typeof answers[from]?.[events.indexOf(other)] === "number",
    );
  }
}
