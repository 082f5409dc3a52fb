/** Which of several explanations is told: fewest missing reports, then fewest steps, then the vocabulary's order. */
import { createMachine } from "xstate";
import { describe, expect, test } from "vitest";
import { readChart } from "../../src/graph/chart.js";
import { exploreFamily } from "../../src/graph/family-graph.js";
import {
  announcementOf,
  type Channels,
  createObserver,
  type Observer,
  type Question,
  question,
} from "../../src/observer/observer.js";
import { type Arrival, bestTrails, compareTrails, edgesOf, startingTrail } from "../../src/explanation/path.js";

const vocabulary = ["a", "b", "c", "d", "e"];
const letters = new Map(vocabulary.map((status, index) => [status, String.fromCharCode(65 + index)]));

function observerOf(ways: Readonly<Record<string, readonly string[]>>, channels: Partial<Channels> = {}): Observer {
  const machine = createMachine({
    id: "m",
    initial: "a",
    states: Object.fromEntries(
      vocabulary.map((status) => [
        status,
        { on: Object.fromEntries((ways[status] ?? []).map((target) => [`to.${target}`, { target }])) },
      ]),
    ),
  });
  const chart = readChart(machine);
  return createObserver(chart, exploreFamily(chart, [{}], { limit: 100 }), {
    announced: { by: "status", always: [], maybe: [] },
    subscribed: undefined,
    opening: undefined,
    runStarts: [],
    ...channels,
  });
}

/** Nothing reported yet, at a node under the only policy. */
const startingAt = ({ graph }: Observer, node: number): readonly Arrival[] => [
  { node, policies: graph.sets.all, trail: startingTrail },
];

const toD: Question = question({ target: { status: "d" }, stay: false, run: "any", lossless: false });

/** The statuses of the best way from the origin, and those of the missing reports on it. */
function best(
  observer: Observer,
  asked: Question = toD,
  from = 0,
): readonly [path: string, missing: string] | undefined {
  const found = bestTrails(observer, startingAt(observer, from), asked, {
    letters,
    countsMissing: true,
    onlyBest: false,
  });
  const [trail] = found.map((arrival) => arrival.trail).toSorted(compareTrails);
  return trail === undefined
    ? undefined
    : [
        edgesOf(trail)
          .map(({ status }) => status)
          .join(""),
        trail.missing.join(""),
      ];
}

test("trails are compared by what is missing, then by their length, then by their word", () => {
  const trails = [
    { ...startingTrail, missing: [], length: 3, word: "A" },
    { ...startingTrail, missing: ["b"], length: 1, word: "B" },
    { ...startingTrail, missing: ["a"], length: 2, word: "A" },
    { ...startingTrail, missing: ["c"], length: 2, word: "B" },
    { ...startingTrail, missing: ["a", "b"], length: 1, word: "A" },
  ];
  for (const [place, trail] of trails.entries()) {
    const signs = trails.map((other) => Math.sign(compareTrails(trail, other)));
    expect(signs).toEqual(trails.map((_, otherPlace) => Math.sign(place - otherPlace)));
  }
});

