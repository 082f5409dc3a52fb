/** Findings that belong to no subject: lines that could not be read, with where in them and why. */
import type { Colors } from "../text/colors.js";
import { inAFile, type LineWidth } from "../text/line-width.js";
import { folded } from "../text/wrap.js";
import type { Outcome } from "./outcome.js";
import { placeText } from "./place-text.js";
import { coloured } from "./verdict-words.js";

export function unplacedText(
  outcomes: readonly Outcome[],
  inAll: number,
  colors: Colors,
  { most }: LineWidth = inAFile,
): string {
  if (outcomes.length === 0) return "";
  const places = outcomes.map(placeText);
  const width = Math.max(...places.map((place) => place.length));
  const kindWidth = Math.max(...outcomes.map(({ verdict }) => verdict.length));
  const rows = outcomes.map(({ verdict, field, message }, index) => {
    const place = (places[index] ?? "").padStart(width);
    const row = `  ${place}  ${coloured(colors, verdict, verdict.padEnd(kindWidth))}  ${field === undefined ? "" : `${field}: `}${message}`;
    return folded(row, most, width + 4);
  });
  const more = inAll - outcomes.length;
  const rest = more === 0 ? [] : [folded(colors.dim(`  and ${more} more; --format ndjson lists all`), most)];
  return [colors.bold("Lines about no subject"), ...rows, ...rest, "", ""].join("\n");
}
