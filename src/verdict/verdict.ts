/** What is said of a report: the rule that decided, what it found, and a sentence. Every verdict is an entry for an audit log. */
import type { AnyWord } from "../observation.js";
import type { Rule, VerdictKind } from "../rule.js";
import type { Found } from "./decision.js";

/** What every verdict tells of its report and its record, whatever was decided. */
export interface AuditEntry<Status extends string = string> {
  /** The lifecycle's id. */
  readonly lifecycle: string;
  readonly subject: string;
  /** The run that the report names, where its lifecycle has runs. */
  readonly run?: string;
  /** The status reported, or the event; absent when the word is unknown. */
  readonly to?: AnyWord<Status>;
  /** The provider's own word. */
  readonly reported: string;
  /** The sequence of the record that comes with the verdict. */
  readonly sequence: number;
  /** When it happened: an ISO 8601 instant in UTC; absent where its time counts as none. */
  readonly at?: string;
  /** When the consumer received it, as the observation says. */
  readonly receivedAt?: string;
  /** What identifies this delivery among all. */
  readonly delivery?: string;
  /** What is odd about it, yet possible: sentences without a name or a value of the person's. */
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
