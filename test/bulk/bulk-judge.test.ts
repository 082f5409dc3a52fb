/** Who hears of what about whom, where names fit words and where they do not. */
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { type BulkJudge, createBulkJudge } from "../../src/bulk/bulk-judge.js";
import { entry } from "../../src/bulk/entry.js";
import type { Hearing } from "../../src/bulk/hearing.js";
import { createPhrases } from "../../src/bulk/phrase.js";
import type { Observation } from "../../src/observation.js";
import type { VerdictKind } from "../../src/rule.js";
import { report, type Told } from "../report.js";
import { entryOf, id } from "./entries.js";

const policy = { maxAttempts: 3, maxErrors: 2, maxResets: 1 };
const told = (subject: string, nth: number, more: Told = {}): Observation =>
  report(nth, { status: "failed", delivery: id(100 + nth), ...more, subject });

interface Desk {
  readonly judge: BulkJudge;
  readonly asked: string[];
  readonly heard: string[];
  /** Judges an observation by its entry. */
  readonly entry: (observation: Observation) => void;
}

function createDesk(kinds: readonly VerdictKind[], isWanted = true): Desk {
  const asked: string[] = [];
  const heard: string[] = [];
  const phrases = createPhrases();
  const hearing: Hearing = {
    kinds: new Set(kinds),
    wants: (kind, about) => asked.push(`${about} ${kind}`) > 0 && isWanted,
    tell: ({ kind, subject }, observation, about) => {
      expect(subject).toBe(observation.subject);
      heard.push(`${about} ${kind}`);
    },
  };
  const judge = createBulkJudge(iinkedsign, { policy }, hearing, phrases);
  return {
    judge,
    asked,
    heard,
    entry(observation) {
      const words = entryOf(observation, phrases);
      const found = new Uint32Array(1);
      judge.subjectsOf(words, Uint32Array.of(entry.subject), 1, found);
      judge.entry(found[0] ?? 0, words, 0);
    },
  };
}

describe.each([
  ["one that fits words", [id(1), id(2), `${id(1)}/${id(2)}`], [0, 1, 2]],
  ["any other", ["Ada Example", "Bob Example", `${id(1)}/Bob Example`], [-1, -2, -3]],
])("a subject with a name like %s", (_, names, numbers) => {
  const [first = "", second = "", third = ""] = names;
  const [one = 0, two = 0, three = 0] = numbers;

  test("is heard of once for each verdict that is wanted", () => {
    const { judge, asked, heard } = createDesk(["advance"]);
    for (const [nth, name] of [first, second, third, first].entries()) judge.observation(told(name, nth));
    judge.observation(told(first, 0));
    expect(asked).toEqual([one, two, three, one].map((about) => `${about} advance`));
    expect(heard).toEqual(asked);
    expect(Object.fromEntries(judge.counts())).toEqual({ advance: 4, duplicate: 1 });
  });

  test("is not heard of where nobody wants to", () => {
    const { judge, asked, heard } = createDesk(["advance"], false);
    judge.observation(told(first, 0));
    expect([asked, heard]).toEqual([[`${one} advance`], []]);
  });

  test("is heard of in full while it is watched", () => {
    const { judge, heard } = createDesk([]);
    judge.observation(told(first, 0));
    expect(judge.mention(second)).toBe(two);
    judge.watch(two);
    for (const [nth, name] of [first, second, second, first].entries()) judge.observation(told(name, nth));
    expect(heard).toEqual([`${two} advance`, `${two} advance`]);
    const [subjects, record] = [judge.subjects(), judge.record(first)];
    judge.watch(one);
    judge.observation(told(first, 0));
    expect([judge.subjects(), judge.record(first)]).toEqual([subjects, record]);
    expect(heard.at(-1)).toBe(`${one} duplicate`);
  });

  test("has its lines counted, also those of which nothing is judged", () => {
    const { judge } = createDesk([]);
    const lines = (): readonly number[] => [one, two].map((about) => judge.lines(about));
    expect([judge.mention(first), judge.mention(second), judge.mention(first)]).toEqual([one, two, one]);
    expect(judge.subjects()).toBe(0);
    expect(lines()).toEqual([2, 1]);
    judge.observation(told(second, 0));
    judge.observation(told(second, 0));
    expect(lines()).toEqual([2, 3]);
    expect(judge.subjects()).toBe(1);
    judge.observation(told(first, 0));
    expect(judge.subjects()).toBe(2);
  });

  test("has the record that its reports give", () => {
    const { judge } = createDesk([]);
    const reports = [
      told(first, 0),
      told(first, 1, { status: "renamed" }),
      told(first, 2, { status: "error", receivedAt: "2024-02-01T00:00:00Z" }),
      told(first, 3, { status: "passed", at: "2024-03-01T00:00:30Z" }),
    ];
    for (const observation of reports) judge.observation(observation);
    const opened = iinkedsign.open({ subject: first, policy });
    expect(judge.record(first)).toEqual(
      reports.reduce((soFar, observation) => iinkedsign.reducer(soFar, observation), opened),
    );
    expect(judge.record(first)?.window.map(({ at }) => at)).toContain(undefined);
    expect(judge.record(second)).toBeUndefined();
    judge.observation(told(second, 0));
    expect(judge.record(third)).toBeUndefined();
  });
});

test("an entry is heard of as its observation is", () => {
  const { judge, entry: take, asked, heard } = createDesk(["advance", "illegal"]);
  take(told(id(1), 0));
  take(told(id(1), 1, { status: "passed" }));
  take(told(id(1), 2));
  expect(asked).toEqual(["0 advance", "0 advance", "0 illegal"]);
  expect(heard).toEqual(asked);
  expect(judge.lines(0)).toBe(3);
});

test("a subject that was forgotten is one of which nothing is known", () => {
  const { judge, entry: take, heard } = createDesk(["advance", "duplicate"]);
  for (const nth of [0, 1]) take(told(id(1), nth));
  judge.watch(0);
  judge.forget(0);
  expect([judge.lines(0), judge.record(id(1))]).toEqual([0, undefined]);
  heard.length = 0;
  for (const nth of [0, 0]) take(told(id(1), nth));
  take(told(id(1), 1, { status: "renamed" }));
  expect(heard).toEqual(["0 advance", "0 duplicate"]);
  expect(judge.lines(0)).toBe(3);
});

test.each([0, 1, 2])("and no other is forgotten with it: %i", (forgotten) => {
  const { judge, entry: take } = createDesk([]);
  for (const nth of [0, 1, 2, 3, 4, 5]) take(told(id((nth % 3) + 1), nth));
  const others = [0, 1, 2].filter((about) => about !== forgotten);
  const known = (): readonly unknown[] => others.map((about) => [judge.lines(about), judge.record(id(about + 1))]);
  const before = known();
  judge.forget(forgotten);
  expect(known()).toEqual(before);
  expect(judge.lines(forgotten)).toBe(0);
  expect(judge.record(id(forgotten + 1))).toBeUndefined();
});
