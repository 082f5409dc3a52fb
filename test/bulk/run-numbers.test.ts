/** Runs of a subject are numbered in the order in which they began, however many there are, and given back. */
import { expect, test } from "vitest";
import { createMemory } from "../../src/bulk/rows/remembered.js";
import { createRunNumbers } from "../../src/bulk/rows/run-numbers.js";
import { stateWord, subject } from "../../src/bulk/rows/subject-row.js";
import { uuidWords } from "../../src/bulk/words/uuid.js";

const nameOf = (number: number): Uint32Array => new Uint32Array(uuidWords).fill(number);

test.each([0, 1020, 1021, 1022, 1023])("with %i rows of others", (others) => {
  const memory = createMemory();
  for (let row = 0; row < others; row++) memory.runs.add();
  const runs = createRunNumbers(memory);
  const own = new Uint32Array(subject.length);
  const numberOf = (name: number): number => runs.number(0, own, 0, nameOf(name), 0);
  for (let name = 1; name <= 40; name++) {
    expect([numberOf(0), numberOf(name)]).toEqual([0, name]);
    runs.begin(0, own, 0, name - 1, nameOf(name), 0);
    own[subject.state] = stateWord(0, name, true, 0);
    for (let earlier = 1; earlier <= name; earlier++) expect(numberOf(earlier)).toBe(earlier);
  }
  const earlier: number[] = [];
  runs.visitEarlier(own, 0, (words, place) => earlier.push(words[place] ?? 0));
  expect(earlier).toEqual(Array.from({ length: 39 }, (_, nth) => 39 - nth));
  expect(memory.runs.size()).toBe(others + earlier.length);
  runs.forget(0, own, 0);
  expect(memory.runs.size()).toBe(others);
  expect(own[subject.earlierRun]).toBe(0);
});
