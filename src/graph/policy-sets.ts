/**
 * Sets of policies of one family, each set one number wherever it comes up: sets are interned and their intersections,
 * unions and differences remembered, as in a package for decision diagrams (Brace, Rudell and Bryant 1990).
 */

/** A set of policies by its number among the sets of its family; equal sets have equal numbers. */
export type PolicySet = number;

export interface PolicySets {
  /** How many policies the family has. */
  readonly count: number;
  readonly all: PolicySet;
  /** The set of some policies, told by their places in the family. */
  readonly of: (policies: readonly number[]) => PolicySet;
  readonly both: (set: PolicySet, other: PolicySet) => PolicySet;
  readonly either: (set: PolicySet, other: PolicySet) => PolicySet;
  /** The policies of the first set that are not in the other. */
  readonly without: (set: PolicySet, other: PolicySet) => PolicySet;
  readonly has: (set: PolicySet, policy: number) => boolean;
  /** The policies in a set, ascending. */
  readonly list: (set: PolicySet) => readonly number[];
}

/** The empty set, in every family. */
export const noPolicy: PolicySet = 0;

/** Two numbers as one, by Cantor's pairing function: small where they are small. */
const paired = (one: number, other: number): number => ((one + other) * (one + other + 1)) / 2 + other;

export function createPolicySets(count: number): PolicySets {
  /** By number, a bit for each policy. */
  const bits: bigint[] = [];
  const numbers = new Map<bigint, PolicySet>();
  const lists: (readonly number[])[] = [];

  function intern(set: bigint): PolicySet {
    const known = numbers.get(set);
    if (known !== undefined) return known;
    numbers.set(set, bits.length);
    return bits.push(set) - 1;
  }

  /** An operation on sets that is worked out once for every two. */
  function remembered(work: (set: bigint, other: bigint) => bigint): (set: PolicySet, other: PolicySet) => PolicySet {
    const answers = new Map<number, PolicySet>();
    return (set, other) => {
      const pair = paired(set, other);
      const known = answers.get(pair);
      if (known !== undefined) return known;
      const answer = intern(work(bits[set] ?? 0n, bits[other] ?? 0n));
      answers.set(pair, answer);
      return answer;
    };
  }

  intern(0n);
  const all = intern((1n << BigInt(count)) - 1n);
  const intersect = remembered((set, other) => set & other);
  const unite = remembered((set, other) => set | other);
  const subtract = remembered((set, other) => set & ~other);

  function listOf(set: PolicySet): readonly number[] {
    const digits = (bits[set] ?? 0n).toString(2);
    return Array.from({ length: count }, (_, policy) => policy).filter((policy) => digits.at(-1 - policy) === "1");
  }

  return {
    count,
    all,
    of: (policies) => intern(policies.reduce((set, policy) => set | (1n << BigInt(policy)), 0n)),
    both(set, other) {
      if (set === other || other === all) return set;
      if (set === noPolicy || other === noPolicy) return noPolicy;
      return set === all ? other : intersect(set, other);
    },
    either(set, other) {
      if (set === other || other === noPolicy) return set;
      if (set === all || other === all) return all;
      return set === noPolicy ? other : unite(set, other);
    },
    without(set, other) {
      if (set === noPolicy || set === other || other === all) return noPolicy;
      return other === noPolicy ? set : subtract(set, other);
    },
    has: (set, policy) => (((bits[set] ?? 0n) >> BigInt(policy)) & 1n) === 1n,
    list: (set) => (lists[set] ??= listOf(set)),
  };
}
