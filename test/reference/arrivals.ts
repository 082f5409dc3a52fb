// Judges reports as they were delivered, by trying every arrangement that their times allow. The window is unbounded, so
// nothing is ever stale.
import { arrangements, identity, type DeliveredReport } from "./arrangements.js";
import { createJudge, type Judge, type JudgeOptions, type Judgement, type Reason } from "./judge.js";
import type { Model } from "./model.js";

type ArrivalVerdict =
  | { readonly kind: "duplicate"; readonly reason: "delivery" | "repeat" }
  | { readonly kind: "unknown" }
  | { readonly kind: "superseded" }
  | Late
  | Extract<Judgement, { kind: "advance" | "gap" }>
  /** `at`: the report itself is refused in its last possible place, or a known one after it would be. */
  | { readonly kind: "illegal"; readonly at: "itself" | "later"; readonly reason: Reason };

interface Late {
  readonly kind: "late";
  /** How many known reports were a gap before and are none now. */
  readonly fills: number;
  /** The total of missing reports over the whole arrangement. */
  readonly missingBefore: number;
  readonly missingAfter: number;
  /** Its index in the chosen arrangement. */
  readonly place: number;
}

interface Folded {
  readonly order: readonly DeliveredReport[];
  readonly judgements: readonly Judgement[];
  readonly fits: boolean;
  readonly missing: number;
}

interface Answer {
  readonly verdict: ArrivalVerdict;
  readonly known: Folded;
}

/** The verdicts in order of arrival, and the accepted reports in the order in which they happened. */
export interface Arrivals {
  readonly verdicts: readonly ArrivalVerdict[];
  readonly order: readonly DeliveredReport[];
}

export function judgeArrivals<Given, Policy>(
  model: Model<Given, Policy>,
  given: Given,
  reports: readonly DeliveredReport[],
  options: JudgeOptions & { readonly judge?: Judge<Policy> } = {},
): Arrivals {
  const judge = options.judge ?? createJudge(model, given, options);
  let known = fold(judge, []);
  const verdicts = reports.map((report) => {
    const answer = answerTo(model.statuses, judge, known, { ...report });
    known = answer.known;
    return answer.verdict;
  });
  return { verdicts, order: known.order };
}

function answerTo<Policy>(
  statuses: readonly string[],
  judge: Judge<Policy>,
  known: Folded,
  report: DeliveredReport,
): Answer {
  if (report.delivery !== undefined && known.order.some(({ delivery }) => delivery === report.delivery))
    return { verdict: { kind: "duplicate", reason: "delivery" }, known };
  const { status, event } = report;
  if (status === undefined ? event === undefined : !statuses.includes(status))
    return { verdict: { kind: "unknown" }, known };
  const placed = (): Answer =>
    report.at === undefined ? placeUntimed(judge, known, report) : placeTimed(judge, known, report);
  if (!isSuperseded(known.order, report)) return placed();
  // The order of equal times may be another: which run is the newer one is then open, and so is what one instant begins with.
  const isOpenIn = (order: readonly DeliveredReport[]): boolean =>
    replacedSince(order, report) === report.at || !isSuperseded(order, report);
  const isOpen = report.at !== undefined && [known.order, ...ordersAsGood(judge, known)].some(isOpenIn);
  const answer = isOpen ? placed() : undefined;
  return answer === undefined || answer.verdict.kind === "illegal"
    ? { verdict: { kind: "superseded" }, known }
    : answer;
}

/** Every order of the known reports that their times allow and that misses as few as theirs. */
function ordersAsGood<Policy>(
  judge: Judge<Policy>,
  { order, missing }: Folded,
): readonly (readonly DeliveredReport[])[] {
  const latest = order.at(-1);
  if (latest === undefined) return [];
  return arrangements(order.slice(0, -1), latest).filter((other) => {
    const folded = fold(judge, other);
    return folded.fits && folded.missing === missing;
  });
}

/** Its run is known, another run is known after it, and the report has no time or not one before that run's first. */
function isSuperseded(order: readonly DeliveredReport[], report: DeliveredReport): boolean {
  if (followersOf(order, report).length === 0) return false;
  const since = replacedSince(order, report);
  return report.at === undefined || (since !== undefined && since <= report.at);
}

/** The first time that is known of the runs that came after the report's. */
function replacedSince(order: readonly DeliveredReport[], report: DeliveredReport): DeliveredReport["at"] {
  return followersOf(order, report).find(({ at }) => at !== undefined)?.at;
}

function followersOf(order: readonly DeliveredReport[], { run }: DeliveredReport): readonly DeliveredReport[] {
  const lastOfRun = run === undefined ? -1 : order.findLastIndex((other) => other.run === run);
  return lastOfRun === -1 ? [] : order.slice(lastOfRun + 1).filter((other) => other.run !== undefined);
}

