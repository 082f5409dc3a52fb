import { expect, test } from "vitest";
import { memoized } from "../../src/memo.js";

test("an answer is made once, and no more than 20,000 are held", () => {
  const known = new Map<number, number>();
  let made = 0;
  const answer = (key: number): number => memoized(known, key, () => (made += 1));
  expect([answer(7), answer(7), answer(8), answer(7)]).toEqual([1, 1, 2, 1]);
  for (let key = 0; key < 20_000; key++) answer(key);
  expect([known.size, made]).toEqual([20_000, 20_000]);
  expect(answer(7)).toBe(1);
  answer(20_000);
  expect([...known]).toEqual([[20_000, 20_001]]);
  expect(answer(7)).toBe(20_002);
});
