/**
 * The judgement of one observation: the first verdict that applies, and what the record's reports then are.
 *
 * A report is judged in its place, which is where it happened, not when it arrived.
 */
import { type Checkpoint, checkpointAfter } from "./checkpoint.js";
import type { Space } from "./estimate.js";
import { explain } from "./explanation.js";
import {
  bestFold,
  compareTimes,
  type Entry,
  type Folded,
  foldReport,
  foldWindow,
  groupsOf,
  inquiryOf,
  type Latest,
  repeats,
  type Report,
  startFold,
  waysThrough,
} from "./fold.js";
import { addMilliseconds, compareInstants, type Instant, parseInstant } from "./instant.js";
import type { Observation } from "./observation.js";
import type { KycleRecord } from "./record.js";
import { explainRefusal } from "./refusal.js";
import { type Decision, sentence, type Verdict } from "./verdict.js";

/** A record with the fold of its window. */
export interface Known {
  readonly record: KycleRecord;
  readonly folded: Folded;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** What is known afterwards; the same object when the report changes nothing. */
  readonly known: Known;
}

/** How far a provider's clock may run ahead of the consumer's before its time counts as none. */
const clockToleranceMilliseconds = 5 * 60_000;

/** Judges an observation and, when it fits, takes it into the record. */
export function judge(space: Space, known: Known, observation: Observation): Judgement {
  const { at, warnings } = trustedTime(observation);
  const report = reportOf(observation, at);
  const decided = decide(space, known, observation, report);
  const { decision, next = known } = decided;
  return {
    verdict: verdictOf(space, next.record, observation, report, {
      ...decision,
      warnings: [...observation.warnings, ...warnings, ...(decision.warnings ?? [])],
    }),
    known: next,
  };
}

/** Takes an observation in whatever the verdict would be: the provider's word stands, and what came before is let go. */
export function adoptReport(space: Space, known: Known, observation: Observation): Judgement {
  const { at, warnings } = trustedTime(observation);
  const newest = known.folded.entries.findLast(({ report }) => report.at !== undefined)?.report.at;
  const isBehind = at !== undefined && newest !== undefined && compareInstants(at, newest) < 0;
  const report: Report = { ...reportOf(observation, isBehind ? undefined : at), adopted: true };
  const folded = foldReport(space, known.folded, report) ?? known.folded;
  const next = remember(space, known, folded);
  const decision: Decision = { kind: "advance", reason: "adopted", ...fromStatus(known.folded.latest), warnings };
  return { verdict: verdictOf(space, next.record, observation, report, decision), known: next };
}

interface Decided {
  readonly decision: Decision;
  readonly next?: Known;
}

function decide(space: Space, known: Known, observation: Observation, report: Report): Decided {
  const { record, folded } = known;
  const from = fromStatus(folded.latest);
  if (report.delivery !== undefined && record.window.some(({ delivery }) => delivery === report.delivery)) {
    return { decision: { kind: "duplicate", reason: "delivery", ...from } };
  }
  if (report.event === undefined && !isStatus(space, report.status)) {
    return { decision: { kind: "unknown", reason: "status", ...from } };
  }
  if (observation.deniesExistence === true && !isKnownToExist(known)) {
    return { decision: { kind: "unknown", reason: "session", ...from } };
  }
  if (isSuperseded(known, report)) return { decision: { kind: "superseded", ...from } };
  if (observation.breaches.length > 0) {
    return { decision: { kind: "illegal", reason: "contradiction", breaches: observation.breaches, ...from } };
  }
  const broken = brokenTimes(space, known, report);
  if (broken.length > 0) return { decision: { kind: "illegal", reason: "mistimed", breaches: broken, ...from } };
  if (isStale(record, report)) return { decision: { kind: "stale", ...from } };
  const places = placesOf(folded, report);
  const before = knownBefore(known, places[0] ?? folded.entries.length);
  if (repeats(space, before, report)) return { decision: repeatOf(space, before, report) };
  const placed = placeBest(space, known, report, places);
  if (placed === undefined) return { decision: refuse(space, known, report, places) };
  const place = placed.entries.findIndex((entry) => entry.report === report);
  if (placed.entries[place]?.isRepeat === true) {
    return { decision: repeatOf(space, knownBefore({ record, folded: placed }, place), report) };
  }
  return accept(space, known, observation, report, placed);
}

