/** A mutant of the code by its text, so that it keeps its name when lines above it come and go. */
import type { MeasuredMutant } from "./measured.js";

/** The lines that a mutant touches, on one line each: as they are written, and as the mutant has them. */
export interface Change {
  readonly was: string;
  readonly is: string;
}

/** Longer texts are told by their ends. */
const longest = 160;

export function changeOf(source: string, { location, replacement }: MeasuredMutant): Change {
  const lines = source.split("\n").slice(location.start.line - 1, location.end.line);
  const before = (lines[0] ?? "").slice(0, location.start.column - 1);
  const after = (lines.at(-1) ?? "").slice(location.end.column - 1);
  return { was: onOneLine(lines.join("\n")), is: onOneLine(`${before}${replacement}${after}`) };
}

function onOneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= longest ? line : `${line.slice(0, longest / 2)} … ${line.slice(-longest / 2)}`;
}
