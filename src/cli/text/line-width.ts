/** How wide what is written may be: as the terminal is that it goes to. */
import type { Surroundings } from "../surroundings.js";

export interface LineWidth {
  /** Text is broken between words into lines no longer. */
  readonly line: number;
  /** So is what a file has on one line, such as the row of a table. */
  readonly most: number;
}

const narrowest = 40;
const widest = 100;

/** Of a file, and of whatever else is no terminal. */
export const inAFile: LineWidth = { line: widest, most: Number.POSITIVE_INFINITY };

export function lineWidthIn({ stdout: { isTTY, columns = 0 } }: Pick<Surroundings, "stdout">): LineWidth {
  if (isTTY !== true || columns === 0) return inAFile;
  const width = Math.min(widest, Math.max(narrowest, columns));
  return { line: width, most: width };
}
