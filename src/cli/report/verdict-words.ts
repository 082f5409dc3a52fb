/** The kinds of outcome in words and colours for people. */
import type { LineKind } from "../../line-kind.js";
import type { Colors } from "../text/colors.js";
import type { Weight } from "./histories.js";
import type { Outcome } from "./outcome.js";

/** What each kind means, as it stands beside its count. */
export const meanings: Readonly<Record<LineKind, string>> = {
  duplicate: "said before; counted once",
  unknown: "a word, or a subject, of which the lifecycle knows nothing",
  superseded: "about a run that a newer one has replaced; applied to nothing",
  stale: "no newer than what is no longer remembered; too old to be placed",
  late: "arrived after a later one, and fits where it happened",
  advance: "fits, with nothing lost",
  gap: "fits only if other reports were lost",
  illegal: "no history of the lifecycle contains it, whatever was lost",
  malformed: "no message of the provider, or a broken one",
  irrelevant: "another message of the provider",
  "no-information": "says nothing of the status",
};

/** The kinds that a person wants to look at, whether or not they fail the check. */
export const notable: ReadonlySet<LineKind> = new Set([
  "unknown",
  "superseded",
  "stale",
  "gap",
  "illegal",
  "malformed",
] as const);

export function weightOf(kind: LineKind, failOn: ReadonlySet<LineKind>): Weight {
  if (failOn.has(kind)) return "fails";
  return notable.has(kind) ? "notable" : "ordinary";
}

const colours: Readonly<Record<LineKind, "red" | "yellow" | "green" | "cyan" | "dim">> = {
  duplicate: "dim",
  unknown: "yellow",
  superseded: "yellow",
  stale: "yellow",
  late: "cyan",
  advance: "green",
  gap: "yellow",
  illegal: "red",
  malformed: "red",
  irrelevant: "dim",
  "no-information": "dim",
};

export function coloured(colors: Colors, kind: LineKind, text: string): string {
  return colors[colours[kind]](text);
}

/** The verdict with what it is about, as in `illegal (guard)`. */
export function verdictText({ verdict, reason, missing, fills }: Outcome): string {
  const about =
    reason ?? (missing === undefined ? fills && `fills ${fills.join(", ")}` : `missing ${missing.join(", ")}`);
  return about === undefined ? verdict : `${verdict} (${about})`;
}
