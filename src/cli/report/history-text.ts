/** Histories around findings, drawn as columns with the finding marked and explained. */
import { didYouMean } from "../../stranger.js";
import type { Bench } from "../bench.js";
import type { Colors } from "../text/colors.js";
import { evidenceText } from "../text/evidence-text.js";
import type { LineWidth } from "../text/line-width.js";
import { printable } from "../text/printable.js";
import { folded, wrap } from "../text/wrap.js";
import type { Histories, History, Reported } from "./histories.js";
import type { Outcome } from "./outcome.js";
import { placeText } from "./place-text.js";
import { coloured, verdictText } from "./verdict-words.js";

export interface HistoryOptions {
  readonly colors: Colors;
  readonly benches: readonly Bench[];
  readonly lineWidth: LineWidth;
}

/** Where the columns begin, behind the mark. */
const margin = 4;

export function historiesText(book: Histories, options: HistoryOptions): string {
  const told = book.told();
  const rest = book.untold();
  const more = `and ${rest} more subject${rest === 1 ? "" : "s"} with findings; --format ndjson lists all`;
  if (told.length === 0) return "";
  const runs = [...new Set(options.benches.flatMap(({ lifecycle }) => lifecycle.definition.runs?.name ?? []))];
  const columns = ["line", "time (UTC)", ...(runs.length === 0 ? [] : [runs.join(" or ")]), "status", "verdict"];
  const { bold, dim } = options.colors;
  const { most } = options.lineWidth;
  const heading = `${bold("Findings")}${dim(`, in the history of each subject: ${columns.join(", ")}`)}`;
  const histories = told.map((history) => historyText(history, options));
  return [folded(heading, most), ...histories, ...(rest === 0 ? [] : [folded(dim(more), most)])]
    .map((part) => `${part}\n\n`)
    .join("");
}

function historyText(history: History, { colors, benches, lineWidth }: HistoryOptions): string {
  const { subject, lifecycle, rows } = history;
  const widths = widthsOf(rows.flatMap((row) => ("leftOut" in row ? [] : [row.outcome])));
  const heading = colors.bold(printable(subject)) + (benches.length > 1 ? colors.dim(`  ${lifecycle}`) : "");
  const lines = rows.flatMap((row, index) => {
    if ("leftOut" in row) {
      const where = index === 0 ? "earlier" : index === rows.length - 1 ? "later" : "between";
      const findings = row.findings > 0 ? `, ${row.findings} of them findings` : "";
      return [colors.dim(`${" ".repeat(margin)}… ${row.leftOut} ${where}${findings}`)];
    }
    return [
      folded(rowText(row, widths, colors), lineWidth.most, margin + 4),
      ...notesOf(row, statusesOf(lifecycle, benches)).flatMap((note) => indented(note, lineWidth)),
    ];
  });
  return [folded(heading, lineWidth.most), ...lines].join("\n");
}

/** Line, time, run, status: what each column holds. */
function cellsOf(outcome: Outcome): readonly string[] {
  const { at = "", run = "" } = outcome;
  const shortRun = run.length > 12 ? `${run.slice(0, 8)}…` : run;
  const time = at.replace("T", " ").replace(/Z$/, "");
  return [placeText(outcome), time, printable(shortRun), statusText(outcome)];
}

/** With the provider's own word, where that is another and no event's name. */
function statusText({ status, event, reported = "" }: Outcome): string {
  if (status === undefined) return event ?? reported;
  return reported === "" || reported === event ? status : `${status} (${reported})`;
}

function widthsOf(outcomes: readonly Outcome[]): readonly number[] {
  const cells = outcomes.map(cellsOf);
  return (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
}

function rowText({ outcome, isFinding }: Reported, widths: readonly number[], colors: Colors): string {
  const cells = cellsOf(outcome).flatMap((cell, column) => {
    const size = widths[column] ?? 0;
    if (size === 0) return [];
    return [column === 0 ? colors.dim(cell.padStart(size)) : cell.padEnd(size)];
  });
  const { verdict } = outcome;
  const mark = isFinding ? coloured(colors, verdict, "▸") : " ";
  return `  ${mark} ${cells.join("  ")}  ${coloured(colors, verdict, verdictText(outcome))}`;
}

function statusesOf(id: string | undefined, benches: readonly Bench[]): readonly string[] {
  return benches.find(({ lifecycle }) => lifecycle.id === id)?.lifecycle.statuses ?? [];
}

/** What is told below a row: of a finding why it is one, and of any what is odd about it. */
function notesOf(
  { outcome, isFinding }: Reported,
  statuses: readonly string[],
): readonly (readonly [string, string])[] {
  const { verdict, reason, reported, message, evidence, fitting, warnings = [] } = outcome;
  const odd = warnings.map((warning) => ["warning", warning] as const);
  if (!isFinding) return odd;
  const rests = verdict === "illegal" && evidence !== undefined ? [["rests on", evidenceText(evidence)] as const] : [];
  const fits = fitting === undefined ? [] : [["would fit", fitting.join(", ")] as const];
  const meant = reason === "status" ? didYouMean(reported, statuses) : undefined;
  const likely = meant === undefined ? [] : [["", meant] as const];
  return [["", message], ...likely, ...rests, ...fits, ...odd];
}

function indented([label, text]: readonly [string, string], { line: width }: LineWidth): readonly string[] {
  const start = " ".repeat(margin + 4);
  const labelled = label === "" ? "" : `${label.padEnd(9)}  `;
  return wrap(text, width - start.length - labelled.length).map(
    (line, index) => `${start}${index === 0 ? labelled : " ".repeat(labelled.length)}${line}`,
  );
}
