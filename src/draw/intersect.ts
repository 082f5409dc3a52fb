/** Boxes and orthogonal routes in the plane: what touches what. */
import type { Box, Point } from "./layout.js";

/** Whether two boxes share more than a border; `gap` widens the first on all sides. */
export function overlap(a: Box, b: Box, gap = 0): boolean {
  return (
    a.x - gap < b.x + b.width && b.x < a.x + a.width + gap && a.y - gap < b.y + b.height && b.y < a.y + a.height + gap
  );
}

/** The steps of a route as boxes without breadth. */
export function segmentsOf(points: readonly Point[]): readonly Box[] {
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(to.x - from.x),
      height: Math.abs(to.y - from.y),
    };
  });
}
