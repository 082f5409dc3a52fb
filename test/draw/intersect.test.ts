import { describe, expect, test } from "vitest";
import { overlap, segmentsOf } from "../../src/draw/intersect.js";

const box = { x: 100, y: 50, width: 40, height: 20 };

/** Each beside the box, border to border, with the way towards it. */
const neighbours = [
  ["left of it", { x: 90, y: 55, width: 10, height: 5 }, { x: 1, y: 0 }],
  ["right of it", { x: 140, y: 55, width: 10, height: 5 }, { x: -1, y: 0 }],
  ["above it", { x: 110, y: 44, width: 10, height: 6 }, { x: 0, y: 1 }],
  ["below it", { x: 110, y: 70, width: 10, height: 6 }, { x: 0, y: -1 }],
] as const;

describe.each(neighbours)("a box %s", (_, beside, { x, y }) => {
  test("shares a border alone, and more when it moves or the first grows", () => {
    expect(overlap(box, beside)).toBe(false);
    expect(overlap(box, { ...beside, x: beside.x + x, y: beside.y + y })).toBe(true);
    expect(overlap(box, beside, 1)).toBe(true);
    expect(overlap(box, { ...beside, x: beside.x - x, y: beside.y - y }, 1)).toBe(false);
  });
});

test("the steps of a route are boxes without breadth, whichever way they go", () => {
  const [a, b, c, d, e] = [
    { x: 10, y: 20 },
    { x: 40, y: 20 },
    { x: 40, y: 70 },
    { x: 30, y: 70 },
    { x: 30, y: 5 },
  ];
  expect(segmentsOf([a, b, c, d, e])).toEqual([
    { x: 10, y: 20, width: 30, height: 0 },
    { x: 40, y: 20, width: 0, height: 50 },
    { x: 30, y: 70, width: 10, height: 0 },
    { x: 30, y: 5, width: 0, height: 65 },
  ]);
  expect([segmentsOf([a]), segmentsOf([])]).toEqual([[], []]);
});
