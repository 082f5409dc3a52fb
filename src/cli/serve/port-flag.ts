/** The `--port` of the command line. */
import { Misuse } from "../misuse.js";
import { printable } from "../text/printable.js";

/** @throws {Misuse} for what is no port. */
export function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new Misuse(`--port: "${printable(text)}" cannot be; it is a whole number from 0 (any that is free) to 65535`);
}
