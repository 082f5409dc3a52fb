/** What is said of a line of a log. */
import type { Unjudged } from "./observation.js";
import { type VerdictKind, verdictKinds } from "./rule.js";

/** A verdict's kind, or why there is none. */
export type LineKind = VerdictKind | Unjudged["kind"];

/** Why there is no verdict. */
export const unjudgedKinds: readonly LineKind[] = ["malformed", "irrelevant", "no-information"];

export const lineKinds: readonly LineKind[] = [...verdictKinds, ...unjudgedKinds];
