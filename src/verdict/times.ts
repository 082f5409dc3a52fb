/** When a subject began, and which of the lifecycle's rules between times a report breaks. */
import type { Instant } from "../instant.js";
import type { Space } from "../observer/estimate.js";
import type { Report } from "../observer/folded.js";
import { instantOf } from "../record/report.js";
import { type Known, reportsOf } from "../record/window.js";

/** The lifecycle's rules between times that the report breaks. */
export function brokenTimes({ definition }: Space, known: Known, report: Report): readonly string[] {
  const { at, status } = report;
  if (at === undefined || definition.mistimed === undefined) return [];
  const { record, folded } = known;
  const reports = reportsOf(folded);
  const firstAt = record.checkpoint?.firstAt ?? reports.find((earlier) => earlier.at !== undefined)?.at;
  const startedAt = instantOf(record.startedAt) ?? report.startedAt ?? startOfSubject(known);
  return definition.mistimed({ status, at }, { policy: record.policy, startedAt, firstAt, reports });
}

/** When the subject began, as far as anyone told: the consumer first, then the latest report. */
export function startOfSubject({ record, folded }: Known): Instant | undefined {
  const told = folded.entries.findLast(({ report }) => report.startedAt !== undefined)?.report.startedAt;
  return instantOf(record.startedAt) ?? told ?? record.checkpoint?.startedAt;
}
