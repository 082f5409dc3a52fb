/** What a claim about a provider rests on: its own words, an inference from them, or a decision of ours. */

/** STATED: the provider says it. IMPLIED: it follows from the provider's words or order. ASSUMED: our decision. */
export type Level = "STATED" | "IMPLIED" | "ASSUMED";

export interface Evidence {
  readonly level: Level;
  /** Title of the page, and of the part of it, that the claim rests on. */
  readonly source: string;
  readonly note?: string;
}

/** What decides whether a transition may be taken: the policy, and what the rows have counted so far. */
interface Deciding<Facts> {
  given(facts: Facts, from: string): boolean;
}

interface Waiting<Facts> {
  under(facts: Facts): number;
}

/** Legal transitions as the provider tells them: from each of `from` to `to`, taken by `event`. */
export interface EvidenceRow<Facts = object> extends Evidence {
  readonly from: readonly string[];
  readonly to: string;
  /** Names of the machine's events; a delayed transition is `after <delay>`. */
  readonly event: readonly string[];
  /** When it may be taken; always when not given. Counts are those before it: up to their limit, and 0 without one. */
  readonly when?: Deciding<Facts>["given"];
  /** What it counts one of: a counter of the machine's, or something that is only remembered. */
  readonly counts?: string;
  /** Which counts it puts back to 0. */
  readonly clears?: readonly string[];
  /** How long a delayed transition has waited, in milliseconds. */
  readonly waits?: Waiting<Facts>["under"];
}

/** Where a subject begins. */
export interface StartRow extends Evidence {
  readonly at: string;
}

/** Steps that the provider rules out, or that a decision of ours does. */
export interface NeverRow extends Evidence {
  readonly from: readonly string[];
  readonly to: string;
}

const strength: Readonly<Record<Level, number>> = { STATED: 2, IMPLIED: 1, ASSUMED: 0 };

/** The weakest of several pieces of evidence: what a chain of them is worth. The first of equals. */
export function weakest(pieces: readonly Evidence[]): Evidence | undefined {
  return pieces.reduce<Evidence | undefined>(
    (least, piece) => (least !== undefined && strength[least.level] <= strength[piece.level] ? least : piece),
    undefined,
  );
}

/** The evidence of one transition; undefined when no row tells of it. */
export function evidenceOf(
  rows: readonly EvidenceRow[],
  taken: { readonly from: string; readonly to: string; readonly event: string },
): Evidence | undefined {
  const row = rows.find(
    ({ from, to, event }) => to === taken.to && from.includes(taken.from) && event.includes(taken.event),
  );
  return row === undefined ? undefined : evidenceAlone(row);
}

/** The evidence of a row without what it is evidence of. */
export function evidenceAlone({ level, source, note }: Evidence): Evidence {
  return note === undefined ? { level, source } : { level, source, note };
}
