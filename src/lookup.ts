/** The plain question as a table: may this status follow that one, where nothing is known of the policy? No engine, no machine. */

const answers = { d: "direct", i: "indirect", s: "same", x: "illegal" } as const;

/** The kinds of a `checkTransition` without a policy. */
export type LookupAnswer = "direct" | "indirect" | "same" | "illegal" | "unknown";

/** A row of letters for each status: the answer to each status that may follow, in the same order. */
export interface LookupTable {
  readonly statuses: readonly string[];
  readonly rows: readonly string[];
}

/** Whether `to` may follow `from`: `unknown` for a word that is none of the statuses. Never throws. */
export function lookupIn({ statuses, rows }: LookupTable): (from: string, to: string) => LookupAnswer {
  const places = new Map(statuses.map((status, place) => [status, place]));
  return (from, to) => {
    const letter = rows[places.get(from) ?? -1]?.[places.get(to) ?? -1];
    return letter === "d" || letter === "i" || letter === "s" || letter === "x" ? answers[letter] : "unknown";
  };
}
