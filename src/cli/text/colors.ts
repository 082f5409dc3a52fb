/** Colours for people at a terminal, and plain text for everybody else. */
import picocolors from "picocolors";
import type { Surroundings } from "../surroundings.js";

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Whether standard output is a terminal, and nobody said `NO_COLOR`. */
export function isColoured({ stdout, env }: Surroundings): boolean {
  return stdout.isTTY === true && (env["NO_COLOR"] ?? "") === "";
}

export function colorsFor(coloured: boolean): Colors {
  return picocolors.createColors(coloured);
}
