/** Where a line stands, as `12`, or `log.ndjson:12` where there are several files. */
import type { Place } from "./outcome.js";
import { printable } from "./printable.js";

export function placeText({ line, file }: Place): string {
  return file === undefined ? String(line) : `${printable(file)}:${line}`;
}
