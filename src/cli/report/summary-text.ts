/** The beginning and the end of the report for people: what was judged by what, how often each verdict came, and the sum. */
import type { LineKind } from "../../line-kind.js";
import type { Bench } from "../bench.js";
import type { Colors } from "../text/colors.js";
import { counted, grouped } from "../text/counted.js";
import { inAFile, type LineWidth } from "../text/line-width.js";
import { printable } from "../text/printable.js";
import { tableText } from "../text/table.js";
import { folded, wrap } from "../text/wrap.js";
import type { ReportOptions } from "./report.js";
import type { Tally } from "./tally.js";
import { coloured, meanings, notable } from "./verdict-words.js";

export function headerText({ benches, files, order, lineWidth = inAFile }: ReportOptions, colors: Colors): string {
  const ids = benches.map(({ lifecycle }) => lifecycle.id).join(", ");
  const named = files.map((file) => (file === "-" ? "standard input" : printable(file)));
  const shown = named.length > 3 ? `${named.slice(0, 2).join(", ")} and ${named.length - 2} more` : named.join(", ");
  const title = `${colors.bold(ids)}  ${shown}, judged as ${order}`;
  return [
    folded(title, lineWidth.most),
    ...benches.flatMap((bench) => wrap(policyText(bench, benches.length > 1), lineWidth.line).map(colors.dim)),
    "",
  ].join("\n");
}

function policyText({ lifecycle, policy }: Bench, isNamed: boolean): string {
  const { schema, family } = lifecycle.definition.policy;
  const fields = Object.keys(schema.shape);
  const known = fields.filter((field) => field in policy).map((field) => `${field} ${valueText(policy[field])}`);
  // A field with one value only is a default of ours, or moves nothing: not knowing it leaves nothing open.
  const unknown = fields.filter((field) => !(field in policy) && (family[field]?.length ?? 0) > 1);
  const given = known.length === 0 ? "not given (--policy)" : known.join(", ");
  const open = unknown.length > 0 ? `; unknown: ${unknown.join(", ")}` : "";
  return `${isNamed ? `${lifecycle.id}: ` : ""}policy ${given}${open}`;
}

const valueText = (value: unknown): string => (Array.isArray(value) ? value.join("+") || "none" : String(value));

/** One row for each kind that occurred, one column of counts for each lifecycle. */
export function summaryText(
  parts: readonly { readonly lifecycle: string; readonly tally: Tally }[],
  colors: Colors,
  { most }: LineWidth = inAFile,
): string {
  const counts = parts.map(({ tally }) => tally.counts());
  const kinds = order.filter((kind) => counts.some((count) => count.has(kind)));
  const columns = parts.length === 1 ? ["lines"] : parts.map(({ lifecycle }) => lifecycle);
  return tableText({
    head: ["verdict", ...columns, "which means"].map(colors.dim),
    rows: kinds.map((kind) => [
      coloured(colors, kind, kind),
      ...counts.map((count) => (count.has(kind) ? grouped(count.get(kind) ?? 0) : "")),
      colors.dim(meanings[kind]),
    ]),
    right: parts.map((_, index) => index + 1),
    words: columns.length + 1,
    most,
  });
}

/** From what is as it ought to be to what is not. */
const order: readonly LineKind[] = [
  "advance",
  "late",
  "duplicate",
  "no-information",
  "irrelevant",
  "superseded",
  "stale",
  "unknown",
  "gap",
  "illegal",
  "malformed",
];

export function closingText(
  tally: Tally,
  failOn: ReadonlySet<LineKind>,
  colors: Colors,
  { most }: LineWidth = inAFile,
): string {
  return `${folded(closingLine(tally, failOn, colors), most)}\n`;
}

function closingLine(tally: Tally, failOn: ReadonlySet<LineKind>, colors: Colors): string {
  const counts = tally.counts();
  const failing = [...counts].filter(([kind]) => failOn.has(kind));
  const findings = [...counts].filter(([kind]) => failOn.has(kind) || notable.has(kind));
  const [found, failed] = [findings, failing].map((kinds) => kinds.reduce((sum, [, count]) => sum + count, 0));
  const size = `${counted(tally.subjects(), "subject")}, ${counted(tally.messages(), "report")}`;
  if (found === undefined || found === 0) return `${size}: ${colors.green("no findings")}`;
  const sum = colors.bold(counted(found, "finding"));
  if (failed === undefined || failed === 0) return `${size}: ${sum}`;
  const which = failing.map(([kind, count]) => `${grouped(count)} ${kind}`).join(", ");
  return `${size}: ${sum}, of which ${colors.red(`${grouped(failed)} fail${failed === 1 ? "s" : ""} the check (${which})`)}`;
}
