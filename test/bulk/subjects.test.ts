/** Subjects are told apart by their names, however alike the hashes of these are. */
import { expect, test } from "vitest";
import { subjectWords } from "../../src/bulk/rows/subject-row.js";
import { createSubjects } from "../../src/bulk/rows/subjects.js";
import { hashOf } from "../../src/bulk/words/word-hash.js";

/** A name that differs from others in two of its words: in one alone, no two would have the same hash. */
function nameOf(number: number): Uint32Array {
  const words = new Uint32Array(subjectWords);
  words[0] = number;
  words[subjectWords - 1] = Math.imul(number, 0x85ebca6b) ^ (number >>> 7);
  return words;
}

/** The first two of many names that have the same hash. */
function findCollision(): readonly [number, number] {
  const known = new Map<number, number>();
  for (let number = 1; number < 1_000_000; number++) {
    const hash = hashOf(nameOf(number), 0, subjectWords);
    const other = known.get(hash);
    if (other !== undefined) return [other, number];
    known.set(hash, number);
  }
  throw new Error("no two names have the same hash");
}

test("two subjects whose names have the same hash are two", () => {
  const names = findCollision().map(nameOf);
  const subjects = createSubjects();
  subjects.row(nameOf(1_000_000), 0);
  const rows = names.map((name) => subjects.row(name, 0));
  expect(rows).toEqual([1, 2]);
  expect(names.map((name) => subjects.find(name, 0))).toEqual(rows);
  const asked = [...names, ...names.toReversed()];
  const found = new Uint32Array(asked.length);
  const places = Uint32Array.from(asked, (_, nth) => nth * subjectWords);
  subjects.rowsAtOnce(Uint32Array.from(asked.flatMap((name) => [...name])), places, asked.length, found);
  expect([...found]).toEqual([...rows, ...rows.toReversed()]);
});

test("subjects are found again by one and by many, as their number grows", () => {
  const subjects = createSubjects();
  const count = 5000;
  const rows = Array.from({ length: count }, (_, number) => subjects.row(nameOf(number + 1), 0));
  expect(rows).toEqual([...rows.keys()]);
  for (let number = 0; number < count; number++) expect(subjects.find(nameOf(number + 1), 0)).toBe(number);
  expect(subjects.find(nameOf(count + 1), 0)).toBeUndefined();
  const asked = [7, count + 1, 4999, count + 2, count + 1];
  const words = Uint32Array.from(asked.flatMap((number) => [...nameOf(number)]));
  const places = Uint32Array.from(asked, (_, nth) => nth * subjectWords);
  const found = new Uint32Array(asked.length);
  subjects.rowsAtOnce(words, places, asked.length, found);
  expect([...found]).toEqual([6, count, 4998, count + 1, count]);
  expect(subjects.size()).toBe(count + 2);
});
