/** Where a report stands among those already known: where it happened, whenever it arrived. */
import { resetsEstimates } from "../explanation/explanation.js";
import { compareInstants, type Instant } from "../instant.js";
import type { Space } from "../observer/estimate.js";
import type { Folded, Report } from "../observer/folded.js";
import { bestFold, foldWindow, waysThrough } from "../record/equal-times.js";
import { foldInTurn, foldReport, isTied } from "../record/fold.js";
import type { KycleRecord } from "../record/record.js";
import { compareTimes } from "../record/report.js";
import { type Known, reportsOf, startOf } from "../record/window.js";

/** Whether a newer run has taken the place of the report's, and the report is not from before that one's first. */
export function isSuperseded(known: Known, { run, at }: Report): boolean {
  const newer = reportsOfNewerRuns(known, run);
  if (newer.length === 0) return false;
  const since = firstTimeOf(newer);
  return at === undefined || (since !== undefined && compareInstants(at, since) >= 0);
}

/** The reports behind the last one of a run that name another. */
function reportsOfNewerRuns({ record: { checkpoint }, folded }: Known, run: string | undefined): readonly Dated[] {
  // Nothing is newer than the newest run, nor than one that was never seen.
  if (run === undefined || run === folded.runs.at(-1) || !folded.runs.includes(run)) return [];
  const earlier = (checkpoint?.runs ?? []).map((known) => ({ run: known, at: checkpoint?.at }));
  const reports = withTimes([...earlier, ...reportsOf(folded)]);
  const last = reports.findLastIndex((known) => known.run === run);
  return last === -1 ? [] : reports.slice(last + 1).filter((known) => known.run !== undefined);
}

type Dated = Pick<Report, "run" | "at" | "adopted">;

/** One that was adopted without a time stands for what was known then: it counts as of the newest time before it. */
function withTimes(reports: readonly Dated[]): readonly Dated[] {
  let newest: Instant | undefined;
  return reports.map((report) => {
    newest = report.at ?? newest;
    return report.adopted === true && newest !== undefined ? { ...report, at: newest } : report;
  });
}

const firstTimeOf = (reports: readonly Dated[]): Instant | undefined => reports.find(({ at }) => at !== undefined)?.at;

/**
 * Whether only the order that equal times happen to have makes a report one of a replaced run: it may stand before the report that
 * replaced it, or in another order, which misses as few, its run is not replaced; and it fits.
 */
export function isCurrentInAnotherOrder(space: Space, known: Known, report: Report): boolean {
  const { folded } = known;
  if (report.at === undefined) return false;
  const isOpenIn = (way: Folded): boolean => {
    const other = { ...known, folded: way };
    return firstTimeOf(reportsOfNewerRuns(other, report.run)) === report.at || !isSuperseded(other, report);
  };
  const isOpen =
    isOpenIn(folded) ||
    (folded.hasTies &&
      waysThrough(space, startOf(known), reportsOf(folded)).some(
        (way) => way.missing === folded.missing && isOpenIn(way),
      ));
  return isOpen && placeBest(space, known, report, placesOf(folded, report)) !== undefined;
}

/** Whether a report happened before the newest that the window has let go of: too old to be placed. */
export function isStale({ checkpoint }: KycleRecord, { at }: Report): boolean {
  return at !== undefined && checkpoint?.at !== undefined && compareInstants(at, checkpoint.at) < 0;
}

/** Whether a report has the very time of the newest that the window has let go of: it may belong before that one. */
export function isOnEdge({ checkpoint }: KycleRecord, { at }: Report): boolean {
  return at !== undefined && checkpoint?.at !== undefined && compareInstants(at, checkpoint.at) === 0;
}

/** The places among the known reports where a report may stand by its time, the latest first. */
export function placesOf({ entries }: Folded, report: Report): readonly number[] {
  if (report.at === undefined) return [entries.length];
  const newest = entries.at(-1);
  if (newest !== undefined && compareTimes(newest.report, report) < 0) return [entries.length];
  const after = 1 + withTimes(entries.map((entry) => entry.report)).findLastIndex((known) => isBefore(known, report));
  if (after === entries.length) return [after];
  const before = entries.findIndex((entry) => compareTimes(entry.report, report) > 0);
  const last = before === -1 ? entries.length : before;
  return Array.from({ length: last - after + 1 }, (_, step) => last - step);
}

