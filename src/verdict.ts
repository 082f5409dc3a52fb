/** What is said of a report: the kind, the rule that decided, and a sentence. Every verdict is an entry for an audit log. */
import type { Decision } from "./decision.js";
import type { Evidence } from "./evidence.js";
import type { AnyWord } from "./observation.js";
import { guardClauses, type UnmetGuard } from "./refusal.js";

/**
 * The kinds of verdict. What decides first: the delivery is known (`duplicate`); the word or the subject is not (`unknown`); the run
 * was replaced (`superseded`); the message contradicts itself or its time cannot be (`illegal`); it is too old to be placed (`stale`);
 * a poll shows what is known (`duplicate`); nothing fits (`illegal`). What is left fits: `late`, `gap` or `advance`.
 */
export const verdictKinds = [
  "duplicate",
  "unknown",
  "superseded",
  "stale",
  "late",
  "advance",
  "gap",
  "illegal",
] as const;

export type VerdictKind = (typeof verdictKinds)[number];

/** What a verdict of any kind may tell. */
export interface VerdictFields<Status extends string> {
  /** Kind and reason in one word for a log, as in `illegal.guard`. */
  readonly rule: Rule;
  readonly lifecycle: string;
  readonly subject: string;
  readonly run?: string;
  /** The status known before the report in its place; absent when it is the first. */
  readonly from?: Status;
  /** The status reported, or the event; absent when the word is unknown. */
  readonly to?: AnyWord<Status>;
  /** The provider's own word. */
  readonly reported: string;
  /** The statuses from `from` (exclusive) to `to` (inclusive) on the shortest path that explains the report. */
  readonly path?: readonly Status[];
  /** The statuses strictly between, which the channel need not report. */
  readonly skipped?: readonly Status[];
  /** The statuses of the fewest reports that must be missing: of a gap, or of a late report that shows one. */
  readonly missing?: readonly Status[];
  /** The missing statuses that this late report accounts for. */
  readonly fills?: readonly Status[];
  /** The guards that refused, with their numbers. */
  readonly guards?: readonly UnmetGuard[];
  /** The rules between the message's fields that it broke. */
  readonly breaches?: readonly string[];
  /** What could have been reported instead. */
  readonly fitting?: readonly Status[];
  /** The weakest evidence on the path; of a refusal, what the rule that refused rests on. */
  readonly evidence?: Evidence;
  /** The sequence of the record that comes with the verdict. */
  readonly sequence: number;
  readonly at?: string;
  readonly receivedAt?: string;
  readonly delivery?: string;
  readonly warnings: readonly string[];
  /** One sentence for people. */
  readonly message: string;
}

/** It follows, with nothing lost. */
export interface Advance<Status extends string = string> extends VerdictFields<Status> {
  readonly kind: "advance";
  /** The consumer followed the provider whatever the verdict. */
  readonly reason?: "adopted";
}

/** It follows only if reports are missing. */
export interface Gap<Status extends string = string> extends VerdictFields<Status> {
  readonly kind: "gap";
  readonly reason?: never;
  readonly missing: readonly Status[];
}

/** It happened earlier and fits there. */
export interface Late<Status extends string = string> extends VerdictFields<Status> {
  readonly kind: "late";
  readonly reason?: never;
  readonly fills: readonly Status[];
}

/** The delivery is in the window; or a poll shows what is known. */
export interface Duplicate<Status extends string = string> extends VerdictFields<Status> {
  readonly kind: "duplicate";
  readonly reason: "delivery" | "repeat";
}

/** It is older than everything that can still be placed; or about a run that a newer one replaced. */
export interface Outdated<Status extends string = string> extends VerdictFields<Status> {
  readonly kind: "stale" | "superseded";
  readonly reason?: never;
}

/** The word is not in the vocabulary; or nothing shows that the subject ever existed. */
export interface Unknown<Status extends string = string> extends VerdictFields<Status> {
  readonly kind: "unknown";
  readonly reason: "status" | "session";
}

/** The message contradicts itself; or its time cannot be. */
export interface Contradicted<Status extends string = string> extends VerdictFields<Status> {
  readonly kind: "illegal";
  readonly reason: "contradiction" | "mistimed";
  readonly breaches: readonly string[];
}

/** No history of the machine contains it: the first rule that refuses it. */
export interface Refused<Status extends string = string> extends VerdictFields<Status> {
  readonly kind: "illegal";
  readonly reason: "run" | "guard" | "final" | "unreachable";
  readonly guards: readonly UnmetGuard[];
  readonly evidence: Evidence;
}

