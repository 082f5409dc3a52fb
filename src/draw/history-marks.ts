/** A history on a picture: rings and numbers at its states, and the refused steps, drawn above it. */
import type { Box, Layout } from "./layout.js";
import { element } from "./markup.js";
import type { PaintedHistory } from "./paint.js";
import type { Picture, PictureArrow } from "./picture.js";
import { pill } from "./pill.js";
import { numberText, refusedSteps } from "./refused-steps.js";

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
    ...refusedSteps(picture, layout, history.refused),
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
