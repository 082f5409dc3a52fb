/** Who hears of verdicts, and about whom they are. */
import type { Observation } from "../observation.js";
import type { VerdictKind } from "../rule.js";
import type { Verdict } from "../verdict/verdict.js";

/** A subject's number: 0 or more for one whose name fits words, below 0 for any other. */
export type SubjectNumber = number;

/** Who hears verdicts in full. */
export interface Hearing {
  /** The kinds of which some verdicts are wanted in full. */
  readonly kinds: ReadonlySet<VerdictKind>;
  /** Whether this one is wanted: it is of these kinds, or its subject is watched. Asked once for each verdict. */
  wants(kind: VerdictKind, about: SubjectNumber): boolean;
  /** A verdict that was wanted. */
  tell(verdict: Verdict, observation: Observation, about: SubjectNumber): void;
}
