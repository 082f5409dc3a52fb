/** What a record means, in words that are the same for every provider, and what may be done next. */
import type { LifecycleDefinition } from "./definition.js";
import { eachOnce, isFinal, type UnmetGuard, unmetGuard } from "./explanation/refusal.js";
import type { Candidate } from "./graph/candidates.js";
import type { Configuration } from "./graph/chart.js";
import { addMilliseconds, compareInstants, type Instant } from "./instant.js";
import { configurationsOf } from "./observer/configurations.js";
import type { Space } from "./observer/estimate.js";
import type { Folded } from "./observer/folded.js";
import { awaitedIn, type Outcome, outcomeOf, type Phase } from "./phase.js";
import { didYouMean, toldAs } from "./stranger.js";

/** A count that is certain, or the bounds of one that is not; both inclusive. */
export type Count = number | "unlimited" | { readonly atLeast: number; readonly atMost: number | "unlimited" };

/** A timer that runs. */
export interface Deadline<Status extends string = string> {
  /** The status that the provider moves to when the time is over. */
  readonly to: Status;
  /** When: an ISO 8601 instant. */
  readonly at: string;
}

/** What a record means, in words that are the same for every provider. */
export interface View<Status extends string = string> {
  /** The latest status; null before the first report, and where an event may have led to one or another. */
  readonly status: Status | null;
  /** Who has to act next, or how it ended, in words that all providers share. */
  readonly phase: Phase;
  /** How it ended, for now; null while the provider has not answered. */
  readonly outcome: Outcome | null;
  /** The provider has answered, and nobody need act. */
  readonly settled: boolean;
  /** Nothing can follow. */
  readonly final: boolean;
  /** Who has to act next; null once the provider has answered. */
  readonly waitingFor: "person" | "provider" | "owner" | null;
  /** How the person comes to a new try, where there is a way. */
  readonly retry: string | null;
  /** The person's attempts, if no report was lost since the last gap; null where the lifecycle counts none. */
  readonly attempts: { readonly used: Count; readonly left: Count } | null;
  /** Timers that run, where the subject's start and their length are known. */
  readonly deadlines: readonly Deadline<Status>[];
}

export function viewOf(space: Space, { estimate, latest }: Folded, startedAt: Instant | undefined): View {
  const { definition } = space;
  const likely = configurationsOf(space, estimate.likely);
  const phase = agreedPhase(new Set(likely.map((at) => phaseOf(definition, at))));
  const [known, ...others] = new Set(likely.map((at) => at.status));
  const status = latest === undefined || known === undefined || others.length > 0 ? null : known;
  return {
    status,
    phase,
    outcome: outcomeOf(phase) ?? null,
    settled: outcomeOf(phase) !== undefined,
    final: isFinal(space, estimate),
    waitingFor: awaitedIn(phase) ?? null,
    retry: definition.retries[status ?? ""] ?? null,
    attempts: attemptsIn(space, likely, latest !== undefined),
    deadlines: deadlinesIn(space, likely, startedAt),
  };
}

/** Whether an event may happen now, and why not. */
export interface Permission {
  /** `unknown` when some configurations that fit allow it and others do not. */
  readonly answer: "yes" | "no" | "unknown";
  /** The guards that refuse, in some of the configurations that fit. */
  readonly guards: readonly UnmetGuard[];
  /** One sentence for people. */
  readonly message: string;
}

/**
 * Whether an event may happen now, in every configuration that fits the reports, whatever was lost.
 *
 * @throws {RangeError} for an event that the lifecycle lacks.
 */
export function permissionOf(space: Space, { estimate, latest }: Folded, event: string): Permission {
  const { chart, definition } = space;
  refuseUnknownEvent(space, event);
  if (latest === undefined && event === definition.opening) {
    return { answer: "yes", guards: [], message: `${event} may happen now.` };
  }
  const fitting = configurationsOf(space, estimate.fitting);
  const allowed = fitting.filter((at) => chart.moves(at).some(({ candidate }) => candidate.event === event));
  const refused = fitting.filter((at) => !allowed.includes(at));
  const guards = eachOnce(refused.flatMap((at) => refusingGuards(space, at, event)));
  const clause = guards.map(({ needs, numbers }) => `it needs ${needs}, and ${numbers}`).join("; ");
  if (refused.length === 0) return { answer: "yes", guards: [], message: `${event} may happen now.` };
  if (allowed.length > 0) {
    const unless = clause === "" ? "the reports leave open whether it can" : `in some cases that fit ${clause}`;
    return { answer: "unknown", guards, message: `${event} may or may not be possible: ${unless}.` };
  }
  const { status = "" } = fitting[0] ?? {};
  return {
    answer: "no",
    guards,
    message: `${event} is not possible now: ${clause === "" ? `not in ${status}` : clause}.`,
  };
}

