/** What an entry can hold of an observation, and what it tells back. */
import { describe, expect, test } from "vitest";
import { enter, entry, observationOf } from "../../src/bulk/entry.js";
import { createIds } from "../../src/bulk/ids.js";
import { phraseOf } from "../../src/bulk/phrase.js";
import type { Observation } from "../../src/observation.js";
import { id } from "./entries.js";

const said: Observation = {
  subject: `${id(1)}/${id(2)}`,
  status: "failed",
  reported: "failed",
  channel: "webhook",
  at: "2024-03-01T00:00:00.25Z",
  breaches: [],
  warnings: [],
};

const ids = createIds();
const words = new Uint32Array(entry.length).fill(7);

describe("an entry", () => {
  test.each<[string, Partial<Observation>]>([
    ["two ids as its subject", {}],
    ["one id as its subject", { subject: id(3) }],
    [
      "a run, a delivery and when the subject began",
      { run: id(4), delivery: id(5), startedAt: "2024-02-29T00:00:00Z" },
    ],
    ["nothing of what an earlier one in its place told", {}],
    ["a name", { subject: "ver_0123456789abcdef" }],
  ])("holds %s", (_, more) => {
    const observation = { ...said, ...more };
    const phrase = phraseOf(observation);
    if (phrase === undefined) throw new Error("no phrase");
    expect(enter(observation, words, ids)).toBe(true);
    expect(observationOf(phrase, words, 0, ids)).toEqual(observation);
    const { startedAt } = observation;
    expect(words.subarray(entry.startedAt, entry.phrase).some((word) => word !== 0)).toBe(startedAt !== undefined);
  });

  test.each<[string, Partial<Observation>]>([
    ["three ids as a subject", { subject: [id(1), id(2), id(3)].join("/") }],
    ["a subject that is no id", { subject: "Ada Example" }],
    ["an observation without a time", { at: undefined }],
    ["a time that is none", { at: "later" }],
    ["a beginning that is none", { startedAt: "earlier" }],
  ])("cannot hold %s", (_, more) => {
    expect(enter({ ...said, ...more }, words, ids)).toBe(false);
  });

  test("when it was received no phrase holds", () => {
    expect(phraseOf({ ...said, receivedAt: "2024-03-01T00:00:01Z" })).toBeUndefined();
  });
});

test("names are told back however many there are", () => {
  const names = Array.from({ length: 4000 }, (_, number) => `ver_${String(number).padStart(16, "0")}`);
  const places = names.map((name) => {
    const at = new Uint32Array(entry.length);
    if (!ids.parse(name, at, 0)) throw new Error(`${name} is no name`);
    return at;
  });
  const changed = names.filter((name, number) => ids.text(places[number] ?? words, 0) !== name);
  expect(changed).toEqual([]);
});
