/** Names of the code as words for readers, and times as people say them. */

/** `countFailure` → "count failure", `in_progress` → "in progress". */
export function nameWords(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll(/[_\s]+/g, " ")
    .trim()
    .toLowerCase();
}

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
  ["millisecond", 1],
] as const;

/** Milliseconds in the largest units that tell them, at most two: "30 minutes", "1 day 6 hours". */
export function durationWords(milliseconds: number): string {
  let rest = milliseconds;
  const parts: string[] = [];
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    if (count === 0) continue;
    rest -= count * length;
    parts.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
  }
  return parts.length === 0 ? "no time" : parts.slice(0, 2).join(" ");
}