function repeatOf(space: Space, before: Folded, report: Report): Decision {
  const { disbelieved } = space.ask(before.estimate, inquiryOf(report, before.latest));
  const warnings = disbelieved.map(disbelief);
  return { kind: "duplicate", reason: "repeat", ...fromStatus(before.latest), warnings };
}

function isStatus({ definition }: Space, status: string | undefined): boolean {
  return status !== undefined && definition.statuses.includes(status);
}

function fromStatus(latest: Latest | undefined): { from?: string } {
  return latest?.status === undefined ? {} : { from: latest.status };
}

function isKnownToExist({ record: { startedAt, checkpoint }, folded }: Known): boolean {
  return startedAt !== undefined || checkpoint !== undefined || folded.entries.length > 0;
}

/** The lifecycle's rules between times that the report breaks. */
function brokenTimes({ definition }: Space, known: Known, report: Report): readonly string[] {
  const { at, status } = report;
  if (at === undefined) return [];
  const { record, folded } = known;
  const reports = reportsOf(folded);
  const firstAt = record.checkpoint?.firstAt ?? reports.find((earlier) => earlier.at !== undefined)?.at;
  const startedAt = instantOf(record.startedAt) ?? report.startedAt ?? startOfSubject(known);
  return definition.mistimed?.({ status, at }, { policy: record.policy, startedAt, firstAt, reports }) ?? [];
}

/** When the subject began, as far as anyone told: the consumer first, then the latest report. */
export function startOfSubject({ record, folded }: Known): Instant | undefined {
  const told = folded.entries.findLast(({ report }) => report.startedAt !== undefined)?.report.startedAt;
  return instantOf(record.startedAt) ?? told ?? record.checkpoint?.startedAt;
}

function instantOf(text: string | undefined): Instant | undefined {
  return text === undefined ? undefined : parseInstant(text);
}

/** Whether a newer run has taken the place of the report's, and the report is not from before that one's first. */
function isSuperseded({ record: { checkpoint }, folded }: Known, { run, at }: Report): boolean {
  if (run === undefined) return false;
  const earlier = (checkpoint?.runs ?? []).map((known) => ({ run: known, at: checkpoint?.at }));
  const reports = [...earlier, ...reportsOf(folded)];
  const last = reports.findLastIndex((known) => known.run === run);
  const newer = last === -1 ? [] : reports.slice(last + 1).filter((known) => known.run !== undefined);
  if (newer.length === 0) return false;
  const since = newer.find((known) => known.at !== undefined)?.at;
  return at === undefined || (since !== undefined && compareInstants(at, since) >= 0);
}

/** Whether a report happened before the newest that the window has let go of: too old to be placed. */
function isStale({ checkpoint }: KycleRecord, { at }: Report): boolean {
  return at !== undefined && checkpoint?.at !== undefined && compareInstants(at, checkpoint.at) < 0;
}

/** The places among the known reports where a report may stand by its time, the latest first. */
function placesOf({ entries }: Folded, report: Report): readonly number[] {
  if (report.at === undefined) return [entries.length];
  const after = 1 + entries.findLastIndex((entry) => compareTimes(entry.report, report) < 0);
  const before = entries.findIndex((entry) => compareTimes(entry.report, report) > 0);
  const last = before === -1 ? entries.length : before;
  return Array.from({ length: last - after + 1 }, (_, step) => last - step);
}

/** The fold as it was just before a place. */
function knownBefore({ record: { checkpoint }, folded }: Known, place: number): Folded {
  const entry = folded.entries[place];
  if (entry === undefined) return folded;
  const latest = place === 0 ? checkpoint?.latest : folded.entries[place - 1]?.latest;
  return { ...folded, estimate: entry.before, latest };
}

