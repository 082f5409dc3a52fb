/** The steps that cannot be: each a way of its own, crossed out with the numbers of its reports. */
import { detour } from "./detour.js";
import { overlap, segmentsOf } from "./intersect.js";
import type { Box, Layout, Point } from "./layout.js";
import { element, short } from "./markup.js";
import type { RefusedStep } from "./paint.js";
import type { Picture } from "./picture.js";
import { pillIn, pillSize } from "./pill.js";
import { arrowHead, cutOut, roundedPath } from "./route.js";
import { edgesOf } from "./sizes.js";

interface Refusal {
  readonly reports: readonly number[];
  /** All of it; what is left of it where its own label stands is in pieces. */
  readonly points: readonly Point[];
  readonly pieces: readonly (readonly Point[])[];
  /** Whether the picture has it as an arrow. */
  readonly isDrawn: boolean;
}

export function refusedSteps(picture: Picture, layout: Layout, steps: readonly RefusedStep[]): readonly string[] {
  const refusals = routed(picture, layout, steps);
  const routes = [layout.start, ...Object.values(layout.edges), ...refusals].map(({ points }) => points);
  const standing = [...boxesIn(layout)];
  return refusals.map((refusal) => {
    const text = `× ${numberText(refusal.reports)}`;
    const others = routes.filter((points) => points !== refusal.points).flatMap(segmentsOf);
    const place = roomFor(text, refusal.pieces, [...standing, ...others]);
    if (place !== undefined) standing.push(place);
    return element("g", { class: "refusal" }, ...lineOf(refusal), ...signOf(refusal, text, place));
  });
}

/** At most three numbers, the latest last. */
export function numberText(numbers: readonly number[]): string {
  return numbers.length <= 3 ? numbers.join(", ") : `${numbers.slice(0, 2).join(", ")} … ${String(numbers.at(-1))}`;
}

/** Equal steps together; each goes its way beside those before it. */
function routed(picture: Picture, layout: Layout, steps: readonly RefusedStep[]): readonly Refusal[] {
  const together = new Map<string, RefusedStep[]>();
  for (const step of steps) {
    const key = JSON.stringify([step.from, step.to, step.arrow]);
    together.set(key, [...(together.get(key) ?? []), step]);
  }
  const edges = edgesOf(picture);
  const refusals: Refusal[] = [];
  const added: (readonly Point[])[] = [];
  for (const equal of together.values()) {
    const [first] = equal;
    if (first === undefined) continue;
    const { from, to, arrow } = first;
    const reports = equal.map(({ report }) => report);
    const edge = edges.find(({ arrows }) => arrows.some(({ id }) => id === arrow));
    const drawn = edge && layout.edges[edge.id];
    const points = drawn?.points ?? wayOf(layout, from, to, added);
    if (points === undefined) continue;
    if (drawn === undefined) added.push(points);
    const pieces = cutOut(arrowHead(points).shaft, drawn?.label);
    refusals.push({ reports, points, pieces, isDrawn: drawn !== undefined });
  }
  return refusals;
}

/** Where the others leave no way, along one of them. */
function wayOf(
  layout: Layout,
  from: string | null,
  to: string,
  others: readonly (readonly Point[])[],
): readonly Point[] | undefined {
  return from === null ? undefined : (detour(layout, from, to, others) ?? detour(layout, from, to));
}

function lineOf({ points, isDrawn }: Refusal): readonly string[] {
  if (isDrawn) return [];
  const { head, shaft } = arrowHead(points);
  return [element("path", { class: "wire", d: roundedPath(shaft) }), element("path", { class: "head", d: head })];
}

/** The cross with its numbers; the cross alone where these have no room. */
function signOf({ pieces }: Refusal, text: string, place: Box | undefined): readonly string[] {
  if (place !== undefined) return [pillIn(place, text, "crossed")];
  const [longest] = stepsOf(pieces);
  if (longest === undefined) return [];
  const { x, y } = middleOf(longest);
  return [
    element("circle", { class: "ground", cx: short(x), cy: short(y), r: 8 }),
    element("path", { class: "cross", d: `M${short(x - 3.5)} ${short(y - 3.5)}l7 7m0 -7l-7 7` }),
  ];
}

/** How far the marks at a state's corners reach. */
const marks = 13;

function boxesIn({ states, heads, edges }: Layout): readonly Box[] {
  const leaves = Object.entries(states).filter(([id]) => heads[id] === undefined);
  return [
    ...leaves.map(([, { x, y, width, height }]) => ({
      x: x - marks,
      y: y - marks,
      width: width + 2 * marks,
      height: height + 2 * marks,
    })),
    ...Object.values(heads),
    ...Object.values(edges).map(({ label }) => label),
  ];
}

/** Where a text stands on a route and on nothing else, as near to the middle of a long step as can be. */
function roomFor(text: string, pieces: Refusal["pieces"], taken: readonly Box[]): Box | undefined {
  const { width, height } = pillSize(text);
  return stepsOf(pieces)
    .flatMap(pointsAlong)
    .map(({ x, y }) => ({ x: x - width / 2, y: y - height / 2, width, height }))
    .find((place) => !taken.some((box) => overlap(place, box, 2)));
}

/** The longest first. */
const stepsOf = (pieces: Refusal["pieces"]): readonly Box[] =>
  pieces.flatMap(segmentsOf).toSorted((a, b) => b.width + b.height - a.width - a.height);

const middleOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

const stride = 6;

/** From the middle of a step outwards. */
function pointsAlong(step: Box): readonly Point[] {
  const { x, y } = middleOf(step);
  const isUpright = step.width === 0;
  const steps = Math.floor((step.width + step.height) / 2 / stride);
  return Array.from({ length: 2 * steps + 1 }, (_, index) => {
    const away = Math.ceil(index / 2) * (index % 2 === 0 ? stride : -stride);
    return isUpright ? { x, y: y + away } : { x: x + away, y };
  });
}