describe("the best explanation", () => {
  test("of equal lengths is the first by the vocabulary, not by the machine", () => {
    expect(best(observerOf({ a: ["c", "b"], b: ["d"], c: ["d"] }))).toEqual(["abd", ""]);
    expect(best(observerOf({ a: ["c", "b"], b: ["e"], c: ["e"], e: ["d"] }))).toEqual(["abed", ""]);
    expect(best(observerOf({ a: ["b", "c"], b: ["e"], c: ["d"], e: ["d"] }))).toEqual(["acd", ""]);
  });

  test("is the shortest of those with the fewest missing reports", () => {
    const ways = { a: ["b", "c"], b: ["d"], c: ["e"], e: ["d"] };
    expect(best(observerOf(ways))).toEqual(["abd", ""]);
    expect(best(observerOf(ways, { announced: { by: "status", always: ["b"], maybe: [] } }))).toEqual(["aced", ""]);
    expect(best(observerOf(ways, { announced: { by: "status", always: ["b", "c"], maybe: [] } }))).toEqual([
      "abd",
      "b",
    ]);
    expect(best(observerOf(ways, { announced: { by: "status", always: ["b", "c", "d"], maybe: [] } }))).toEqual([
      "abd",
      "b",
    ]);
  });

  test("tells announcements by the event where the lifecycle does", () => {
    const ways = { a: ["b", "c"], b: ["d"], c: ["e"], e: ["d"] };
    const announced = { by: "event", always: ["to.b"], maybe: ["to.c"] } as const;
    expect(best(observerOf(ways, { announced }))).toEqual(["aced", ""]);
    expect(best(observerOf(ways, { announced, subscribed: ["c"] }))).toEqual(["abd", ""]);
    expect(best(observerOf(ways, { announced: { ...announced, always: ["opened"] }, opening: "opened" }))).toEqual([
      "abd",
      "a",
    ]);
  });

  test("lossless passes nothing that is always announced, but may end with it", () => {
    const observer = observerOf({ a: ["b"], b: ["d"] }, { announced: { by: "status", always: ["b", "d"], maybe: [] } });
    const lossless = question({ ...toD, lossless: true });
    expect(best(observer, lossless)).toBeUndefined();
    expect(best(observer, lossless, 2)).toEqual(["d", ""]);
    expect(best(observer, question({ ...lossless, target: { status: "b" } }))).toEqual(["ab", ""]);
  });

  test("in the same run crosses no start of one, in another crosses one at least", () => {
    const observer = observerOf({ a: ["b", "d"], b: ["c"], c: ["d"] }, { runStarts: ["to.c"] });
    expect(best(observer)).toEqual(["ad", ""]);
    expect(best(observer, question({ ...toD, run: "next" }))).toEqual(["abcd", ""]);
    expect(best(observer, question({ ...toD, run: "same" }))).toEqual(["ad", ""]);
    expect(best(observer, question({ ...toD, run: "same" }), 3)).toBeUndefined();
    const starts = question({ ...toD, target: { status: "c" }, run: "next" });
    expect(best(observer, starts)).toEqual(["abc", ""]);
  });

  test("may be no step at all where the report shows a stay, but not into another run", () => {
    const observer = observerOf({ a: ["d"], d: ["d"] }, { runStarts: ["to.d"] });
    const node = observer.edges.findIndex((_, place) => observer.graph.statusOf(place) === "d");
    expect(best(observer, question({ ...toD, stay: true }), node)).toEqual(["", ""]);
    expect(best(observer, toD, node)).toEqual(["d", ""]);
    expect(best(observer, question({ ...toD, stay: true, run: "next" }), node)).toEqual(["d", ""]);
    expect(best(observer, question({ ...toD, run: "same" }), node)).toBeUndefined();
  });

  test("to an event ends with it, whatever status it leads to", () => {
    const observer = observerOf({ a: ["b"], b: ["c", "e"], e: ["c"] });
    const asked = question({ target: { event: "to.c" }, stay: true, run: "any", lossless: false });
    expect(best(observer, asked)).toEqual(["abc", ""]);
    expect(best(observer, question({ ...asked, target: { event: "to.z" } }))).toBeUndefined();
  });
});

describe("a webhook's announcement", () => {
  const channels: Channels = {
    announced: { by: "status", always: ["b"], maybe: ["c"] },
    subscribed: undefined,
    opening: undefined,
    runStarts: [],
  };
  const entering = (status: string) => ({ event: `to.${status}`, status, keepsStatus: false });

  test("is always, maybe or never, by the status entered or by the event", () => {
    expect(["b", "c", "d"].map((status) => announcementOf(channels, entering(status)))).toEqual([
      "always",
      "maybe",
      "never",
    ]);
    const byEvent: Channels = { ...channels, announced: { by: "event", always: ["to.d"], maybe: ["to.b"] } };
    expect(["b", "c", "d"].map((status) => announcementOf(byEvent, entering(status)))).toEqual([
      "maybe",
      "never",
      "always",
    ]);
  });

  test("of a transition that keeps the status is none", () => {
    expect(announcementOf(channels, { ...entering("b"), keepsStatus: true })).toBe("never");
    const observer = observerOf({ a: ["b"], b: ["b"] }, channels);
    expect(observer.edges.flat().map(({ source, status, announcement }) => [source, status, announcement])).toEqual([
      [undefined, "a", "never"],
      ["a", "b", "always"],
      ["b", "b", "never"],
    ]);
  });

  test("of what a consumer did not subscribe to is none", () => {
    const subscribed: Channels = { ...channels, subscribed: ["c", "d"] };
    expect(["b", "c", "d"].map((status) => announcementOf(subscribed, entering(status)))).toEqual([
      "never",
      "maybe",
      "never",
    ]);
  });
});

test("the best of all alone is the best of all", () => {
  const observer = observerOf(
    { a: ["b", "c", "e"], b: ["d", "b"], c: ["d"], e: ["d", "a"], d: ["a"] },
    { announced: { by: "status", always: ["b", "a"], maybe: ["c"] } },
  );
  for (const node of observer.edges.keys()) {
    for (const status of vocabulary) {
      const asked = question({ ...toD, target: { status } });
      const seeds = startingAt(observer, node);
      const bestOf = (found: readonly Arrival[]) => found.map(({ trail }) => trail).toSorted(compareTrails)[0];
      const all = bestTrails(observer, seeds, asked, { letters, countsMissing: true, onlyBest: false });
      const one = bestTrails(observer, seeds, asked, { letters, countsMissing: true, onlyBest: true });
      expect(bestOf(one)).toEqual(bestOf(all));
      const { all: policies } = observer.graph.sets;
      const reached = observer.members(observer.step(observer.intern([{ node, policies }]), asked));
      expect(new Set(all.map((arrival) => arrival.node))).toEqual(new Set(reached.map((member) => member.node)));
    }
  }
});
