/** A short text on a ground of its own. */
import type { Box } from "./layout.js";
import { element, short, textAt } from "./markup.js";
import { type Size, widthOf } from "./sizes.js";

export const pillSize = (text: string): Size => ({ width: widthOf(text, "mark") + 12, height: 17 });

/** At a corner of a box: arrows come and go between the corners. */
export function pill(text: string, kind: string, x: number, y: number, side: "start" | "end"): string {
  const { width, height } = pillSize(text);
  return pillIn({ x: side === "start" ? x : x - width, y: y - height / 2, width, height }, text, kind);
}

export function pillIn({ x, y, width, height }: Box, text: string, kind: string): string {
  return element(
    "g",
    { class: `pill ${kind}` },
    element("rect", { x: short(x), y: short(y), width: short(width), height, rx: height / 2 }),
    textAt(text, "mark", x + width / 2, y + height / 2 + 3.8, "middle"),
  );
}
