/** What is decided about a report, before it is told as a verdict. */
import type { Latest } from "./folded.js";
import type { Verdict } from "./verdict.js";

type Decided =
  | "kind"
  | "reason"
  | "from"
  | "path"
  | "skipped"
  | "missing"
  | "fills"
  | "guards"
  | "breaches"
  | "fitting"
  | "evidence";

/** A verdict before its audit fields and its sentence. */
export type Decision<Of extends Verdict = Verdict> = Of extends unknown ? Pick<Of, Decided> & Apart : never;

interface Apart {
  readonly warnings?: readonly string[];
  /** The known report that could not have followed, where the judged one is refused because of it. */
  readonly follower?: string;
  /** Reports came before, and the status that they lead to is open. */
  readonly leavesOpen?: true;
}

/** The status before a report, as a decision names it. */
export function fromStatus(latest: Latest | undefined): Pick<Decision, "from" | "leavesOpen"> {
  if (latest === undefined) return {};
  return latest.status === undefined ? { leavesOpen: true } : { from: latest.status };
}
