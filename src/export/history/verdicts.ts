/** The end of the query: every report with what it is answered. */
import { always, type HistoryPlan } from "./names.js";

export function verdictsText({ names, channel, hasRuns }: HistoryPlan): string {
  const isKnown = "p.is_copy = 1 AND a.verdict IN ('advance', 'gap')";
  const copied = channel === "webhook" ? "delivery" : "repeat";
  const unlessCopied = (column: string, otherwise: string): string =>
    `CASE WHEN ${isKnown} THEN ${otherwise} ELSE ${column} END`;
  return `SELECT p.id, p.subject, p.occurred_at, p.report,${hasRuns ? " p.run," : ""} p.delivery,
  ${unlessCopied("a.verdict", "'duplicate'")} AS verdict,
  ${unlessCopied("r.rule", `'duplicate.${copied}'`)} AS rule,
  a.after_status,
  ${unlessCopied("a.skipped", "''")} AS skipped,
  ${unlessCopied("r.message", "NULL")} AS message,
  ${unlessCopied("r.level", "NULL")} AS level,
  ${unlessCopied("r.source", "NULL")} AS source,
  ${unlessCopied("r.note", "NULL")} AS note
FROM placed p
LEFT JOIN folded f ON f.subject = p.subject AND f.place = p.place
JOIN ${names.answer} a ON a.answer = COALESCE(f.answer, ${always.unknown})
JOIN ${names.reason} r ON r.reason = a.reason;`;
}
