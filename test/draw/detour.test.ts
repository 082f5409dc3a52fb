/** A refused step is drawn from any status to any other, around everything that stands in the picture. */
import { describe, expect, test } from "vitest";
import layouts from "../../machines/layouts.json" with { type: "json" };
import { detour } from "../../src/draw/detour.js";
import type { Box, Layout, Point } from "../../src/draw/layout.js";

const kept: readonly (readonly [string, Layout])[] = Object.entries(layouts);

describe.each(kept)("%s", (_, layout) => {
  const groups = Object.keys(layout.heads);
  const statuses = Object.keys(layout.states).filter((id) => !groups.includes(id));
  const texts = [...Object.values(layout.edges).map(({ label }) => label), ...Object.values(layout.heads)];
  const boxOf = (id: string): Box => layout.states[id] ?? { x: 0, y: 0, width: 0, height: 0 };

  /** At most ten pairs, spread over all of them. */
  const pairs = statuses
    .flatMap((from) => statuses.flatMap((to) => (from === to ? [] : [{ from, to }])))
    .filter((_pair, index, all) => index % Math.ceil(all.length / 10) === 0);

  test("goes around boxes and texts, upright and level, from border to border", { timeout: 60_000 }, () => {
    for (const { from, to } of pairs) {
      const points = detour(layout, from, to);
      expect([from, to, points === undefined]).toEqual([from, to, false]);
      const steps = stepsOf(points ?? []);
      expect(steps.filter(({ width, height }) => width > 0 && height > 0)).toEqual([]);
      const solid = [...statuses.map(boxOf), ...texts];
      expect([from, to, solid.filter((box) => steps.some((step) => crosses(box, step)))]).toEqual([from, to, []]);
      expect([from, to, isOnBorder(points?.[0], boxOf(from))]).toEqual([from, to, true]);
      expect([from, to, isOnBorder(points?.at(-1), boxOf(to))]).toEqual([from, to, true]);
    }
  });
});

describe("the cheapest way is taken, on a small picture that can be checked by eye", () => {
  const box = (x: number, y: number, width = 80, height = 40): Box => ({ x, y, width, height });
  const states = { a: box(40, 40), b: box(220, 40), c: box(40, 160), d: box(220, 160) };
  const shared = { width: 320, height: 240, states, heads: {} };
  const arrow = (label: Box, ...points: readonly Point[]) => ({ points, label });
  const waysThrough = (layout: Layout): object =>
    Object.fromEntries(
      ["a b", "a c", "a d", "b c", "c b", "c d", "d b"].map((pair) => {
        const [from = "", to = ""] = pair.split(" ");
        return [
          pair,
          detour(layout, from, to)
            ?.map(({ x, y }) => `${x},${y}`)
            .join(" "),
        ];
      }),
    );

  test("around the one arrow between two of four states, and its label", () => {
    const edges = { "a b": arrow(box(140, 40, 60, 14), { x: 120, y: 60 }, { x: 220, y: 60 }) };
    const start = {
      dot: { x: 16, y: 60 },
      points: [
        { x: 16, y: 60 },
        { x: 40, y: 60 },
      ],
    };
    expect(waysThrough({ ...shared, edges, start })).toEqual({
      "a b": "102,80 102,96 240,96 240,80",
      "a c": "60,80 60,160",
      "a d": "102,80 102,144 240,144 240,160",
      "b c": "240,80 240,144 102,144 102,160",
      "c b": "102,160 102,96 240,96 240,80",
      "c d": "120,180 220,180",
      "d b": "240,160 240,80",
    });
  });

  test("not along another arrow, across it where it must be, and along the edge of the picture", () => {
    const edges = {
      level: arrow(box(150, 88, 60, 14), { x: 84, y: 96 }, { x: 276, y: 96 }),
      upright: arrow(box(44, 112, 32, 14), { x: 60, y: 80 }, { x: 60, y: 160 }),
    };
    const start = {
      dot: { x: 170, y: 140 },
      points: [
        { x: 170, y: 140 },
        { x: 170, y: 180 },
      ],
    };
    expect(waysThrough({ ...shared, edges, start })).toEqual({
      "a b": "120,60 220,60",
      "a c": "72,80 72,108 84,108 84,160",
      "a d": "72,80 72,108 240,108 240,160",
      "b c": "220,60 132,60 132,180 120,180",
      "c b": "102,160 102,108 144,108 144,60 220,60",
      "c d": "120,180 220,180",
      "d b": "282,160 282,108 312,108 312,60 300,60",
    });
  });
});

test("there is no way from a state to itself, or to one that is not there", () => {
  const [[, layout] = []] = kept;
  expect(layout && detour(layout, "passed", "passed")).toBe(undefined);
  expect(layout && detour(layout, "passed", "nowhere")).toBe(undefined);
  expect(layout && detour(layout, "nowhere", "passed")).toBe(undefined);
});

function stepsOf(points: readonly Point[]): readonly Box[] {
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    const at = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) };
    return { ...at, width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
  });
}

/** Whether a step goes through a box, not only along its border. */
function crosses(box: Box, step: Box): boolean {
  return (
    Math.min(box.x + box.width, step.x + step.width) - Math.max(box.x, step.x) > -0.1 &&
    Math.min(box.y + box.height, step.y + step.height) - Math.max(box.y, step.y) > -0.1 &&
    !isBeside(box, step)
  );
}

const isBeside = (box: Box, step: Box): boolean =>
  step.x >= box.x + box.width - 0.1 ||
  step.x + step.width <= box.x + 0.1 ||
  step.y >= box.y + box.height - 0.1 ||
  step.y + step.height <= box.y + 0.1;

function isOnBorder(point: Point | undefined, { x, y, width, height }: Box): boolean {
  if (point === undefined) return false;
  const isInX = point.x >= x && point.x <= x + width;
  const isInY = point.y >= y && point.y <= y + height;
  const isAt = point.x === x || point.x === x + width || point.y === y || point.y === y + height;
  return isInX && isInY && isAt;
}
