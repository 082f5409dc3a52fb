/** The end of the query: every report with what it is answered. */
import { always } from "./names.js";
import type { HistoryPlan } from "./plan.js";

/** Where the answer to a placed report `p` stands: in a row of its own, or as an item of the row of its subject. */
export interface Answered {
  readonly condition: string;
  readonly answer: string;
}

export function verdictsText({ names, channel, hasRuns }: HistoryPlan, { condition, answer }: Answered): string {
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
LEFT JOIN folded f ON ${condition}
JOIN ${names.answer} a ON a.answer = CASE WHEN p.place IS NULL THEN ${always.unknown} ELSE ${answer} END
JOIN ${names.reason} r ON r.reason = a.reason;`;
}
