// Counts that end at their limit.

export type Limit = number | "unlimited";

/** A count saturates at its limit; an unlimited one counts nothing. */
export const countTo = (limit: Limit, count: number): number => (limit === "unlimited" ? 0 : Math.min(count, limit));

export const isBelow = (limit: Limit, count: number): boolean => limit === "unlimited" || count < limit;

/** An unlimited counter fits any count, a saturated one any count at or above its limit. */
export function countFits(limit: Limit, counted: number, reported: number | undefined): boolean {
  if (reported === undefined || limit === "unlimited") return true;
  return counted === limit ? reported >= limit : reported === counted;
}
