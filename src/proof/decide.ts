/** One property under one policy. */
import type { LifecycleDefinition } from "../definition.js";
import type { Behaviour } from "./behaviour.js";
import { boundOf, counterOf } from "./bounds.js";
import { inevitableObligation, leadsToObligation, shortestEvasion } from "./liveness.js";
import type { PlainMoment } from "./moment.js";
import {
  alwaysMonitor,
  atMostMonitor,
  countsMonitor,
  type Monitor,
  neverAfterMonitor,
  neverMonitor,
  precedesMonitor,
} from "./monitor.js";
import { isPossible, shortestDeadEnd } from "./possibility.js";
import { PropertyError } from "./property-error.js";
import type { PartName, Property } from "./property.js";
import { shortestBreach } from "./safety.js";
import { vacuityOf } from "./vacuity.js";
import { attempt, type Part, type Question } from "./vocabulary.js";

/** How a counterexample ends: what it shows happens, nothing can follow, it goes round for ever, or no way leads on. */
export type Ending = "breach" | "end" | "loop" | "no way";

export interface Run {
  readonly moments: readonly PlainMoment[];
  /** The place of the first moment of the loop. */
  readonly loop?: number;
  readonly ending: Ending;
}

export type Decision =
  | { readonly kind: "holds"; readonly vacuous: string | undefined }
  | { readonly kind: "fails"; readonly run: Run }
  /** The graph was not explored to its end, and nothing was found in what was. */
  | { readonly kind: "truncated" }
  /** The property claims nothing under this policy. */
  | { readonly kind: "silent" };

export type Parts = { readonly [Name in PartName]?: Part };

type Counters = LifecycleDefinition["counters"];

const everywhere: Question = () => true;

export function decide(property: Property, parts: Parts, behaviour: Behaviour, counters: Counters): Decision {
  if (!isClaimed(property, behaviour)) return { kind: "silent" };
  const run = breachOf(property, parts, behaviour, counters);
  if (run === "silent") return { kind: "silent" };
  if (run !== undefined) return { kind: "fails", run };
  return behaviour.complete ? { kind: "holds", vacuous: vacuityOf(property, parts, behaviour) } : { kind: "truncated" };
}

function isClaimed(property: Property, { start }: Behaviour): boolean {
  const { when } = property;
  if (when === undefined) return true;
  const answer = attempt(() => when(start.policy), property);
  if (typeof answer === "boolean") return answer;
  throw new PropertyError(property.text, "its condition was not answered with true or false");
}

function breachOf(
  property: Property,
  parts: Parts,
  behaviour: Behaviour,
  counters: Counters,
): Run | "silent" | undefined {
  const { start } = behaviour;
  const target = partNamed("target", property, parts);
  const first = (): Part => partNamed("first", property, parts);
  switch (property.kind) {
    case "never":
      return brokenBy(neverMonitor(target), behaviour);
    case "always":
      return brokenBy(alwaysMonitor(target), behaviour);
    case "neverAfter":
      return brokenBy(neverAfterMonitor(first(), target, parts.until), behaviour);
    case "precedes": {
      const times = boundOf(property, start);
      const monitor =
        times === "unlimited" ? neverMonitor(target) : precedesMonitor(first(), target, parts.since, times);
      return brokenBy(monitor, behaviour);
    }
    case "atMost": {
      const bound = boundOf(property, start);
      return bound === "unlimited" ? "silent" : brokenBy(atMostMonitor(target, parts.since, bound), behaviour);
    }
    case "counts":
      return brokenBy(countsMonitor(target, parts.since, counterOf(property, start, counters)), behaviour);
    case "possible":
      return behaviour.complete ? absence(behaviour, target.holds) : undefined;
    case "eventuallyPossible":
      return behaviour.complete ? deadEnd(behaviour, target.holds, parts.whenever?.holds) : undefined;
    case "inevitable":
      return behaviour.complete ? evasion(behaviour, true, inevitableObligation(target.holds)) : undefined;
    case "leadsTo":
      return behaviour.complete ? evasion(behaviour, false, leadsToObligation(first().holds, target.holds)) : undefined;
  }
}

function partNamed(name: PartName, property: Property, parts: Parts): Part {
  const part = parts[name];
  if (part === undefined) throw new PropertyError(property.text, `it lacks its ${name}`);
  return part;
}

function brokenBy(monitor: Monitor, behaviour: Behaviour): Run | undefined {
  const moments = shortestBreach(behaviour, monitor);
  return moments && { moments, ending: "breach" };
}

function absence(behaviour: Behaviour, target: Question): Run | undefined {
  return isPossible(behaviour, target) ? undefined : { moments: [behaviour.start], ending: "no way" };
}

function deadEnd(behaviour: Behaviour, target: Question, whenever: Question = everywhere): Run | undefined {
  const moments = shortestDeadEnd(behaviour, target, whenever);
  return moments && { moments, ending: "no way" };
}

function evasion(...asked: Parameters<typeof shortestEvasion>): Run | undefined {
  const found = shortestEvasion(...asked);
  if (found === undefined) return undefined;
  const { stem, loop } = found;
  return loop.length === 0
    ? { moments: stem, ending: "end" }
    : { moments: [...stem, ...loop], loop: stem.length, ending: "loop" };
}
