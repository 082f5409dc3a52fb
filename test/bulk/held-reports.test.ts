/** Reports that are held are those that came, each with its subject. */
import { expect, test } from "vitest";
import { entry } from "../../src/bulk/entry.js";
import { createHeldReports } from "../../src/bulk/rows/held-reports.js";
import { createPhrases } from "../../src/bulk/phrase.js";
import type { Observation } from "../../src/observation.js";
import { report, type Told } from "../report.js";
import { entryOf, id } from "./entries.js";

const count = 2100;

/** Many reports about seven subjects, of which each has a time, a run and a delivery of its own. */
const told: readonly Observation[] = Array.from({ length: count }, (_, nth) =>
  report(nth, {
    subject: nth % 7 === 3 ? `${id(3)}/${id(4)}` : id(nth % 7),
    at: new Date(Date.UTC(2024, 2, 1) + ((nth * 7919) % count) * 1000).toISOString().replace(".000", ""),
    run: id(9000 + nth),
    delivery: id(4000 + nth),
    status: nth % 2 === 0 ? "failed" : "passed",
  }),
);

function holding(reports: readonly Observation[]) {
  const phrases = createPhrases();
  const held = createHeldReports(phrases);
  const words = new Uint32Array(entry.length + 5);
  for (const [nth, observation] of reports.entries()) {
    words.set(entryOf(observation, phrases), 5);
    held.hold(words, 5, nth + 10);
  }
  return held;
}

test("each subject has its own, in the order in which they came", () => {
  const held = holding(told);
  const names = [...new Set(told.map(({ subject }) => subject))];
  expect(held.subjects()).toBe(names.length);
  for (const [about, name] of names.entries()) {
    const own = told.flatMap(({ subject }, nth) => (subject === name ? [nth] : []));
    expect([held.nameOf(about), held.find(name), held.firstTurn(about)]).toEqual([name, about, about + 10]);
    expect(held.about(about)).toEqual(own);
    expect(own.map((nth) => held.turn(nth))).toEqual(own.map((nth) => nth + 10));
    expect(own.map((nth) => held.observation(about, nth))).toEqual(own.map((nth) => told[nth]));
  }
  expect(held.find(id(8))).toBeUndefined();
  expect(held.find("a name")).toBeUndefined();
});

test("they are compared by their times", () => {
  const held = holding(told);
  for (const [one, other] of [
    [0, 1],
    [1, 2],
    [5, 2099],
    [1023, 1024],
    [1030, 7],
  ] as const) {
    const [before, behind] = [told[one]?.at ?? "", told[other]?.at ?? ""];
    expect(Math.sign(held.compareTimes(one, other))).toBe(before < behind ? -1 : 1);
    expect(Math.sign(held.compareTimes(other, one))).toBe(before < behind ? 1 : -1);
    expect(held.compareTimes(one, one)).toBe(0);
  }
});

test("two are the same where nothing but their lines differs", () => {
  const first: Told = { subject: id(1), run: id(2), delivery: id(3), at: "2024-03-01T00:00:00Z", status: "failed" };
  const others: readonly Told[] = [
    first,
    { ...first, run: id(4) },
    { ...first, delivery: id(4) },
    { ...first, at: "2024-03-01T00:00:01Z" },
    { ...first, status: "passed" },
    { ...first, startedAt: "2024-03-01T00:00:00Z" },
  ];
  const held = holding([first, ...others].map((one) => report(0, one)));
  expect(others.map((_, nth) => held.isSame(0, nth + 1))).toEqual([true, false, false, false, false, false]);
});
