/** The formats of a picture, and which one is asked for: by name, or by the suffix of the file that it goes to. */
import { extname } from "node:path";
import { Misuse, oneOf } from "../misuse.js";
import { printable } from "../text/printable.js";

export const drawFormats = ["mermaid", "svg", "png", "dot", "html", "json"] as const;
export type DrawFormat = (typeof drawFormats)[number];

/** Those on which a policy or a history can be painted. */
export const paintedFormats: readonly DrawFormat[] = ["svg", "png", "html", "json"];
/** Those that have colours. */
export const themedFormats: readonly DrawFormat[] = ["svg", "png", "html"];

const bySuffix: ReadonlyMap<string, DrawFormat> = new Map([
  [".svg", "svg"],
  [".png", "png"],
  [".html", "html"],
  [".dot", "dot"],
  [".gv", "dot"],
  [".mmd", "mermaid"],
  [".json", "json"],
]);

/** Mermaid where neither tells it. @throws {Misuse} for a format and a suffix that contradict each other. */
export function drawFormatOf({
  format,
  output = "",
}: {
  readonly format?: string;
  readonly output?: string;
}): DrawFormat {
  const suffix = extname(output).toLowerCase();
  const told = bySuffix.get(suffix);
  if (format === undefined) {
    if (told === undefined && suffix !== "") throw unknownSuffix(suffix);
    return told ?? "mermaid";
  }
  const named = oneOf("--format", format, drawFormats);
  if (told === undefined || told === named) return named;
  throw new Misuse(`--format ${named}: ${suffix} is the suffix of ${told}; leave --format out, or name another file`);
}

function unknownSuffix(suffix: string): Misuse {
  const known = [...bySuffix.keys()].join(", ");
  return new Misuse(
    `--output: ${printable(suffix)} is the suffix of no format; it is one of ${known}, or name a --format`,
  );
}