/** The best fold with the report in a place of its own: fewest missing reports, then one that it repeats, then the latest. */
function placeBest(space: Space, known: Known, report: Report, places: readonly number[]): Folded | undefined {
  const { folded } = known;
  const window = reportsOf(folded);
  const foldWith = (place: number): Folded | undefined =>
    foldWindow(space, startOf(known), window.toSpliced(place, 0, report));
  if (report.at === undefined && report.channel === "webhook") {
    // A report without a time closes the first gap that it can close; a poll is never what was missing.
    for (const [place, entry] of folded.entries.entries()) {
      const filled = entry.missing.length === 0 ? undefined : foldWith(place);
      if (filled !== undefined && filled.missing < folded.missing) return filled;
    }
  }
  const isPlain = places.length === 1 && places[0] === window.length && groupsOf(window).length === window.length;
  if (isPlain) return foldReport(space, folded, report);
  const ways = places.flatMap((place) => foldWith(place) ?? []);
  const fewest = Math.min(...ways.map(({ missing }) => missing));
  const best = ways.filter(({ missing }) => missing === fewest);
  return best.find(({ entries }) => entries.some((entry) => entry.report === report && entry.isRepeat)) ?? best[0];
}

function reportsOf({ entries }: Folded): readonly Report[] {
  return entries.map(({ report }) => report);
}

function startOf({ record, folded }: Known): Folded {
  return startFold(folded.start, record.checkpoint?.latest);
}

function accept(space: Space, known: Known, observation: Observation, report: Report, placed: Folded): Decided {
  const next = remember(space, known, placed);
  const asLatest = foldedAsLatest(space, known, report, placed);
  const { entries } = asLatest ?? placed;
  const index = entries.findIndex((candidate) => candidate.report === report);
  const entry = entries[index];
  if (entry === undefined) throw new Error("a report that fits is not in its fold");
  const { path, skipped, evidence, isSelfTransition } = explain(space, entry.before, entry.inquiry, entry.answer);
  const told = {
    ...fromStatus(index === 0 ? known.record.checkpoint?.latest : entries[index - 1]?.latest),
    path,
    ...(evidence === undefined ? {} : { evidence }),
    warnings: [
      ...entry.answer.disbelieved.map(disbelief),
      ...(isSelfTransition ? ["the status was reported again although it had not changed"] : []),
      ...ownWarnings(space, known, observation, entries.slice(0, index)),
    ],
  };
  if (asLatest === undefined) {
    const fills = without(missingIn(known.folded), missingIn(placed));
    return { decision: { kind: "late", ...told, skipped, fills }, next };
  }
  return entry.answer.kind === "gap"
    ? { decision: { kind: "gap", ...told, missing: entry.missing }, next }
    : { decision: { kind: "advance", ...told, skipped }, next };
}

/**
 * The fold that ends with the report, when it counts as the latest; undefined when it came late. Of several orders of
 * equal times with equally few missing reports, the one in which it is the latest is as good as that which is stored.
 */
function foldedAsLatest(space: Space, known: Known, report: Report, placed: Folded): Folded | undefined {
  const { folded } = known;
  if (placed.entries.at(-1)?.report === report) return placed;
  if (!folded.entries.every((entry) => compareTimes(entry.report, report) <= 0)) return undefined;
  const ways = waysThrough(space, startOf(known), reportsOf(folded));
  const atEnd = bestFold(ways.flatMap((way) => foldReport(space, way, report) ?? []));
  return atEnd !== undefined && atEnd.missing <= placed.missing ? atEnd : undefined;
}

function missingIn({ entries }: Folded): readonly string[] {
  return entries.flatMap(({ missing }) => missing);
}

const disbelief = (statement: "policy" | "counters"): string =>
  statement === "policy"
    ? "the report shows a setting that the policy given does not have; the policy given stands"
    : "the report's counts fit no configuration and were ignored";

function ownWarnings(
  space: Space,
  { record }: Known,
  observation: Observation,
  earlier: readonly Entry[],
): readonly string[] {
  const isOfRun = (run: string | undefined): boolean =>
    run === undefined || observation.run === undefined || run === observation.run;
  const isFirst =
    !earlier.some(({ report }) => isOfRun(report.run)) &&
    (record.checkpoint === undefined || !isOfRun(record.checkpoint.latest.run));
  const placed = { status: observation.status, isFirst, policy: record.policy };
  return space.definition.warnings?.(placed, observation) ?? [];
}