function placeTimed<Policy>(judge: Judge<Policy>, known: Folded, report: DeliveredReport): Answer {
  const all = arrangements(known.order, report).map((order) => fold(judge, order));
  const fitting = all.filter(({ fits }) => fits);
  if (fitting.length === 0) return { verdict: refusalIn(last(all.toSorted(byPlace(report))), report), known };

  const fewest = Math.min(...fitting.map(({ missing }) => missing));
  const best = fitting.filter(({ missing }) => missing === fewest).toSorted(byPreference(report));
  if (best.some((folded) => judgementOf(folded, report).kind === "repeat"))
    return { verdict: { kind: "duplicate", reason: "repeat" }, known };
  const chosen = first(best);
  const atEnd = best.find(({ order }) => order.at(-1) === report);
  return { verdict: atEnd ? accepted(atEnd, report) : late(known, chosen, report), known: chosen };
}

/**
 * A report without a time goes into the first gap where that leaves fewer missing: as near to the report that shows the gap as
 * may be, since the gap before it. Else it goes to the end.
 */
function placeUntimed<Policy>(judge: Judge<Policy>, known: Folded, report: DeliveredReport): Answer {
  const atEnd = fold(judge, [...known.order, report]);
  if (judgementOf(atEnd, report).kind === "repeat") return { verdict: { kind: "duplicate", reason: "repeat" }, known };

  const gaps = known.judgements.flatMap(({ kind }, index) => (kind === "gap" ? [index] : []));
  const filled = gaps
    .flatMap((gap, nth) => {
      const earliest = nth === 0 ? 0 : (gaps[nth - 1] ?? 0) + 1;
      return known.order.flatMap((_, place) => (place >= earliest && place <= gap ? [place] : [])).toReversed();
    })
    .map((place) => fold(judge, known.order.toSpliced(place, 0, report)))
    .find(({ fits, missing }) => fits && missing < known.missing);
  if (filled !== undefined) return { verdict: late(known, filled, report), known: filled };
  return atEnd.fits ? { verdict: accepted(atEnd, report), known: atEnd } : { verdict: refusalIn(atEnd, report), known };
}

function fold<Policy>(judge: Judge<Policy>, order: readonly DeliveredReport[]): Folded {
  const judgements = judge.judge(order);
  return {
    order,
    judgements,
    fits: judgements.every(({ kind }) => kind !== "illegal"),
    missing: judgements.reduce((sum, judgement) => sum + (judgement.kind === "gap" ? judgement.missingCount : 0), 0),
  };
}

function judgementOf({ order, judgements }: Folded, report: DeliveredReport): Judgement {
  const judgement = judgements[order.indexOf(report)];
  if (judgement === undefined) throw new Error("the report is not in this arrangement");
  return judgement;
}

function accepted(folded: Folded, report: DeliveredReport): ArrivalVerdict {
  const judgement = judgementOf(folded, report);
  if (judgement.kind === "advance" || judgement.kind === "gap") return judgement;
  throw new Error(`${judgement.kind} is not an acceptance`);
}

function late(before: Folded, after: Folded, report: DeliveredReport): Late {
  const closed = before.order.filter(
    (other) => judgementOf(before, other).kind === "gap" && judgementOf(after, other).kind !== "gap",
  );
  return {
    kind: "late",
    fills: closed.length,
    missingBefore: before.missing,
    missingAfter: after.missing,
    place: after.order.indexOf(report),
  };
}

function refusalIn(folded: Folded, report: DeliveredReport): ArrivalVerdict {
  const own = judgementOf(folded, report);
  const refused = own.kind === "illegal" ? own : folded.judgements.find(({ kind }) => kind === "illegal");
  if (refused?.kind !== "illegal") throw new Error("nothing is refused in this arrangement");
  return { kind: "illegal", at: refused === own ? "itself" : "later", reason: refused.reason };
}

/** Of arrangements that miss as little: after the known reports without a time, then by delivery identity. */
function byPreference(report: DeliveredReport): (a: Folded, b: Folded) => number {
  const untimedBefore = ({ order }: Folded): number =>
    order.slice(0, order.indexOf(report)).filter(({ at }) => at === undefined).length;
  return (a, b) => untimedBefore(b) - untimedBefore(a) || byIdentity(a.order, b.order);
}

function byIdentity(a: readonly DeliveredReport[], b: readonly DeliveredReport[]): number {
  const differing = a.findIndex((report, index) => identity(report) !== identity(b[index] ?? report));
  const [left, right] = [a[differing], b[differing]];
  return left === undefined || right === undefined ? 0 : identity(left) < identity(right) ? -1 : 1;
}

function byPlace(report: DeliveredReport): (a: Folded, b: Folded) => number {
  return (a, b) => a.order.indexOf(report) - b.order.indexOf(report);
}

function first(of: readonly Folded[]): Folded {
  const [folded] = of;
  if (folded === undefined) throw new Error("no arrangement");
  return folded;
}

function last(of: readonly Folded[]): Folded {
  return first(of.toReversed());
}
