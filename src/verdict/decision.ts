/** What is decided about a report, before it is told as a verdict. */
import type { Evidence } from "../evidence.js";
import type { UnmetGuard } from "../explanation/refusal.js";
import type { Latest } from "../observer/folded.js";
import type { Rule, WordsOf } from "../rule.js";

/** What was found by each rule, beside the status before. */
export interface Findings<Status extends string = string> {
  readonly advance: Explained<Status> & {
    /** The statuses strictly between, which the channel need not report. */
    readonly skipped: readonly Status[];
  };
  readonly "advance.adopted": object;
  readonly gap: Explained<Status> & {
    /** The statuses of the fewest reports that must be missing. */
    readonly missing: readonly Status[];
  };
  readonly late: Explained<Status> & {
    /** The missing statuses that this late report accounts for. */
    readonly fills: readonly Status[];
    /** The statuses passed over; or, where it shows a gap before it, those of the fewest reports that must be missing. */
    readonly skipped?: readonly Status[];
    readonly missing?: readonly Status[];
  };
  readonly "duplicate.delivery": object;
  readonly "duplicate.repeat": object;
  readonly stale: object;
  readonly superseded: object;
  readonly "unknown.status": object;
  readonly "unknown.session": object;
  readonly "illegal.contradiction": Contradicted;
  readonly "illegal.mistimed": Contradicted;
  readonly "illegal.run": Refused<Status>;
  readonly "illegal.guard": Refused<Status>;
  readonly "illegal.final": Refused<Status>;
  readonly "illegal.unreachable": Refused<Status>;
}

/** Why a report fits. */
export interface Explained<Status extends string> {
  /** The statuses from `from` (exclusive) to `to` (inclusive) on the shortest path that explains the report. */
  readonly path: readonly Status[];
  /** The weakest evidence on the path; absent when the report shows a stay. */
  readonly evidence?: Evidence;
}

export interface Contradicted {
  /** The rules between the message's fields, or between its times, that it broke. */
  readonly breaches: readonly string[];
}

/** Why no history of the machine contains a report. */
export interface Refused<Status extends string> {
  /** The guards that refused, with their numbers. */
  readonly guards: readonly UnmetGuard[];
  /** What the rule that refused rests on. */
  readonly evidence: Evidence;
  /** What could have been reported instead, where that can be said. */
  readonly fitting: readonly Status[];
}

/** A field of which only some rules find one. */
export type Finding = "path" | "skipped" | "missing" | "fills" | "guards" | "breaches" | "fitting" | "evidence";

/** What a rule found, and none of what only others find. */
export type Found<Each extends Rule, Status extends string = string> = WordsOf<Each> &
  Findings<Status>[Each] & { readonly [Other in Exclude<Finding, keyof Findings[Each]>]?: never } & {
    /** The status known before the report in its place; absent when it is the first. */
    readonly from?: Status;
  };

/** A verdict before its audit fields and its sentence. */
export type Decision = {
  readonly [Each in Rule]: Found<Each> & {
    readonly warnings?: readonly string[];
    /** The known report that could not have followed, where the judged one is refused because of it. */
    readonly follower?: string;
    /** Reports came before, and the status that they lead to is open. */
    readonly leavesOpen?: true;
  };
}[Rule];

/** The status before a report, as a decision names it. */
export function fromStatus(latest: Latest | undefined): Pick<Decision, "from" | "leavesOpen"> {
  if (latest === undefined) return {};
  return latest.status === undefined ? { leavesOpen: true } : { from: latest.status };
}
