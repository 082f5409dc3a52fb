/** Ids and numbers that look like chance, and are the same everywhere. */
import { expect, test } from "vitest";
import { hashed, scattered } from "../../src/messages/hash.js";
import { inventedUuid } from "../../src/messages/invented-id.js";

const names = Array.from({ length: 2000 }, (_, index) => `subject-${index}`);

test("an invented id is a UUID of version 4 by its form, one for each name", () => {
  const ids = names.map(inventedUuid);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(new Set(ids).size).toBe(names.length);
  expect(new Set(ids.map((id) => id[19])).size).toBe(4);
});

test("an invented id is the same in every release: histories that were written with it are read again", () => {
  expect(inventedUuid("subject-1")).toBe("836f5771-72b1-4c2a-a3d0-b3db314286c9");
  expect([hashed(""), hashed("subject"), hashed("subject", 1), scattered(1)]).toEqual([
    2_872_998_923, 1_405_552_664, 2_624_462_325, 0x514e28b7,
  ]);
});

test("a hash has 32 bits, each set about as often as not", () => {
  const hashes = [...names.map((name) => hashed(name)), ...names.map((_, index) => scattered(index + 1))];
  for (const hash of hashes) expect(hash >>> 0).toBe(hash);
  for (let bit = 0; bit < 32; bit++) {
    const share = hashes.filter((hash) => ((hash >>> bit) & 1) === 1).length / hashes.length;
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.55);
  }
});
