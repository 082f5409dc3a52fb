/** How many verdicts there were of each kind. */
import { type VerdictKind, verdictKinds } from "../rule.js";

export interface KindCounts {
  /** One more of a kind, by its place among all. */
  add(kind: number): void;
  /** Only the kinds that occurred. */
  counts(): ReadonlyMap<VerdictKind, number>;
}

export function createKindCounts(): KindCounts {
  const counts = new Float64Array(verdictKinds.length);
  return {
    add(kind) {
      counts[kind] = (counts[kind] ?? 0) + 1;
    },
    counts: () =>
      new Map(
        verdictKinds.flatMap((kind, number) => {
          const counted = counts[number] ?? 0;
          return counted === 0 ? [] : [[kind, counted] as const];
        }),
      ),
  };
}