/** A misspelt event would never be possible, and whatever waits for it would stay shut. */
function refuseUnknownEvent({ chart, definition: { id, opening, statuses } }: Space, event: string): void {
  if (chart.events.has(event)) return;
  const events = [...chart.events, ...(opening === undefined ? [] : [opening])];
  if (events.includes(event)) return;
  const known = statuses.includes(event) ? "a status, and no event," : "no event";
  const choice = didYouMean(event, events) ?? `its events are ${events.join(", ")}`;
  throw new RangeError(`${toldAs(event) ?? "what was asked for"} is ${known} of ${id}: ${choice}`);
}

function refusingGuards(space: Space, at: Configuration, event: string): readonly UnmetGuard[] {
  const candidates: readonly Candidate[] = space.chart.candidates.get(at.status)?.get(event) ?? [];
  return candidates.flatMap(({ guard }) =>
    guard === undefined ? [] : [unmetGuard(space, { guard, met: false }, at.context)],
  );
}

/** The phase of one configuration. */
export function phaseOf({ phases }: LifecycleDefinition, { status, context }: Configuration): Phase {
  const phase = phases[status];
  if (phase === undefined) throw new RangeError(`no phase for ${status}`);
  return typeof phase === "function" ? phase(context) : phase;
}

/** The phase that all agree on. Where outcomes differ, none is claimed. */
function agreedPhase(found: ReadonlySet<Phase>): Phase {
  const [first = "not_started", ...others] = found;
  if (others.length === 0) return first;
  if ([...found].every((phase) => outcomeOf(phase) !== undefined)) return "no_result";
  return [...found].every((phase) => awaitedIn(phase) === "person") ? "awaiting_person" : "awaiting_provider";
}

function attemptsIn({ definition }: Space, likely: readonly Configuration[], hasReports: boolean): View["attempts"] {
  const counter = definition.attempts;
  if (counter === undefined) return null;
  const limitField = definition.counters[counter] ?? "";
  const counts = likely.map(({ context }) => {
    const limit = context[limitField];
    const used = Number(context[counter]);
    if (typeof limit === "number") return { used, left: limit - used };
    return { used: hasReports ? undefined : 0, left: undefined };
  });
  const used = countOf(counts.map((count) => count.used ?? countless));
  // What an unlimited counter has counted is not kept; what is left of it is certain.
  const left = countOf(counts.map((count) => count.left ?? unlimited));
  return { used, left };
}

/** Bounds of one count, both inclusive. */
type Bounds = readonly [atLeast: number, atMost: number];

const countless: Bounds = [0, Number.POSITIVE_INFINITY];
const unlimited: Bounds = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];

/** The bounds of some counts together. */
function countOf(counts: readonly (number | Bounds)[]): Count {
  const bounds = counts.map((count): Bounds => (typeof count === "number" ? [count, count] : count));
  const atLeast = Math.min(...bounds.map(([least]) => least));
  const atMost = Math.max(...bounds.map(([, most]) => most));
  const most = Number.isFinite(atMost) ? atMost : "unlimited";
  return atLeast === atMost ? most : { atLeast, atMost: most };
}

function deadlinesIn(space: Space, likely: readonly Configuration[], start: Instant | undefined): readonly Deadline[] {
  if (start === undefined) return [];
  const { chart, definition, given } = space;
  const found = new Map<string, Deadline>();
  for (const at of likely) {
    for (const { candidate } of chart.moves(at)) {
      const { delay, target } = candidate;
      const fields = typeof delay === "string" ? definition.timers?.[delay] : undefined;
      const milliseconds = chart.delay(candidate, at.context);
      if (milliseconds === undefined || fields?.every((field) => field in given) !== true) continue;
      const deadline = { to: target, at: addMilliseconds(start, milliseconds) };
      found.set(`${deadline.to} ${deadline.at}`, deadline);
    }
  }
  return [...found.values()].toSorted((a, b) => compareInstants(a.at, b.at));
}
