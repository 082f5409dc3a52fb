/** Routes as paths, on a few points whose paths can be worked out by hand. */
import { describe, expect, test } from "vitest";
import type { Point } from "../../src/draw/layout.js";
import { arrowHead, cutOut, roundedPath } from "../../src/draw/route.js";

const route = (...points: readonly (readonly [number, number])[]): readonly Point[] =>
  points.map(([x, y]) => ({ x, y }));

describe("a route is cut where its label stands", () => {
  const label = { x: 10, y: 20, width: 40, height: 30 };

  test("into the pieces before it and behind it", () => {
    expect(cutOut(route([30, 0], [30, 100]), label)).toEqual([route([30, 0], [30, 20]), route([30, 50], [30, 100])]);
    expect(cutOut(route([0, 40], [80, 40], [80, 90]), label)).toEqual([
      route([0, 40], [10, 40]),
      route([50, 40], [80, 40], [80, 90]),
    ]);
  });

  test("without a piece of less than half a pixel", () => {
    expect(cutOut(route([30, 19.8], [30, 100]), label)).toEqual([route([30, 50], [30, 100])]);
    expect(cutOut(route([30, 30], [30, 100]), label)).toEqual([route([30, 50], [30, 100])]);
    expect(cutOut(route([30, 30], [30, 40]), label)).toEqual([]);
  });

  test.each([
    ["left of it", route([10, 0], [10, 100])],
    ["right of it", route([50, 0], [50, 100])],
    ["above it", route([0, 20], [80, 20])],
    ["below it", route([0, 50], [80, 50])],
    ["to it and back", route([30, 0], [30, 20], [30, 10])],
  ])("but not where it only touches its border, %s", (_, points) => {
    expect(cutOut(points, label)).toEqual([points]);
  });

  test("and stays whole without one", () => {
    expect(cutOut(route([30, 0], [30, 100]), undefined)).toEqual([route([30, 0], [30, 100])]);
  });
});

test("a path has rounded corners, as far as its steps leave room", () => {
  expect(roundedPath(route([0, 0], [0, 40], [30, 40], [30, 44]))).toBe("M0 0L0 33Q0 40 7 40L28 40Q30 40 30 42L30 44");
  expect(roundedPath(route([0, 0], [0, 40], [0.8, 40], [0.8, 80]))).toBe("M0 0L0 40L0.8 40L0.8 80");
  expect(roundedPath(route([0, 0], [0, 40], [0, 40], [0, 80]))).toBe("M0 0L0 40L0 40L0 80");
});

describe("an arrow's head", () => {
  test("has its tip at the end of the route, which ends at its base", () => {
    expect(arrowHead(route([0, 0], [0, 40]))).toEqual({ head: "M0 40L-4 32L4 32z", shaft: route([0, 0], [0, 32]) });
  });

  test("leaves a last step that is shorter than itself as it is", () => {
    const bent = route([0, 0], [0, 40], [5, 40]);
    expect(arrowHead(bent)).toEqual({ head: "M5 40L-3 44L-3 36z", shaft: bent });
  });

  test("is none where nothing leads to it", () => {
    expect(arrowHead([])).toEqual({ head: "", shaft: [] });
    expect(arrowHead(route([5, 5]))).toEqual({ head: "", shaft: route([5, 5]) });
  });
});
