/** Sets of policies are what sets of numbers are, whatever is asked of them and in whatever order. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createPolicySets, noPolicy } from "../../src/graph/policy-sets.js";

const count = 70;

test("sets of policies are united, intersected and taken away like sets of numbers", () => {
  const policies = fc.uniqueArray(fc.nat({ max: count - 1 }));
  const sets = createPolicySets(count);
  const everything = Array.from({ length: count }, (_, policy) => policy);
  const given = fc.oneof(policies, fc.constantFrom([], everything));
  fc.assert(
    fc.property(given, given, (some, others) => {
      const [a, b] = [sets.of(some), sets.of(others)];
      const kept = (belongs: (policy: number) => boolean) => everything.filter(belongs);
      const [inA, inB] = [new Set(some), new Set(others)];
      // Told twice: the second time they are remembered.
      for (const _ of ["first", "again"]) {
        expect(sets.list(a)).toEqual(some.toSorted((one, other) => one - other));
        expect(sets.list(sets.both(a, b))).toEqual(kept((policy) => inA.has(policy) && inB.has(policy)));
        expect(sets.list(sets.either(a, b))).toEqual(kept((policy) => inA.has(policy) || inB.has(policy)));
        expect(sets.list(sets.without(a, b))).toEqual(kept((policy) => inA.has(policy) && !inB.has(policy)));
      }
      expect(kept((policy) => sets.has(a, policy))).toEqual(sets.list(a));
      expect(sets.of(some.toReversed())).toBe(a);
      expect(sets.both(a, b)).toBe(sets.both(b, a));
      expect(sets.either(a, a)).toBe(a);
      expect(sets.without(a, a)).toBe(noPolicy);
    }),
    { numRuns: 60 },
  );
  expect([sets.count, sets.all, sets.of([])]).toEqual([count, sets.of(everything), noPolicy]);
});
