/** Findings that belong to no subject: lines that could not be read, with where in them and why. */
import type { Colors } from "./colors.js";
import type { Outcome } from "./outcome.js";
import { placeText } from "./place-text.js";
import { inAFile, type LineWidth } from "./line-width.js";
import { coloured } from "./verdict-words.js";
import { folded } from "./wrap.js";

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
