/** The sneak-path matrix as text: statuses by events for a reader, configurations by events as data. */
import { canonical, type Json } from "../json.js";
import type { Cell, SneakPaths } from "../sneak-paths.js";

/** One row for each status; where its configurations differ, every answer. */
export function sneakTable({ events, rows }: SneakPaths): string {
  const statuses = [...new Set(rows.map(({ at }) => at.status))];
  const lines = statuses.map((status) => {
    const here = rows.filter(({ at }) => at.status === status);
    const cells = events.map((_, column) => {
      const words = here.flatMap(({ cells: all }) => (all[column] === undefined ? [] : [statusWord(all[column])]));
      return [...new Set(words)].join("<br>");
    });
    return [`\`${status}\``, ...cells];
  });
  const head = ["", ...events.map((event) => `\`${event}\``)];
  return [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** One line for each configuration: its status, its counts, and a cell for each event. RFC 4180. */
export function sneakCsv({ events, variables, rows }: SneakPaths): string {
  const lines = rows.map(({ at, cells }) => [
    at.status,
    ...variables.map((field) => written(at.context[field] ?? null)),
    ...cells.map(cellText),
  ]);
  return [["status", ...variables, ...events], ...lines].map((cells) => `${cells.map(quoted).join(",")}\n`).join("");
}

function statusWord(cell: Cell): string {
  if (cell.kind === "allowed") return `→ ${cell.to}`;
  if (cell.kind === "guard") return `✗ ${cell.guards.map(({ guard }) => guard).join(", ")}`;
  return marks[cell.kind];
}

function cellText(cell: Cell): string {
  if (cell.kind === "guard") {
    return `✗ ${cell.guards.map(({ guard, numbers }) => `${guard}: ${numbers}`).join("; ")}`;
  }
  if (cell.kind !== "allowed") return marks[cell.kind];
  const changes = Object.entries(cell.changes).map(
    ([field, { from, to }]) => `${field} ${written(from)}→${written(to)}`,
  );
  return `→ ${[cell.to, ...changes].join(" ")}`;
}

const marks = { none: "·", final: "■" } as const;

function written(value: Json): string {
  return typeof value === "string" ? value : canonical(value);
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
