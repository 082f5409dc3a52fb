/**
 * A log as the atlas keeps it: the observations of every line, by lifecycle and subject. What else was in a line is let go
 * of as soon as it has been read.
 */
import type { Lifecycle } from "../lifecycle.js";
import type { Observation, Reading } from "../observation.js";

export interface Log {
  /** The lifecycles that the log tells of, each with its subjects in the order of their first reports. */
  readonly byLifecycle: ReadonlyMap<string, ReadonlyMap<string, readonly Observation[]>>;
  /** Lines that are no report of any lifecycle, by what they are. */
  readonly unread: Readonly<Record<Exclude<Reading["kind"], "observation">, number>>;
  readonly lines: number;
}

export interface LogReader {
  /** Takes in text however it was cut; answers how many lines it has read so far. */
  push(text: string): number;
  end(): Log;
}

export function createLogReader(lifecycles: readonly Lifecycle[]): LogReader {
  const byLifecycle = new Map<string, Map<string, Observation[]>>();
  const unread = { malformed: 0, irrelevant: 0, "no-information": 0 };
  // A log is mostly of one provider: where that one knows a message, no other is asked.
  let familiar: readonly Lifecycle[] = [];
  let rest = "";
  let lines = 0;

  function readFirst(message: unknown): Read {
    const asked = readBy(familiar, message);
    if (asked.isKnown) return asked;
    const anyone = readBy(lifecycles, message);
    return anyone.observations.length > 0 || familiar.length === 0 ? anyone : asked;
  }

  function take(line: string): void {
    if (line.trim() === "") return;
    lines += 1;
    const message = parsed(line);
    const { observations, kind } = readFirst(message);
    for (const { lifecycle, observation } of observations) {
      const subjects = byLifecycle.get(lifecycle.id) ?? new Map<string, Observation[]>();
      byLifecycle.set(lifecycle.id, subjects);
      const known = subjects.get(observation.subject);
      if (known === undefined) subjects.set(observation.subject, [observation]);
      else known.push(observation);
      if (!familiar.includes(lifecycle)) {
        familiar = lifecycles.filter((other) => other.provider === lifecycle.provider || familiar.includes(other));
      }
    }
    if (observations.length === 0) unread[kind] += 1;
  }

  return {
    push(text) {
      const pieces = (rest + text).split("\n");
      rest = pieces.pop() ?? "";
      for (const line of pieces) take(line);
      return lines;
    },
    end() {
      take(rest);
      rest = "";
      return { byLifecycle, unread, lines };
    },
  };
}

interface Read {
  readonly observations: readonly { readonly lifecycle: Lifecycle; readonly observation: Observation }[];
  /** What the line is where it is no observation. */
  readonly kind: keyof Log["unread"];
  readonly isKnown: boolean;
}

/** What some lifecycles make of a message. */
function readBy(lifecycles: readonly Lifecycle[], message: unknown): Read {
  const readings = lifecycles.map((lifecycle) => ({ lifecycle, reading: lifecycle.read(message) }));
  const observations = readings.flatMap(({ lifecycle, reading }) =>
    reading.kind === "observation" ? [{ lifecycle, observation: reading.observation }] : [],
  );
  const saysNothing = readings.some(({ reading }) => reading.kind === "no-information");
  const isIrrelevant = readings.some(({ reading }) => reading.kind === "irrelevant");
  return {
    observations,
    kind: saysNothing ? "no-information" : isIrrelevant ? "irrelevant" : "malformed",
    isKnown: observations.length > 0 || saysNothing,
  };
}

/** The line as JSON; undefined where it is none, which no lifecycle can read. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line.startsWith("\uFEFF") ? line.slice(1) : line);
  } catch {
    return undefined;
  }
}
