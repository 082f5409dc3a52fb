/** Orthogonal routes as SVG paths: rounded corners, a gap where the label stands, and an arrowhead that touches its target. */
import type { Box, Point } from "./layout.js";
import { short } from "./markup.js";

const cornerRadius = 7;
const head = { length: 8, halfWidth: 4 } as const;

/** The pieces of a route outside a box. */
export function cutOut(points: readonly Point[], box: Box | undefined): readonly (readonly Point[])[] {
  if (box === undefined) return [points];
  const pieces: Point[][] = [[]];
  let previous: Point | undefined;
  for (const point of points) {
    if (previous === undefined) pieces.at(-1)?.push(point);
    else {
      const span = insideSpan(previous, point, box);
      if (span !== undefined) {
        const [enter, leave] = span;
        pieces.at(-1)?.push(between(previous, point, enter));
        pieces.push([between(previous, point, leave)]);
      }
      pieces.at(-1)?.push(point);
    }
    previous = point;
  }
  return pieces.filter((piece) => piece.length > 1 && lengthOf(piece) > 0.5);
}

/** Where a segment enters and leaves a box, as fractions of its length. */
function insideSpan(a: Point, b: Point, { x, y, width, height }: Box): readonly [number, number] | undefined {
  let enter = 0;
  let leave = 1;
  for (const [from, to, low, high] of [
    [a.x, b.x, x, x + width],
    [a.y, b.y, y, y + height],
  ] as const) {
    if (from === to) {
      if (from <= low || from >= high) return undefined;
      continue;
    }
    const one = (low - from) / (to - from);
    const other = (high - from) / (to - from);
    enter = Math.max(enter, Math.min(one, other));
    leave = Math.min(leave, Math.max(one, other));
  }
  return enter < leave ? [enter, leave] : undefined;
}

const between = (a: Point, b: Point, t: number): Point => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });

const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);

const lengthOf = (points: readonly Point[]): number =>
  points.reduce((sum, point, index) => sum + distance(points[index - 1] ?? point, point), 0);

/** A path along points, its corners rounded. */
export function roundedPath(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (before === undefined) return `M${at(point)}`;
      if (after === undefined) return `L${at(point)}`;
      const radius = Math.min(cornerRadius, distance(before, point) / 2, distance(point, after) / 2);
      if (radius < 0.5) return `L${at(point)}`;
      const into = between(point, before, radius / distance(point, before));
      const out = between(point, after, radius / distance(point, after));
      return `L${at(into)}Q${at(point)} ${at(out)}`;
    })
    .join("");
}

const at = ({ x, y }: Point): string => `${short(x)} ${short(y)}`;

/** The head of an arrow whose tip is the route's end, and the route shortened to its base. */
export function arrowHead(points: readonly Point[]): { readonly head: string; readonly shaft: readonly Point[] } {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (tip === undefined || before === undefined) return { head: "", shaft: points };
  const length = distance(before, tip);
  const along = { x: (tip.x - before.x) / length, y: (tip.y - before.y) / length };
  const base = { x: tip.x - along.x * head.length, y: tip.y - along.y * head.length };
  const left = { x: base.x - along.y * head.halfWidth, y: base.y + along.x * head.halfWidth };
  const right = { x: base.x + along.y * head.halfWidth, y: base.y - along.x * head.halfWidth };
  return {
    head: `M${at(tip)}L${at(left)}L${at(right)}z`,
    shaft: [...points.slice(0, -1), length > head.length ? base : tip],
  };
}
