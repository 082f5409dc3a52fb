/** The fold of reports over an estimate, one after another. */
import { runRelation, unknownWord } from "../compiled/alphabet.js";
import { type CompiledObserver, compiledObserver } from "../compiled/compiled.js";
import { missingReports } from "../explanation/explanation.js";
import { origin } from "../graph/family-graph.js";
import type { Answer, Estimate, Space } from "../observer/estimate.js";
import { type Entry, type Folded, type Latest, type Report, runsWith } from "../observer/folded.js";
import { inquiryOf } from "../observer/inquiry.js";

export function startFold(start: Estimate, latest: Latest | undefined, runs: readonly string[]): Folded {
  return { start, entries: [], estimate: start, latest, runs, missing: 0, hasTies: false };
}

/** Whether a report names a run that another has already replaced. */
export function returnsToRun({ runs }: Folded, { run }: Pick<Report, "run">): boolean {
  return run !== undefined && run !== runs.at(-1) && runs.includes(run);
}

/** The fold one report further; undefined when the report does not fit there. */
export function foldReport(space: Space, folded: Folded, report: Report): Folded | undefined {
  const entry = entryOf(space, compiledObserver(space), folded, report);
  return entry && foldedInto(folded, [...folded.entries, entry], entry);
}

/** The fold of reports in the order given; undefined when one does not fit. */
export function foldInTurn(space: Space, start: Folded, reports: readonly Report[]): Folded | undefined {
  const entries = [...start.entries];
  const observer = compiledObserver(space);
  let folded: Folded = { ...start, entries };
  for (const report of reports) {
    const entry = entryOf(space, observer, folded, report);
    if (entry === undefined) return undefined;
    entries.push(entry);
    folded = foldedInto(folded, entries, entry);
  }
  return folded;
}

/** What a report is after a fold; undefined when it does not fit there. */
function entryOf(space: Space, observer: CompiledObserver, folded: Folded, report: Report): Entry | undefined {
  const { estimate: before, latest: latestBefore } = folded;
  if (report.adopted === true) {
    const next = everyConfiguration(space, report.status);
    if (next.fitting === 0) return undefined;
    const answer: Answer = { kind: "advance", next, disbelieved: [] };
    const inquiry = inquiryOf(report, latestBefore);
    return { report, before, inquiry, answer, missing: [], latest: report, isRepeat: false };
  }
  const relation = runRelation(report.run, latestBefore);
  const symbol = observer.symbolOf(report, relation);
  if (symbol === unknownWord) return undefined;
  const { inquiry, answer, isRepeat, status } = observer.asked(observer.into(before, latestBefore), symbol);
  if (isRepeat) {
    const stay: Answer = { kind: "advance", next: before, disbelieved: [] };
    return { report, before, inquiry, answer: stay, missing: [], latest: latestBefore, isRepeat };
  }
  // One text for a run, however often it is named, is compared at once.
  const latest = { status, run: relation === "same" ? latestBefore?.run : report.run, channel: report.channel };
  if (answer.kind === "refused" || returnsToRun(folded, latest)) return undefined;
  const missing = answer.kind === "gap" ? missingReports(space, folded, inquiry) : [];
  return { report, before, inquiry, answer, missing, latest, isRepeat };
}

/** A fold with an entry more, which is the last of `entries`. */
function foldedInto(
  folded: Folded,
  entries: readonly Entry[],
  { report, answer, latest, missing, isRepeat }: Entry,
): Folded {
  const hasTies = folded.hasTies || isTied(entries.at(-2)?.report, report);
  if (isRepeat) return { ...folded, entries, hasTies };
  return {
    start: folded.start,
    entries,
    estimate: answer.next,
    latest,
    runs: runsWith(folded.runs, latest?.run),
    missing: folded.missing + missing.length,
    hasTies,
  };
}

/** Whether a report could as well stand before the other. An adopted one is a barrier: nothing of its time changes sides. */
export function isTied(before: Report | undefined, report: Report): boolean {
  if (report.at === undefined || before?.at !== report.at) return false;
  return report.adopted !== true && before.adopted !== true;
}

/** All configurations of a status, reachable under some policy: what is known by the status alone. */
export function everyConfiguration(space: Space, status: string | undefined): Estimate {
  const { graph, intern } = space.observer;
  const all = intern(
    graph.reached.flatMap((policies, node) =>
      node !== origin && graph.statusOf(node) === status ? [{ node, policies }] : [],
    ),
  );
  return space.estimate(all, all);
}
