/** What a claim about a provider rests on: its own words, an inference from them, or a decision of ours. */

/** STATED: the provider says it. IMPLIED: it follows from the provider's words or order. ASSUMED: our decision. */
export type Level = "STATED" | "IMPLIED" | "ASSUMED";

export interface Evidence {
  readonly level: Level;
  /** Title of the page, and of the part of it, that the claim rests on. */
  readonly source: string;
  readonly note?: string;
}

/** Legal transitions as the provider tells them: from each of `from` to `to`, taken by `event`. */
export interface EvidenceRow extends Evidence {
  readonly from: readonly string[];
  readonly to: string;
  /** Names of the machine's events; a delayed transition is `after <delay>`. */
  readonly event: readonly string[];
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