/** Whether a known report happened before another that has a time; where no time was known, one that was adopted did. */
function isBefore(known: Dated, report: Report): boolean {
  return compareTimes(known, report) < 0 || (known.adopted === true && known.at === undefined);
}

/** The fold as it was just before a place. */
export function knownBefore({ record: { checkpoint }, folded }: Known, place: number): Folded {
  const entry = folded.entries[place];
  if (entry === undefined) return folded;
  const latest = place === 0 ? checkpoint?.latest : folded.entries[place - 1]?.latest;
  return { ...folded, estimate: entry.before, latest };
}

/**
 * Where reports may be missing, gap by gap: just before the report that shows the gap, or earlier, as far back as estimates
 * began anew. A report may show only later that one before it is missing.
 */
function placesInGaps({ entries }: Folded): readonly number[] {
  return entries.flatMap(({ missing }, place) => {
    if (missing.length === 0) return [];
    const since = 1 + entries.slice(0, place).findLastIndex(resetsEstimates);
    return Array.from({ length: place - since + 1 }, (_, step) => place - step);
  });
}

/** The best fold with the report in a place of its own: fewest missing reports, then one that it repeats, then the latest. */
export function placeBest(space: Space, known: Known, report: Report, places: readonly number[]): Folded | undefined {
  const { folded } = known;
  const foldWith = (place: number): Folded | undefined =>
    foldWindow(space, startOf(known), reportsOf(folded).toSpliced(place, 0, report));
  // Of many reports of one time not all orders are followed: the known one has led through before.
  const foldAsKnown = (place: number): Folded | undefined =>
    foldInTurn(space, startOf(known), reportsOf(folded).toSpliced(place, 0, report));
  // A report without a time closes the first gap that it can close; a poll is never what was missing.
  if (report.at === undefined && report.channel === "webhook") {
    for (const place of placesInGaps(folded)) {
      const filled = foldWith(place);
      if (filled !== undefined && filled.missing < folded.missing) return filled;
    }
  }
  const isPlain = places.length === 1 && places[0] === folded.entries.length && !folded.hasTies;
  if (isPlain) return foldReport(space, folded, report);
  const inAnyOrder = places
    .filter((place) => !isAmongTied(folded, place, report))
    .flatMap((place) => foldWith(place) ?? []);
  const ways = inAnyOrder.length > 0 ? inAnyOrder : places.flatMap((place) => foldAsKnown(place) ?? []);
  const fewest = Math.min(...ways.map(({ missing }) => missing));
  const best = ways.filter(({ missing }) => missing === fewest);
  return best.find(({ entries }) => entries.some((entry) => entry.report === report && entry.isRepeat)) ?? best[0];
}

/** Whether the next place is in the same group of equal time, in which reports are tried in every order anyway. */
function isAmongTied({ entries }: Folded, place: number, report: Report): boolean {
  const next = entries[place];
  return next !== undefined && isTied(next.report, report);
}

/**
 * The fold that ends with the report, when it counts as the latest; undefined when it came late. Of several orders of
 * equal times with equally few missing reports, the one in which it is the latest is as good as that which is stored.
 */
export function foldedAsLatest(space: Space, known: Known, report: Report, placed: Folded): Folded | undefined {
  const { folded } = known;
  if (placed.entries.at(-1)?.report === report) return placed;
  if (!folded.entries.every((entry) => compareTimes(entry.report, report) <= 0)) return undefined;
  const ways = waysThrough(space, startOf(known), reportsOf(folded));
  const atEnd = bestFold(
    space,
    ways.flatMap((way) => foldReport(space, way, report) ?? []),
  );
  return atEnd !== undefined && atEnd.missing <= placed.missing ? atEnd : undefined;
}
