/** Colours for people at a terminal, and plain text for everybody else. */
import picocolors from "picocolors";
import type { Surroundings } from "../surroundings.js";

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Not where somebody said `NO_COLOR`; else as `FORCE_COLOR` says, 0 being no; else where standard output is a terminal. */
export function isColoured({ stdout, env }: Surroundings): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  const forced = env["FORCE_COLOR"] ?? "";
  return forced === "" ? stdout.isTTY === true : forced !== "0";
}

export function colorsFor(coloured: boolean): Colors {
  return picocolors.createColors(coloured);
}
