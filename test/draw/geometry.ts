/** What is wrong with a layout, in sentences: written against the numbers alone, without the code that draws. */
import type { Box, EdgeRoute, Layout, Point } from "../../src/draw/layout.js";
import type { Picture } from "../../src/draw/picture.js";
import { edgesOf } from "../../src/draw/sizes.js";

/** Every fault: nothing may overlap, cross a text, or end anywhere but on the border that it is meant for. */
export function faultsOf(picture: Picture, layout: Layout): readonly string[] {
  const faults: string[] = [];
  const report = (isFault: boolean, fault: string): void => void (isFault && faults.push(fault));
  const leaves = picture.states.filter(({ kind }) => kind !== "group");
  const groups = picture.states.filter(({ kind }) => kind === "group");
  const edges = edgesOf(picture);
  const boxOf = (id: string): Box => layout.states[id] ?? nowhere;
  const routeOf = (id: string): EdgeRoute => layout.edges[id] ?? { points: [], label: nowhere };
  const boxes = leaves.map(({ id }) => ({ name: `state ${id}`, box: boxOf(id) }));
  const labels = edges.map(({ id }) => ({ name: `label of ${id}`, box: routeOf(id).label }));
  const heads = groups.map(({ id }) => ({ name: `head of ${id}`, box: layout.heads[id] ?? nowhere }));
  const routes = [
    ...edges.map(({ id, from, to }) => ({ id, points: routeOf(id).points, from: boxOf(from), to: boxOf(to) })),
    {
      id: "start",
      points: layout.start.points,
      from: dotBox(layout),
      to: boxOf(leaves.find((leaf) => leaf.initial)?.id ?? ""),
    },
  ];

  for (const { id } of picture.states) report(layout.states[id] === undefined, `state ${id} has no place`);
  for (const { id } of edges) report(layout.edges[id] === undefined, `edge ${id} has no place`);

  const solid = [...boxes, ...labels, ...heads];
  for (const [index, one] of solid.entries()) {
    for (const other of solid.slice(index + 1)) {
      report(meet(one.box, other.box), `${one.name} overlaps ${other.name}`);
    }
    report(
      one.box.x < 0 || one.box.y < 0 || right(one.box) > layout.width || bottom(one.box) > layout.height,
      `${one.name} leaves the picture`,
    );
  }
  for (const { id, parent } of picture.states) {
    const inner = boxOf(id);
    const outer = parent === null ? undefined : boxOf(parent);
    report(outer !== undefined && !isInside(inner, outer), `${id} leaves its group`);
    for (const group of groups) {
      const isAround = isWithin(picture, id, group.id) || isWithin(picture, group.id, id);
      report(!isAround && meet(inner, boxOf(group.id)), `${id} overlaps the group ${group.id}`);
    }
  }
  for (const group of groups) {
    for (const { name, box } of labels) {
      for (const side of sidesOf(boxOf(group.id))) report(meet(box, side), `${name} lies on the frame of ${group.id}`);
    }
  }

  for (const { id, points, from, to } of routes) {
    const steps = stepsOf(points);
    const [first, last] = [points[0], points.at(-1)];
    report(steps.length === 0, `edge ${id} goes nowhere`);
    report(
      steps.some((step) => step.width > 0 && step.height > 0),
      `edge ${id} is slanted`,
    );
    report(first === undefined || !isOnBorder(first, from), `edge ${id} does not begin at its source`);
    report(last === undefined || !isOnBorder(last, to), `edge ${id} does not end at its target`);
    for (const { name, box } of boxes) {
      report(
        steps.some((step) => meet(shrunk(box), step)),
        `edge ${id} crosses ${name}`,
      );
    }
    for (const { name, box } of [...labels, ...heads]) {
      if (name === `label of ${id}`) {
        const through = steps.filter((step) => meet(box, step));
        const [only] = through;
        report(through.length !== 1 || only?.width !== 0, `${name} does not sit on one upright step of its edge`);
      } else
        report(
          steps.some((step) => meet(box, step)),
          `edge ${id} crosses ${name}`,
        );
    }
  }
  for (const [index, one] of routes.entries()) {
    for (const other of routes.slice(index + 1)) {
      const isShared = stepsOf(one.points).some((a) => stepsOf(other.points).some((b) => runTogether(a, b)));
      report(isShared, `edges ${one.id} and ${other.id} run on one line`);
    }
  }
  return faults;
}

/** How many times edges cross one another. */
export function crossingsIn(layout: Layout): number {
  const routes = [...Object.values(layout.edges).map(({ points }) => points), layout.start.points].map(stepsOf);
  return routes.flatMap((steps, index) =>
    routes.slice(index + 1).flatMap((others) => steps.flatMap((a) => others.filter((b) => crosses(a, b)))),
  ).length;
}

const nowhere: Box = { x: -1, y: -1, width: 0, height: 0 };
const right = ({ x, width }: Box): number => x + width;
const bottom = ({ y, height }: Box): number => y + height;
const tolerance = 0.11;

function meet(a: Box, b: Box): boolean {
  return (
    Math.min(right(a), right(b)) - Math.max(a.x, b.x) > -tolerance &&
    Math.min(bottom(a), bottom(b)) - Math.max(a.y, b.y) > -tolerance
  );
}

const crosses = (a: Box, b: Box): boolean => a.width > 0 !== b.width > 0 && meet(a, b);

/** Whether two steps in the same direction lie on each other. */
function runTogether(a: Box, b: Box): boolean {
  if (a.width > 0 !== b.width > 0) return false;
  const along = Math.min(right(a), right(b)) - Math.max(a.x, b.x) + Math.min(bottom(a), bottom(b)) - Math.max(a.y, b.y);
  return meet(a, b) && along > 1;
}

const shrunk = ({ x, y, width, height }: Box): Box => ({
  x: x + 0.5,
  y: y + 0.5,
  width: width - 1,
  height: height - 1,
});

const isInside = (inner: Box, outer: Box): boolean =>
  inner.x > outer.x && inner.y > outer.y && right(inner) < right(outer) && bottom(inner) < bottom(outer);

function isOnBorder({ x, y }: Point, box: Box): boolean {
  const isAcross = x > box.x - tolerance && x < right(box) + tolerance;
  const isBeside = y > box.y - tolerance && y < bottom(box) + tolerance;
  const isAtX = Math.min(Math.abs(x - box.x), Math.abs(x - right(box))) < tolerance;
  const isAtY = Math.min(Math.abs(y - box.y), Math.abs(y - bottom(box))) < tolerance;
  return isAcross && isBeside && (isAtX || isAtY);
}

function stepsOf(points: readonly Point[]): readonly Box[] {
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    const at = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) };
    return { ...at, width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
  });
}

function sidesOf({ x, y, width, height }: Box): readonly Box[] {
  return [
    { x, y, width, height: 0 },
    { x, y: y + height, width, height: 0 },
    { x, y, width: 0, height },
    { x: x + width, y, width: 0, height },
  ];
}

function isWithin({ states }: Pick<Picture, "states">, id: string, group: string): boolean {
  if (id === group) return true;
  const parent = states.find((state) => state.id === id)?.parent ?? null;
  return parent !== null && isWithin({ states }, parent, group);
}

function dotBox({ start: { dot } }: Layout): Box {
  return { x: dot.x - 6, y: dot.y - 6, width: 12, height: 12 };
}
