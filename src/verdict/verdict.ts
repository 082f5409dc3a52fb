/** What is said of a report: the rule that decided, what it found, and a sentence. Every verdict is an entry for an audit log. */
import type { AnyWord } from "../observation.js";
import type { Rule, VerdictKind } from "../rule.js";
import type { Found } from "./decision.js";

/** What every verdict tells of its report and its record, whatever was decided. */
export interface AuditEntry<Status extends string = string> {
  readonly lifecycle: string;
  readonly subject: string;
  readonly run?: string;
  /** The status reported, or the event; absent when the word is unknown. */
  readonly to?: AnyWord<Status>;
  /** The provider's own word. */
  readonly reported: string;
  /** The sequence of the record that comes with the verdict. */
  readonly sequence: number;
  readonly at?: string;
  readonly receivedAt?: string;
  readonly delivery?: string;
  readonly warnings: readonly string[];
  /** One sentence for people. */
  readonly message: string;
}

/**
 * What is said of one observation in its place. `kind`, `reason` and `rule` (both in one word) tell which of the
 * `Findings` there are; the others are undefined.
 */
export type Verdict<Status extends string = string> = {
  readonly [Each in Rule]: Found<Each, Status> & AuditEntry<Status>;
}[Rule];

/** The verdicts of a kind, as in `VerdictOf<"gap">`. */
export type VerdictOf<Kind extends VerdictKind, Status extends string = string> = Extract<
  Verdict<Status>,
  { readonly kind: Kind }
>;
