/** A history on a picture: rings and numbers at its states, and the refused steps, drawn above it. */
import { detour } from "./detour.js";
import type { Box, Layout, Point } from "./layout.js";
import { element, short, textAt } from "./markup.js";
import type { PaintedHistory, RefusedStep } from "./paint.js";
import type { Picture, PictureArrow } from "./picture.js";
import { arrowHead, cutOut, roundedPath } from "./route.js";
import { edgesOf, widthOf } from "./sizes.js";

export type StateMark = "reported" | "passed" | "missing" | "refused";

/** How a history meets a state; undefined when it does not. */
export function stateMark(id: string, history: PaintedHistory): StateMark | undefined {
  if (history.reported[id] !== undefined) return "reported";
  if (history.missing.includes(id)) return "missing";
  if (history.passed.includes(id)) return "passed";
  return history.refused.some(({ to }) => to === id) ? "refused" : undefined;
}

/** How a history meets an edge, by the arrows that it shows. */
export function edgeMark(arrows: readonly PictureArrow[], { refused, taken }: PaintedHistory): string {
  if (arrows.some(({ id }) => refused.some(({ arrow }) => arrow === id))) return "refused";
  return arrows.some(({ id }) => taken.includes(id)) ? "taken" : "aside";
}

/** Everything that lies above the states. */
export function historyMarks(picture: Picture, layout: Layout, history: PaintedHistory): string {
  const places = Object.entries(layout.states);
  return element(
    "g",
    { class: "history" },
    ...history.refused.map((step) => refusedStep(picture, layout, step)),
    ...places.map(([id, box]) => marksAt(id, box, history)),
  );
}

const ringGap = 4;

function marksAt(id: string, { x, y, width, height }: Box, history: PaintedHistory): string {
  const mark = stateMark(id, history);
  if (mark === undefined) return "";
  const ring = element("rect", {
    class: `ring ${mark}`,
    x: x - ringGap,
    y: y - ringGap,
    width: width + 2 * ringGap,
    height: height + 2 * ringGap,
    rx: 13,
  });
  const numbers = history.reported[id] ?? [];
  const refusals = history.refused.flatMap(({ to, report }) => (to === id ? [report] : []));
  const [left, right] = [x - 10, x + width + 10];
  const [top, bottom] = [y - ringGap, y + height + ringGap];
  const pills = [
    ...(history.current.includes(id) ? [pill("now", "current", left, top, "start")] : []),
    ...(numbers.length > 0 ? [pill(numberText(numbers), "reported", right, top, "end")] : []),
    ...(mark === "missing" ? [pill("missing", "missing", left, bottom, "start")] : []),
    ...(refusals.length > 0 ? [pill(`× ${numberText(refusals)}`, "refused", right, bottom, "end")] : []),
  ];
  return ring + pills.join("");
}

/** At most three numbers, the latest last. */
function numberText(numbers: readonly number[]): string {
  return numbers.length <= 3 ? numbers.join(", ") : `${numbers.slice(0, 2).join(", ")} … ${String(numbers.at(-1))}`;
}

const pillHeight = 17;

/** A short text on a ground of its own, at a corner of a box: arrows come and go between the corners. */
function pill(text: string, kind: string, x: number, y: number, side: "start" | "end"): string {
  const width = widthOf(text, "mark") + 12;
  const left = side === "start" ? x : x - width;
  return element(
    "g",
    { class: `pill ${kind}` },
    element("rect", {
      x: short(left),
      y: short(y - pillHeight / 2),
      width: short(width),
      height: pillHeight,
      rx: 8.5,
    }),
    textAt(text, "mark", left + width / 2, y + 3.8, "middle"),
  );
}

function refusedStep(picture: Picture, layout: Layout, { from, to, arrow }: RefusedStep): string {
  const edge = edgesOf(picture).find(({ arrows }) => arrows.some(({ id }) => id === arrow));
  const drawn = edge && layout.edges[edge.id];
  const points = drawn?.points ?? (from === null ? undefined : detour(layout, from, to));
  if (points === undefined) return "";
  const { head, shaft } = arrowHead(points);
  const line = [element("path", { class: "wire", d: roundedPath(shaft) }), element("path", { class: "head", d: head })];
  const { x, y } = middleOf(cutOut(shaft, drawn?.label));
  return element(
    "g",
    { class: "refusal" },
    ...(drawn === undefined ? line : []),
    element("circle", { class: "ground", cx: short(x), cy: short(y), r: 8 }),
    element("path", { class: "cross", d: `M${short(x - 3.5)} ${short(y - 3.5)}l7 7m0 -7l-7 7` }),
  );
}

/** The middle of the longest step of a route in pieces. */
function middleOf(pieces: readonly (readonly Point[])[]): Point {
  let longest = { length: -1, middle: { x: 0, y: 0 } };
  for (const points of pieces) {
    for (const [index, to] of points.slice(1).entries()) {
      const from = points[index] ?? to;
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      if (length > longest.length) longest = { length, middle: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } };
    }
  }
  return longest.middle;
}