/** What is said of one observation in its place; `kind` and `reason` tell which fields there are. */
export type Verdict<Status extends string = string> =
  | Advance<Status>
  | Gap<Status>
  | Late<Status>
  | Duplicate<Status>
  | Outdated<Status>
  | Unknown<Status>
  | Contradicted<Status>
  | Refused<Status>;

export type Reason = NonNullable<Verdict["reason"]>;

/** Kind and reason in one word. */
export type Rule =
  | Exclude<VerdictKind, "duplicate" | "unknown" | "illegal">
  | `advance.${NonNullable<Advance["reason"]>}`
  | `duplicate.${Duplicate["reason"]}`
  | `unknown.${Unknown["reason"]}`
  | `illegal.${(Contradicted | Refused)["reason"]}`;

/** The rule that a decision went by. */
export function ruleOf(decision: Decision): Rule {
  switch (decision.kind) {
    case "duplicate":
      return `duplicate.${decision.reason}`;
    case "unknown":
      return `unknown.${decision.reason}`;
    case "illegal":
      return `illegal.${decision.reason}`;
    case "advance":
      return decision.reason === undefined ? "advance" : `advance.${decision.reason}`;
    case "gap":
    case "late":
    case "stale":
    case "superseded":
      return decision.kind;
  }
}

/** The sentence of a decision about a report of `to`; `runRule` is the lifecycle's own sentence about its runs. */
export function sentence(decision: Decision, to: string, runRule: string): string {
  const { kind, from } = decision;
  const step = `${to} ${placeOf(decision)}`;
  switch (kind) {
    case "duplicate":
      return decision.reason === "delivery"
        ? `This delivery of ${to} was already taken in.`
        : `The poll shows ${to}, which is already known.`;
    case "unknown":
      return decision.reason === "session"
        ? `Nothing shows that this subject ever existed, so ${to} says nothing.`
        : `The provider's word ${to} is none that this lifecycle knows; the record stays as it is.`;
    case "superseded":
      return `${step} is about a run that a newer one has replaced; it is applied to nothing.`;
    case "stale":
      return `${to} happened before the window of remembered reports begins; it is too old to be placed.`;
    case "late":
      return `${step} arrived late and fits where it happened${filling(decision.fills)}${opening(decision.missing)}.`;
    case "advance":
      return decision.reason === "adopted"
        ? `${to} was adopted as the provider's word; what came before it no longer counts.`
        : `${step} fits${passing(decision.skipped)}.`;
    case "gap":
      return `${step} fits only if reports are missing${listing(decision.missing)}.`;
    case "illegal":
      return decision.follower === undefined
        ? `${step} cannot be: ${refusalClause(decision, from, runRule)}.`
        : `${step} cannot be: ${decision.follower} is known to have followed, and ${refusalClause(decision, to, runRule)}.`;
  }
}

function placeOf({ from, leavesOpen }: Decision): string {
  if (from !== undefined) return `after ${from}`;
  return leavesOpen === true ? "after a report that leaves the status open" : "as the first report";
}

function refusalClause(refused: Decision<Contradicted | Refused>, from: string | undefined, runRule: string): string {
  switch (refused.reason) {
    case "contradiction":
      return `the message contradicts itself (${refused.breaches.join("; ")})`;
    case "mistimed":
      return `its time does not fit (${refused.breaches.join("; ")})`;
    case "run":
      return refused.guards.length === 0 ? runRule : `${runRule}; as reported, ${guardClauses(refused.guards)}`;
    case "guard":
      return guardClauses(refused.guards);
    case "final":
      return `nothing follows ${from ?? "what is known"}`;
    case "unreachable":
      return "no path of the lifecycle leads there, whatever was missed";
  }
}

const filling = (fills: readonly string[]): string =>
  fills.length === 0 ? "" : `, closing the gap of ${fills.join(", ")}`;
const opening = (missing: readonly string[] = []): string =>
  missing.length === 0 ? "" : `, if reports are missing before it: at least ${missing.join(", ")}`;
const passing = (skipped: readonly string[] = []): string =>
  skipped.length === 0 ? "" : `, having passed ${skipped.join(", ")} unseen`;
const listing = (missing: readonly string[]): string =>
  missing.length === 0 ? "" : `: at least ${missing.join(", ")}`;
