/** What a message says instead of a report, with where in it: `body.state: missing, expected text`. */
import type { Reading } from "../../observation.js";

export function readingText(reading: Reading): string {
  if (reading.kind === "observation") return "a report";
  return reading.kind === "malformed" && reading.path !== "" ? `${reading.path}: ${reading.message}` : reading.message;
}
