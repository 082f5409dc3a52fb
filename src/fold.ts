/**
 * The fold of reports over an estimate, in the order in which they happened.
 *
 * Reports of equal time have no order of their own: they take the one with the fewest missing reports, then the one that
 * their delivery identities give. Neither depends on the order of arrival.
 */
import * as z from "zod";
import type { Answer, Estimate, Inquiry, Space } from "./estimate.js";
import { explain, missingReports } from "./explanation.js";
import type { Entry, Folded, Latest, Report } from "./folded.js";
import { canonical } from "./json.js";
import { remembered } from "./memo.js";
import { question } from "./observer.js";

/** Groups above this size are ordered by delivery identity alone: the permutations of 6 are 720, of 7 over 5,000. */
const largestPermutedGroup = 6;

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
  return remembered(inquiries, key, () => ({
    key,
    expected: question({ target, stay, run, lossless: !isPoll }),
    possible: question({ target, stay, run, lossless: false }),
    countsMissing: !isPoll,
    facts: report.policy,
    counters: report.counters,
  }));
}

/** Whether a poll shows what the report just before it showed, and nothing besides that could be believed. */
export function repeats(space: Space, { estimate, latest }: Folded, report: Report): boolean {
  if (report.channel !== "poll" || report.status === undefined || report.status !== latest?.status) return false;
  if (report.run !== undefined && report.run !== latest.run) return false;
  const { disbelieved } = space.ask(estimate, inquiryOf(report, latest));
  const believed = {
    facts: disbelieved.includes("policy") ? undefined : report.policy,
    counters: disbelieved.includes("counters") ? undefined : report.counters,
  };
  return space.narrow(estimate, believed) === estimate;
}

export function startFold(start: Estimate, latest: Latest | undefined, runs: readonly string[]): Folded {
  return { start, entries: [], estimate: start, latest, runs, missing: 0 };
}

/** Whether a report names a run that another has already replaced. */
export function returnsToRun({ runs }: Folded, { run }: Report): boolean {
  return run !== undefined && run !== runs.at(-1) && runs.includes(run);
}

function runsWith(runs: readonly string[], run: string | undefined): readonly string[] {
  return run === undefined || run === runs.at(-1) ? runs : [...runs.filter((known) => known !== run), run];
}

/** The fold one report further; undefined when the report does not fit there. */
export function foldReport(space: Space, folded: Folded, report: Report): Folded | undefined {
  const { estimate: before, entries } = folded;
  const inquiry = inquiryOf(report, folded.latest);
  if (report.adopted === true) {
    const next = everyConfiguration(space, report.status);
    const answer: Answer = { kind: "advance", next, disbelieved: [] };
    const entry = { report, before, inquiry, answer, missing: [], latest: report, isRepeat: false };
    const runs = runsWith(folded.runs, report.run);
    return { ...folded, entries: [...entries, entry], estimate: next, latest: report, runs };
  }
  if (repeats(space, folded, report)) {
    const answer: Answer = { kind: "advance", next: before, disbelieved: [] };
    const entry = { report, before, inquiry, answer, missing: [], latest: folded.latest, isRepeat: true };
    return { ...folded, entries: [...entries, entry] };
  }
  if (returnsToRun(folded, report)) return undefined;
  const answer = space.ask(before, inquiry);
  if (answer.kind === "refused") return undefined;
  const latest = { ...report, status: report.status ?? statusIn(space, answer.next) };
  const missing = answer.kind === "gap" ? missingReports(space, folded, inquiry) : [];
  return {
    start: folded.start,
    entries: [...entries, { report, before, inquiry, answer, missing, latest, isRepeat: false }],
    estimate: answer.next,
    latest,
    runs: runsWith(folded.runs, report.run),
    missing: folded.missing + missing.length,
  };
}

/** The status that all configurations of an estimate share, for a report that names only an event. */
function statusIn(space: Space, { fitting }: Estimate): string | undefined {
  const found = fitting.flatMap((set, policy) => {
    const { members, statusOf } = space.observer(policy);
    return members(set).map(statusOf);
  });
  return new Set(found).size === 1 ? found[0] : undefined;
}

