/** `kycle list`: every lifecycle, with what it knows and what that rests on. */
import type { Level } from "../evidence.js";
import { readChart } from "../graph/chart.js";
import type { Lifecycle } from "../lifecycle.js";
import type { Colors } from "./text/colors.js";
import { inAFile, type LineWidth } from "./text/line-width.js";
import { tableText } from "./text/table.js";

const levels: readonly Level[] = ["STATED", "IMPLIED", "ASSUMED"];

export function lifecycleTable(
  lifecycles: readonly Lifecycle[],
  colors: Colors,
  { most }: LineWidth = inAFile,
): string {
  return tableText({
    head: ["lifecycle", "one instance is", "statuses", "transitions", "evidence", "final"].map(colors.dim),
    rows: lifecycles.map((lifecycle) => [colors.bold(lifecycle.id), ...cellsOf(lifecycle)]),
    right: [2, 3],
    widths: [22, 30, 10, 13, 13, 18],
    words: 1,
    most,
    apart: true,
  });
}

function cellsOf({ title, statuses, machine, definition }: Lifecycle): readonly (string | number)[] {
  const counts = levels.map((level) => ({ level, count: transitionsAt(definition.evidence.rows, level) }));
  const finals = readChart(machine).finals;
  return [
    title,
    statuses.length,
    counts.reduce((sum, { count }) => sum + count, 0),
    counts.map(({ level, count }) => `${level.padEnd(7)} ${String(count).padStart(3)}`).join("\n"),
    statuses.filter((status) => finals.has(status)).join("\n") || "none",
  ];
}

/** A row of evidence is one transition from each of its statuses. */
function transitionsAt(rows: Lifecycle["definition"]["evidence"]["rows"], level: Level): number {
  return rows.filter((row) => row.level === level).reduce((sum, { from }) => sum + from.length, 0);
}
