/** From a report to the question that it asks of what is known. */
import { canonical } from "../json.js";
import { memoized } from "../memo.js";
import type { Estimate, Inquiry, Space } from "./estimate.js";
import type { Latest, Report } from "./folded.js";
import { question } from "./observer.js";

const inquiries = new Map<string, Inquiry>();

/** The question that a report asks after `latest`. */
export function inquiryOf(report: Report, latest: Latest | undefined): Inquiry {
  const hasRuns = latest?.run !== undefined && report.run !== undefined;
  const run = !hasRuns ? "any" : latest.run === report.run ? "same" : "next";
  const isPoll = report.channel === "poll";
  const announcesStay = latest?.channel === "poll" && latest.status !== undefined && latest.status === report.status;
  const stay = isPoll || announcesStay;
  const target = report.status === undefined ? { event: report.event ?? "" } : { status: report.status };
  const facts = report.policy === undefined ? "" : canonical(report.policy);
  const counters = report.counters === undefined ? "" : canonical(report.counters);
  const key = `${report.status ?? ""} ${report.event ?? ""} ${report.channel} ${stay} ${run} ${facts} ${counters}`;
  return memoized(inquiries, key, () => ({
    key,
    expected: question({ target, stay, run, lossless: !isPoll }),
    possible: question({ target, stay, run, lossless: false }),
    countsMissing: !isPoll,
    facts: report.policy,
    counters: report.counters,
  }));
}

/** Whether a poll shows what the report just before it showed, and nothing besides that could be believed. */
export function repeats(
  space: Space,
  { estimate, latest }: { readonly estimate: Estimate; readonly latest: Latest | undefined },
  report: Report,
): boolean {
  if (report.channel !== "poll" || report.status === undefined || report.status !== latest?.status) return false;
  if (report.run !== undefined && report.run !== latest.run) return false;
  const { disbelieved } = space.ask(estimate, inquiryOf(report, latest));
  const believed = {
    facts: disbelieved.includes("policy") ? undefined : report.policy,
    counters: disbelieved.includes("counters") ? undefined : report.counters,
  };
  return space.narrow(estimate, believed) === estimate;
}