/** All configurations of a status, reachable under some policy: what is known by the status alone. */
export function everyConfiguration(space: Space, status: string | undefined): Estimate {
  const all = space.policies.map((_, policy) => {
    const observer = space.observer(policy);
    const numbers = observer.graph.configurations.keys();
    return observer.intern(
      [...numbers].map((number) => number + 1).filter((node) => observer.statusOf(node) === status),
    );
  });
  return space.estimate(all, all);
}

/** Reports in the order in which they happened, those of equal time side by side. */
export function groupsOf(window: readonly Report[]): readonly (readonly Report[])[] {
  const groups: Report[][] = [];
  for (const report of window) {
    const group = groups.at(-1);
    const joins = group !== undefined && report.at !== undefined && group[0]?.at === report.at;
    // An adopted report is a barrier: nothing of its time changes sides.
    if (joins && report.adopted !== true && group.at(-1)?.adopted !== true) group.push(report);
    else groups.push([report]);
  }
  return groups;
}

/** The best fold of a window over a start, reordering only reports of equal time; undefined when none fits. */
export function foldWindow(space: Space, start: Folded, window: readonly Report[]): Folded | undefined {
  return bestFold(space, waysThrough(space, start, window));
}

/** Fewest missing reports first, then the delivery identities in order; without any, the fewest statuses passed over. */
export function bestFold(space: Space, ways: readonly Folded[]): Folded | undefined {
  return ways.toSorted((a, b) => compareFolds(space, a, b))[0];
}

/** The folds of a window over a start in every order of equal times, the best of those that end alike. */
export function waysThrough(space: Space, start: Folded, window: readonly Report[]): readonly Folded[] {
  let ways: readonly Folded[] = [start];
  for (const group of groupsOf(window)) {
    const orders = group.length === 1 ? [group] : ordersOf(group);
    const reached = new Map<string, Folded>();
    for (const way of ways) {
      for (const order of orders) {
        const folded = order.reduce<Folded | undefined>(
          (soFar, report) => soFar && foldReport(space, soFar, report),
          way,
        );
        if (folded === undefined) continue;
        // Ways that end alike have the same future: the better one stands for both.
        const end = `${folded.estimate.likely.join()}|${folded.estimate.fitting.join()}|${latestKey(folded)}`;
        const rival = reached.get(end);
        if (rival === undefined || compareFolds(space, folded, rival) < 0) reached.set(end, folded);
      }
    }
    ways = [...reached.values()];
  }
  return ways;
}

function latestKey({ latest, runs }: Folded): string {
  return `${latest?.status} ${latest?.run} ${latest?.channel} ${runs.join()}`;
}

function compareFolds(space: Space, a: Folded, b: Folded): number {
  return (
    a.missing - b.missing ||
    compareEntries(a, b, ({ report }) => report.delivery ?? "") ||
    skippedIn(space, a) - skippedIn(space, b) ||
    compareEntries(a, b, ({ report }) => identityOf(report))
  );
}

/** By the first entries whose text differs. */
function compareEntries(a: Folded, b: Folded, textOf: (entry: Entry) => string): number {
  for (const [index, entry] of a.entries.entries()) {
    const other = b.entries[index];
    if (other === undefined || other.report === entry.report || textOf(entry) === textOf(other)) continue;
    return textOf(entry) < textOf(other) ? -1 : 1;
  }
  return 0;
}

function skippedIn(space: Space, { entries }: Folded): number {
  return entries.reduce(
    (sum, entry) =>
      sum +
      (entry.isRepeat || entry.report.adopted === true
        ? 0
        : explain(space, entry.before, entry.inquiry, entry.answer).skipped.length),
    0,
  );
}

/** What orders reports of equal time when nothing else does; those without a delivery come first. */
function identityOf(report: Report): string {
  return `${report.delivery ?? ""}\n${canonical(z.json().parse(report))}`;
}

function ordersOf(group: readonly Report[]): readonly (readonly Report[])[] {
  const sorted = group.toSorted((a, b) => (identityOf(a) < identityOf(b) ? -1 : 1));
  return sorted.length > largestPermutedGroup ? [sorted] : permutations(sorted);
}

function permutations<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((first, index) => permutations(items.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}
