/**
 * Reports of equal time have no order of their own: they take the one with the fewest missing reports, then the one that
 * their delivery identities give. Neither depends on the order of arrival.
 */
import * as z from "zod";
import { explain } from "../explanation/explanation.js";
import { canonical } from "../json.js";
import type { Space } from "../observer/estimate.js";
import type { Entry, Folded, Report } from "../observer/folded.js";
import { foldInTurn, foldReport, isTied } from "./fold.js";

/**
 * How many ways through a group of so many reports are followed, those with the fewest missing reports first: the fewer the
 * larger it is, since each takes longer. Ten reports that all differ have 252, where they end alike.
 */
const mostFollowed = (reports: number): number => Math.max(10, Math.floor(300_000 / reports ** 3));

/** Reports in the order in which they happened, those of equal time side by side. */
export function groupsOf(window: readonly Report[]): readonly (readonly Report[])[] {
  const groups: Report[][] = [];
  for (const report of window) {
    const group = groups.at(-1);
    if (group !== undefined && isTied(group.at(-1), report)) group.push(report);
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
  if (ways.length < 2) return ways[0];
  return ways.toSorted((a, b) => compareFolds(space, a, b))[0];
}

/** The folds of a window over a start in every order of equal times, the best of those that end alike. */
export function waysThrough(
  space: Space,
  start: Folded,
  window: readonly Report[],
  mostWaysOf = mostFollowed,
): readonly Folded[] {
  if (!window.some((report, index) => isTied(window[index - 1], report))) {
    const only = foldInTurn(space, start, window);
    return only === undefined ? [] : [only];
  }
  return groupsOf(window).reduce<readonly Folded[]>(
    (ways, group) => waysThroughGroup(space, ways, group, mostWaysOf),
    [start],
  );
}

/** A way through some reports of a group: how many it has taken of each kind. */
interface PartialWay {
  readonly folded: Folded;
  readonly taken: readonly number[];
}

/**
 * The folds of a group over ways so far, in every order. Of ways that have taken the same and end alike, the better one stands for
 * both: they have the same future. So have reports that differ in their delivery alone, of which the order is known.
 */
function waysThroughGroup(
  space: Space,
  ways: readonly Folded[],
  group: readonly Report[],
  mostWaysOf: typeof mostFollowed,
): readonly Folded[] {
  const kinds = kindsOf(group);
  const mostWays = mostWaysOf(group.length);
  let partial: readonly PartialWay[] = ways.map((folded) => ({ folded, taken: kinds.map(() => 0) }));
  let isCut = false;
  for (let step = 0; step < group.length; step++) {
    const reached = new Map<string, PartialWay>();
    for (const way of partial) {
      for (const next of nextWays(space, way, kinds)) {
        const end = `${next.taken.join()} ${endOf(next.folded)}`;
        const rival = reached.get(end);
        if (rival === undefined || compareFolds(space, next.folded, rival.folded) < 0) reached.set(end, next);
      }
    }
    const all = [...reached.values()];
    isCut ||= all.length > mostWays;
    partial = isCut ? bestFirst(space, all).slice(0, mostWays) : all;
  }
  if (partial.length > 0 || !isCut) return partial.map(({ folded }) => folded);
  // The one that fits may not have been followed.
  return ways.flatMap((way) => foldInTurn(space, way, group) ?? []);
}

function* nextWays(
  space: Space,
  { folded, taken }: PartialWay,
  kinds: readonly (readonly Report[])[],
): Generator<PartialWay> {
  for (const [nth, kind] of kinds.entries()) {
    const count = taken[nth] ?? 0;
    const report = kind[count];
    const next = report === undefined ? undefined : foldReport(space, folded, report);
    if (next !== undefined) yield { folded: next, taken: taken.with(nth, count + 1) };
  }
}

function bestFirst(space: Space, ways: readonly PartialWay[]): readonly PartialWay[] {
  return ways.toSorted((a, b) => compareFolds(space, a.folded, b.folded));
}

function endOf({ estimate, latest, runs }: Folded): string {
  return `${estimate.number}|${latest?.status} ${latest?.run} ${latest?.channel} ${runs.join()}`;
}

/** The reports of a group by what they say; those that say the same, by their deliveries. */
function kindsOf(group: readonly Report[]): readonly (readonly Report[])[] {
  if (group.length === 1) return [group];
  const kinds = new Map<string, Report[]>();
  for (const report of group) {
    const { delivery: _, ...said } = report;
    const key = canonical(z.json().parse(said));
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, [report]);
    else kind.push(report);
  }
  return [...kinds.values()].map((kind) => kind.toSorted(byDelivery));
}

function byDelivery({ delivery: one = "" }: Report, { delivery: other = "" }: Report): number {
  return Number(one > other) - Number(one < other);
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
