/**
 * A way for one more arrow through a picture that is laid out already: the cheapest orthogonal route around every box and
 * text, over lines only where it must. Dijkstra's algorithm on a grid whose nodes know the direction they were entered in.
 */
import { segmentsOf } from "./intersect.js";
import type { Box, Layout, Point } from "./layout.js";

const cell = 6;
const cost = { step: 1, bend: 8, across: 3, along: 10, side: 12 } as const;
/** How far from a corner of its source or target the arrow may stand. */
const corner = 18;

const unreached = 0x7fffffff;

const directions = [
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
  { x: 0, y: -1 },
] as const;

/**
 * From the border of one state to the border of another; undefined when everything is in the way. `others` are routes that
 * were added before, as little followed as those of the layout.
 */
export function detour(
  layout: Layout,
  from: string,
  to: string,
  others: readonly (readonly Point[])[] = [],
): readonly Point[] | undefined {
  const source = layout.states[from];
  const target = layout.states[to];
  if (source === undefined || target === undefined || from === to) return undefined;
  const grid = gridOf(layout, others);
  /** By what it costs to come there. */
  const queue: number[][] = [];
  const totals = new Int32Array(grid.size).fill(unreached);
  const befores = new Int32Array(grid.size);
  const push = (node: number, total: number, before: number): void => {
    if ((totals[node] ?? 0) <= total) return;
    totals[node] = total;
    befores[node] = before;
    (queue[total] ??= []).push(node);
  };
  for (const { at, direction } of gatesOf(source, grid)) {
    push(grid.nodeOf(at, direction), direction % 2 === 0 ? cost.side : 0, -1);
  }
  const ends = new Set(
    gatesOf(target, grid).map(({ at, direction }) => grid.nodeOf(at, (direction + 2) % directions.length)),
  );
  for (let total = 0; total < queue.length; total++) {
    for (const node of queue[total] ?? []) {
      if (totals[node] !== total) continue;
      if (ends.has(node)) return routeTo(node);
      const { at, direction } = grid.placeOf(node);
      for (const [next, step] of directions.entries()) {
        if (next === (direction + 2) % directions.length) continue;
        const there = { x: at.x + step.x, y: at.y + step.y };
        const price = grid.priceOf(there, next);
        if (price === undefined) continue;
        push(grid.nodeOf(there, next), total + price + (next === direction ? 0 : cost.bend), node);
      }
    }
  }
  return undefined;

  function routeTo(last: number): readonly Point[] {
    const points: Point[] = [];
    for (let node = last; node !== -1; node = befores[node] ?? -1) {
      const { at } = grid.placeOf(node);
      points.unshift({ x: at.x * cell, y: at.y * cell });
    }
    const [first] = points;
    const end = points.at(-1);
    if (first === undefined || end === undefined || source === undefined || target === undefined) return points;
    return straightened([onBorder(first, source), ...points, onBorder(end, target)]);
  }
}

interface Grid {
  /** How many nodes it has. */
  readonly size: number;
  readonly nodeOf: (at: Point, direction: number) => number;
  readonly placeOf: (node: number) => { readonly at: Point; readonly direction: number };
  /** What a step into a cell costs; undefined for none. */
  readonly priceOf: (at: Point, direction: number) => number | undefined;
}

const grids = new WeakMap<Layout, Grid>();

function gridOf(layout: Layout, others: readonly (readonly Point[])[]): Grid {
  if (others.length > 0) return makeGrid(layout, others);
  const grid = grids.get(layout) ?? makeGrid(layout, []);
  grids.set(layout, grid);
  return grid;
}

function makeGrid({ width, height, states, heads, edges, start }: Layout, others: readonly (readonly Point[])[]): Grid {
  const columns = Math.ceil(width / cell) + 1;
  const rows = Math.ceil(height / cell) + 1;
  const groups = new Set(Object.keys(heads));
  const routes = Object.values(edges);
  const solid = painted([
    ...Object.entries(states).flatMap(([id, box]) => (groups.has(id) ? [] : [widened(box, 4)])),
    ...routes.map(({ label }) => widened(label, 2)),
    ...Object.values(heads),
    { x: start.dot.x - 8, y: start.dot.y - 8, width: 16, height: 16 },
  ]);
  const steps = [start.points, ...routes.map(({ points }) => points), ...others].flatMap(segmentsOf);
  const near = (isUpright: boolean): Uint8Array =>
    painted(steps.filter((step) => (step.width === 0) === isUpright).map((step) => widened(step, cell)));
  const [level, upright] = [near(false), near(true)];

  return {
    size: columns * rows * directions.length,
    nodeOf: ({ x, y }, direction) => (y * columns + x) * directions.length + direction,
    placeOf: (node) => {
      const index = Math.floor(node / directions.length);
      return { at: { x: index % columns, y: Math.floor(index / columns) }, direction: node % directions.length };
    },
    priceOf: ({ x, y }, direction) => {
      const index = y * columns + x;
      if (x < 0 || y < 0 || x >= columns || y >= rows || solid[index] === 1) return undefined;
      const [along, across] = direction % 2 === 1 ? [upright, level] : [level, upright];
      if (along[index] === 1) return cost.step + cost.along;
      return across[index] === 1 ? cost.step + cost.across : cost.step;
    },
  };

  /** The cells whose middle lies inside one of the boxes. */
  function painted(boxes: readonly Box[]): Uint8Array {
    const cells = new Uint8Array(columns * rows);
    for (const box of boxes) {
      const [left, right] = [Math.max(0, Math.ceil(box.x / cell)), Math.min(columns - 1, (box.x + box.width) / cell)];
      const [top, bottom] = [Math.max(0, Math.ceil(box.y / cell)), Math.min(rows - 1, (box.y + box.height) / cell)];
      for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) cells[y * columns + x] = 1;
    }
    return cells;
  }
}

const widened = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

/** The cells beside a box through which an arrow may leave it, each with the direction outwards. */
function gatesOf(
  { x, y, width, height }: Box,
  grid: Grid,
): readonly { readonly at: Point; readonly direction: number }[] {
  const gates: { readonly at: Point; readonly direction: number }[] = [];
  const offer = (at: Point, direction: number): void => {
    if (grid.priceOf(at, direction) === cost.step) gates.push({ at, direction });
  };
  for (let across = Math.ceil((x + corner) / cell); across * cell <= x + width - corner; across++) {
    offer({ x: across, y: Math.ceil((y + height + cell) / cell) }, 1);
    offer({ x: across, y: Math.floor((y - cell) / cell) }, 3);
  }
  for (let down = Math.ceil((y + corner) / cell); down * cell <= y + height - corner; down++) {
    offer({ x: Math.ceil((x + width + cell) / cell), y: down }, 0);
    offer({ x: Math.floor((x - cell) / cell), y: down }, 2);
  }
  return gates;
}

/** The point of a box's border straight from a point beside it. */
const onBorder = (point: Point, { x, y, width, height }: Box): Point => ({
  x: Math.min(Math.max(point.x, x), x + width),
  y: Math.min(Math.max(point.y, y), y + height),
});

/** A route without the points at which it goes straight on. */
function straightened(points: readonly Point[]): readonly Point[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (before === undefined || after === undefined) return true;
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
}
