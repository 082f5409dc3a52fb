/** A sign for each verdict, so that none is told by colour alone. */
const signs: ReadonlyMap<string | undefined, string> = new Map([
  ["advance", "✓"],
  ["late", "↶"],
  ["gap", "…"],
  ["illegal", "✕"],
  ["unknown", "?"],
  ["duplicate", "="],
  ["stale", "∅"],
  ["superseded", "⊘"],
]);

export const signOf = (verdict: string | undefined): string => signs.get(verdict) ?? "•";
