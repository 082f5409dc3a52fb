/** What recheck tells: which verdicts are no longer what was recorded, and why. */
import { columns } from "../../testing/columns.js";
import type { Colors } from "../text/colors.js";
import { wrap } from "../text/wrap.js";
import type { RecheckedReport, RecheckedTrace } from "./recheck.js";

const messageWidth = 100;

/** A trace that is judged otherwise than recorded: its reports as a table, then why each one that changed did. */
export function changedTraceText({ description, source, reports }: RecheckedTrace, colors: Colors): string {
  const table = columns([
    ["", "", "report", "recorded", "now"],
    ...reports.map((told, index) => [
      isChanged(told) ? "→" : "",
      `${index + 1}`,
      told.report,
      told.recorded ?? "nothing",
      told.now ?? "no report",
    ]),
  ]);
  const reasons = reports.flatMap((told, index) =>
    isChanged(told)
      ? wrap(`${index + 1}: ${told.message}`, messageWidth).map((line, row) => `  ${row === 0 ? "" : "   "}${line}\n`)
      : [],
  );
  return `${colors.bold(description)}\n${colors.dim(source)}\n${table}${reasons.join("")}\n`;
}

function isChanged({ recorded, now }: RecheckedReport): boolean {
  return recorded !== now;
}
