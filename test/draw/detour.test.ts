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
        return [pair, told(detour(layout, from, to))];
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

  test("beside the ways that were added before", () => {
    const alone: Layout = { ...shared, edges: {}, start: { dot: { x: -100, y: -100 }, points: [] } };
    const added: (readonly Point[])[] = [];
    for (const [from = "", to = ""] of ["ac", "ac", "ca"]) added.push(detour(alone, from, to, added) ?? []);
    expect(added.map(told)).toEqual(["60,80 60,160", "72,80 72,160", "84,160 84,80"]);
    expect(told(detour(alone, "a", "c"))).toBe("60,80 60,160");
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

describe("in a picture that is full but for a way along one side", () => {
  const box = (x: number, y: number, width = 60, height = 60): Box => ({ x, y, width, height });
  const upright = { a: box(12, 0), b: box(12, 70) };
  const level = { a: box(0, 12), b: box(70, 12) };
  const full = (width: number, height: number, states: Layout["states"], ...steps: readonly Box[]): Layout => ({
    width,
    height,
    states,
    heads: {},
    edges: Object.fromEntries(
      steps.map(({ x, y, width: across, height: down }, index) => [
        `edge ${index}`,
        {
          points: [
            { x: x + across, y: y + down },
            { x, y },
          ],
          label: box(-100, -100, 0, 0),
        },
      ]),
    ),
    start: { dot: { x: -100, y: -100 }, points: [] },
  });
  const way = (layout: Layout, from = "a", to = "b"): string | undefined => told(detour(layout, from, to));

  test("it is taken, to the very edge", () => {
    expect(way(full(72, 130, upright))).toBe("12,42 0,42 0,90 12,90");
    expect(way(full(72, 130, { a: box(0, 0), b: box(0, 70) }))).toBe("60,42 72,42 72,90 60,90");
    expect(way(full(130, 72, level))).toBe("42,12 42,0 90,0 90,12");
    expect(way(full(130, 72, { a: box(0, 0), b: box(70, 0) }))).toBe("42,60 42,72 90,72 90,60");
  });

  test("it is the way along another arrow, too, where there is no other", () => {
    expect(way(full(72, 130, upright, box(0, 60, 0, 12)))).toBe("12,42 0,42 0,90 12,90");
  });

  test("an arrow at the other side of it is not in its way", () => {
    expect(way(full(72, 130, upright, box(72, 0, 0, 130)))).toBe("12,42 0,42 0,90 12,90");
  });

  test("nothing leads out of the picture", () => {
    expect(way(full(60, 130, { a: box(0, 0), b: box(0, 70) }))).toBe(undefined);
    expect(way(full(130, 60, { a: box(0, 0), b: box(70, 0) }))).toBe(undefined);
  });

  test("no arrow turns back on its heel to come to its target", () => {
    const walls = { above: box(76, 0, 4, 26), below: box(76, 46, 4, 84) };
    const states = { a: box(0, 0), b: box(0, 70) };
    expect(way(full(72, 130, states), "b", "a")).toBe("60,90 72,90 72,42 60,42");
    expect(way(full(72, 130, { ...states, ...walls }), "b", "a")).toBe(undefined);
  });
});

test("an arrow goes around the point at which the lifecycle begins", () => {
  const layout: Layout = {
    width: 160,
    height: 150,
    states: {
      above: { x: 42, y: 6, width: 36, height: 30 },
      below: { x: 42, y: 114, width: 36, height: 30 },
      left: { x: 6, y: 48, width: 30, height: 36 },
      right: { x: 114, y: 48, width: 30, height: 36 },
    },
    heads: {},
    edges: {},
    start: { dot: { x: 64, y: 70 }, points: [] },
  };
  expect(told(detour(layout, "above", "below"))).toBe("60,36 60,60 54,60 54,102 60,102 60,114");
  expect(told(detour(layout, "left", "right"))).toBe("36,66 54,66 54,60 102,60 102,66 114,66");
});

test("there is no way from a state to itself, or to one that is not there", () => {
  const [[, layout] = []] = kept;
  expect(layout && detour(layout, "passed", "passed")).toBe(undefined);
  expect(layout && detour(layout, "passed", "nowhere")).toBe(undefined);
  expect(layout && detour(layout, "nowhere", "passed")).toBe(undefined);
});

const told = (points: readonly Point[] | undefined): string | undefined =>
  points?.map(({ x, y }) => `${x},${y}`).join(" ");

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
