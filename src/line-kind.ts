/** What is said of a line of a log: a verdict's kind, or why there is none. */
import { verdictKinds } from "./rule.js";

export const lineKinds = [...verdictKinds, "malformed", "irrelevant", "no-information"] as const;

export type LineKind = (typeof lineKinds)[number];