/** The items of a list that are left when those of another are taken away, one for one. */
function without(items: readonly string[], taken: readonly string[]): readonly string[] {
  const left = [...taken];
  return items.filter((item) => {
    const index = left.indexOf(item);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}

/** Why the report fits in none of its places: told of the latest, by the first report that then no longer follows. */
function refuse(space: Space, known: Known, report: Report, places: readonly number[]): Decision {
  const window = reportsOf(known.folded);
  const attempt = window.toSpliced(places[0] ?? window.length, 0, report);
  let soFar = startOf(known);
  for (const next of attempt) {
    const folded = foldReport(space, soFar, next);
    if (folded !== undefined) {
      soFar = folded;
      continue;
    }
    const inquiry = inquiryOf(next, soFar.latest);
    const refusal = explainRefusal(space, soFar.estimate, inquiry, space.ask(soFar.estimate, inquiry));
    const warnings =
      next === report ? [] : [`in its place, ${next.status ?? next.event ?? "a report"} could not have followed`];
    return { kind: "illegal", ...refusal, ...fromStatus(soFar.latest), warnings };
  }
  return {
    kind: "illegal",
    reason: "unreachable",
    evidence: space.definition.evidence.order,
    ...fromStatus(soFar.latest),
  };
}

/** The record with the reports of a fold, the oldest let go of beyond its capacity, by whole groups of equal time. */
function remember(space: Space, { record }: Known, folded: Folded): Known {
  let gone = 0;
  for (const group of groupsOf(folded.entries.map(({ report }) => report)).slice(0, -1)) {
    if (folded.entries.length - gone <= record.capacity) break;
    gone += group.length;
  }
  const checkpoint: Checkpoint | undefined = checkpointAfter(space, folded, gone, record.checkpoint);
  const entries = folded.entries.slice(gone);
  const start = folded.entries[gone - 1]?.answer.next ?? folded.start;
  const missing = entries.reduce((sum, entry) => sum + entry.missing.length, 0);
  const next: KycleRecord = {
    ...record,
    sequence: record.sequence + 1,
    window: reportsOf({ ...folded, entries }),
    ...(checkpoint === undefined ? {} : { checkpoint }),
  };
  return { record: next, folded: { ...folded, start, entries, missing } };
}

/** The provider's time, unless it lies in the receiver's future. */
function trustedTime({ at, receivedAt }: Observation): { readonly at?: Instant; readonly warnings: readonly string[] } {
  if (at === undefined) return { warnings: [] };
  const instant = parseInstant(at);
  if (instant === undefined) return { warnings: ["its time is not an ISO 8601 instant and counts as none"] };
  const received = receivedAt === undefined ? undefined : parseInstant(receivedAt);
  const latest = received === undefined ? undefined : addMilliseconds(received, clockToleranceMilliseconds);
  return latest !== undefined && compareInstants(instant, latest) > 0
    ? { warnings: ["its time is more than 5 minutes after it was received and counts as none"] }
    : { at: instant, warnings: [] };
}

/** What is remembered of an observation; absent fields stay absent, so that the record is the same after storage. */
function reportOf(observation: Observation, at: Instant | undefined): Report {
  const { status, event, run, delivery, channel, policy, counters } = observation;
  const startedAt = instantOf(observation.startedAt);
  const isEvent = status === undefined && event !== undefined;
  return {
    channel,
    ...(status === undefined ? {} : { status }),
    ...(isEvent ? { event } : {}),
    ...(run === undefined ? {} : { run }),
    ...(at === undefined ? {} : { at }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(delivery === undefined ? {} : { delivery }),
    ...(policy === undefined ? {} : { policy }),
    ...(counters === undefined ? {} : { counters }),
  };
}

function verdictOf(
  { definition }: Space,
  record: KycleRecord,
  observation: Observation,
  report: Report,
  decision: Decision,
): Verdict {
  const { kind, reason } = decision;
  const to = report.status ?? report.event;
  const { run, receivedAt, delivery } = observation;
  return {
    ...decision,
    rule: reason === undefined ? kind : `${kind}.${reason}`,
    lifecycle: definition.id,
    subject: observation.subject,
    ...(run === undefined ? {} : { run }),
    ...(to === undefined ? {} : { to }),
    ...(report.at === undefined ? {} : { at: report.at }),
    ...(receivedAt === undefined ? {} : { receivedAt }),
    ...(delivery === undefined ? {} : { delivery }),
    reported: observation.reported,
    sequence: record.sequence,
    warnings: decision.warnings ?? [],
    message: sentence(decision, to ?? observation.reported, definition.runs?.rule ?? ""),
  };
}
