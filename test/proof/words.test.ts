/** Every word against its definition: for all words of a lifecycle, under each policy, the prover and brute force agree. */
import { describe, expect, test } from "vitest";
import {
  always,
  anything,
  atMost,
  counts,
  eventuallyPossible,
  inevitable,
  leadsTo,
  never,
  neverAfter,
  possible,
  precedes,
  type PropertyOf,
  prove,
} from "../../src/index.js";
import { book } from "./book.js";
import { historiesOf, means, rules, shortest, shortestLost, shortestUnpaid } from "./brute-force.js";

const words = [
  ...book.statuses,
  "reader.borrowed",
  "reader.renewed",
  "reader.returned",
  "after loan",
  "library.reminded",
  "library.wrote-off",
] as const;

const pairs = words.flatMap((a) => words.map((b) => [a, b] as const));

/** Longer than any shortest counterexample of a safety property here: places times states of a monitor. */
const bound = 8;

/** The length of the shortest counterexample, or undefined where the property holds. */
function shortestProved(property: PropertyOf<typeof book>, maxRenewals: number | "unlimited"): number | undefined {
  const proof = prove(book, property, { policy: { maxRenewals } });
  if (proof.kind === "holds") return undefined;
  if (proof.kind === "truncated") throw new Error("the whole graph is explored");
  return proof.counterexample.steps.length;
}

describe.each([0, 1, "unlimited"] as const)("with renewals up to %s", (maxRenewals) => {
  const histories = historiesOf(book.machine, { maxRenewals }, bound);

  test("never, always and possible", () => {
    for (const word of words) {
      const target = means(word);
      expect([word, shortestProved(never(word), maxRenewals)]).toEqual([
        word,
        shortest(histories, rules.never(target)),
      ]);
      expect([word, shortestProved(always(word), maxRenewals)]).toEqual([
        word,
        shortest(histories, rules.always(target)),
      ]);
      const isSeen = histories.some((history) => history.some(target));
      expect([word, shortestProved(possible(word), maxRenewals)]).toEqual([word, isSeen ? undefined : 1]);
    }
  });

  test("neverAfter, with and without an end", () => {
    for (const [a, b] of pairs) {
      expect([a, b, shortestProved(neverAfter(a, b), maxRenewals)]).toEqual([
        a,
        b,
        shortest(histories, rules.neverAfter(means(a), means(b))),
      ]);
      const until = "reader.returned";
      expect([a, b, shortestProved(neverAfter(a, b, { until }), maxRenewals)]).toEqual([
        a,
        b,
        shortest(histories, rules.neverAfter(means(a), means(b), means(until))),
      ]);
    }
  });

  test("precedes, once and twice, ever and since", () => {
    const since = "reader.borrowed";
    for (const [a, b] of pairs) {
      for (const times of [1, 2]) {
        expect([a, b, shortestProved(precedes(a, b, { times }), maxRenewals)]).toEqual([
          a,
          b,
          shortest(histories, rules.precedes(means(a), means(b), times)),
        ]);
        expect([a, b, shortestProved(precedes(a, b, { times, since }), maxRenewals)]).toEqual([
          a,
          b,
          shortest(histories, rules.precedes(means(a), means(b), times, means(since))),
        ]);
      }
    }
  });

  test("atMost, ever and since", () => {
    for (const [a, since] of pairs) {
      for (const most of [0, 1, 2]) {
        expect([a, most, shortestProved(atMost(a, most), maxRenewals)]).toEqual([
          a,
          most,
          shortest(histories, rules.atMost(means(a), most)),
        ]);
        expect([a, since, most, shortestProved(atMost(a, most, { since }), maxRenewals)]).toEqual([
          a,
          since,
          most,
          shortest(histories, rules.atMost(means(a), most, means(since))),
        ]);
      }
    }
  });

  test("counts, ever and since", () => {
    const limit = maxRenewals === "unlimited" ? 0 : maxRenewals;
    for (const [a, since] of pairs) {
      expect([a, shortestProved(counts("renewals", a), maxRenewals)]).toEqual([
        a,
        shortest(histories, rules.counts("renewals", means(a), limit)),
      ]);
      expect([a, since, shortestProved(counts("renewals", a, { since }), maxRenewals)]).toEqual([
        a,
        since,
        shortest(histories, rules.counts("renewals", means(a), limit, means(since))),
      ]);
    }
  });

  test("anything, which is whatever follows the start", () => {
    const follows = ({ event }: { readonly event: string | undefined }): boolean => event !== undefined;
    expect(shortestProved(never(anything), maxRenewals)).toBe(shortest(histories, rules.never(follows)));
    for (const word of words) {
      expect([word, shortestProved(neverAfter(word, anything), maxRenewals)]).toEqual([
        word,
        shortest(histories, rules.neverAfter(means(word), follows)),
      ]);
    }
  });

  test("eventuallyPossible, from everywhere and from some moments", () => {
    for (const [target, whenever] of pairs) {
      expect([target, shortestProved(eventuallyPossible(target), maxRenewals)]).toEqual([
        target,
        shortestLost(histories, means(target), () => true, 4),
      ]);
      expect([target, whenever, shortestProved(eventuallyPossible(target, { whenever }), maxRenewals)]).toEqual([
        target,
        whenever,
        shortestLost(histories, means(target), means(whenever), 4),
      ]);
    }
  });

  test("inevitable and leadsTo, with loops that are fair", () => {
    for (const [a, b] of pairs) {
      expect([b, shortestProved(inevitable(b), maxRenewals)]).toEqual([
        b,
        shortestUnpaid(histories, undefined, means(b)),
      ]);
      expect([a, b, shortestProved(leadsTo(a, b), maxRenewals)]).toEqual([
        a,
        b,
        shortestUnpaid(histories, means(a), means(b)),
      ]);
    }
  });
});
