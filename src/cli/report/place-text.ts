/** Where a line stands, as `12`, or `log.ndjson:12` where there are several files. */
import { printable } from "../text/printable.js";
import type { Place } from "./outcome.js";

export function placeText({ line, file }: Place): string {
  return file === undefined ? String(line) : `${printable(file)}:${line}`;
}
