/** What stands beside the words of a phase, ten pixels square. */
import type { Phase } from "../phase.js";
import { element } from "./markup.js";

const person = "M5 .6a2.1 2.1 0 1 1 0 4.2a2.1 2.1 0 1 1 0-4.2zM.9 9.6a4.1 4.1 0 0 1 8.2 0z";

/** Filled shapes, and strokes that enclose nothing. */
const shapes: Readonly<Record<Phase | "several", { readonly filled?: string; readonly open?: string }>> = {
  not_started: { open: person },
  awaiting_person: { filled: person },
  awaiting_provider: { filled: "M.8 1h8.4v3.2h-8.4zM.8 6h8.4v3.2h-8.4z" },
  awaiting_owner: { filled: "M.6 3.6h8.8v5.6h-8.8z", open: "M3.2 3.4v-2.2h3.6v2.2" },
  approved: { open: "M1 5.4l2.8 3 5.2-6.8" },
  declined: { open: "M1.4 1.4l7.2 7.2M8.6 1.4l-7.2 7.2" },
  no_result: { open: "M5 .8a4.2 4.2 0 1 1 0 8.4a4.2 4.2 0 1 1 0-8.4zM2.8 5h4.4" },
  several: { filled: "M5 .8a4.2 4.2 0 0 1 0 8.4z", open: "M5 .8a4.2 4.2 0 1 1 0 8.4a4.2 4.2 0 1 1 0-8.4z" },
};

export function icon(phase: Phase | "several", x: number, y: number): string {
  const { filled, open } = shapes[phase];
  return element(
    "g",
    { class: "icon", transform: `translate(${x} ${y})` },
    ...(filled === undefined ? [] : [element("path", { d: filled })]),
    ...(open === undefined ? [] : [element("path", { class: "open", d: open })]),
  );
}

/** An arrow that comes back, for a transition that stays in its state. */
export function loop(x: number, y: number): string {
  return element(
    "g",
    { class: "loop", transform: `translate(${x} ${y})` },
    element("path", { class: "turn-back", d: "M7.6 2.2a3.9 3.9 0 1 0 1.2 2.9" }),
    element("path", { class: "head", d: "M5.2 2.9L9.4 3.1L8.6-.9z" }),
  );
}
