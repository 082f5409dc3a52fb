/**
 * The judgement of one observation: the first verdict that applies, and what the record's reports then are.
 *
 * A report is judged in its place, which is where it happened, not when it arrived.
 */
import type { Space } from "./estimate.js";
import { explain } from "./explanation.js";
import { everyConfiguration, foldReport, returnsToRun } from "./fold.js";
import type { Entry, Folded, Latest, Report } from "./folded.js";
import { compareInstants, type Instant } from "./instant.js";
import { inquiryOf, repeats } from "./inquiry.js";
import type { Observation } from "./observation.js";
import { foldedAsLatest, isStale, isSuperseded, knownBefore, placeBest, placesOf } from "./placement.js";
import { explainRefusal, type Refusal } from "./refusal.js";
import { instantOf, reportOf, trustedTime } from "./report.js";
import { type Decision, sentence, type Verdict } from "./verdict.js";
import type { KycleRecord } from "./record.js";
import { type Change, type Known, remember, reportsOf, startOf } from "./window.js";

export interface Judgement {
  /** What it changes of the record; undefined when nothing. */
  readonly change?: Change | undefined;
  /** The verdict, told when somebody asks: its path and sentence cost more than the judgement. */
  readonly tell: () => Verdict;
}

/** Judges an observation and, when it fits, takes it into the record. */
export function judge(space: Space, known: Known, observation: Observation): Judgement {
  const { record, folded } = known;
  if (isDelivered(record, observation)) {
    const decision = (): Decision => ({ kind: "duplicate", reason: "delivery", ...fromStatus(folded.latest) });
    return { tell: () => inFull(space, record.sequence, observation, decision()) };
  }
  const { at } = trustedTime(observation);
  const report = reportOf(observation, at);
  const { decision, change } = decide(space, known, observation, report);
  const { sequence } = change?.fields ?? record;
  return { change, tell: () => inFull(space, sequence, observation, decision()) };
}

/** A verdict with the warnings of the message and of its time. */
function inFull(space: Space, sequence: number, observation: Observation, decision: Decision): Verdict {
  const { at, warnings } = trustedTime(observation);
  return verdictOf(space, sequence, observation, reportOf(observation, at), {
    ...decision,
    warnings: [...observation.warnings, ...warnings, ...(decision.warnings ?? [])],
  });
}

/**
 * Takes an observation in although it does not fit: the provider's word stands, and what came before is let go. What cannot
 * be taken in at all (a known delivery, an unknown word, a status that the policy rules out) is judged as it would be.
 */
export function adoptReport(space: Space, known: Known, observation: Observation): Judgement {
  const { at, warnings } = trustedTime(observation);
  const { record, folded } = known;
  const plain = reportOf(observation, at);
  const isPossible = everyConfiguration(space, plain.status).fitting.some((set) => set !== 0);
  if (!isPossible || isDelivered(record, observation)) return judge(space, known, observation);
  const newest = folded.entries.findLast(({ report }) => report.at !== undefined)?.report.at ?? record.checkpoint?.at;
  const isBehind = at !== undefined && newest !== undefined && compareInstants(at, newest) < 0;
  const report: Report = Object.freeze({ ...(isBehind ? reportOf(observation, undefined) : plain), adopted: true });
  const change = remember(space, known, foldReport(space, folded, report) ?? folded);
  const decision = (): Decision => ({
    kind: "advance",
    reason: "adopted",
    ...fromStatus(folded.latest),
    warnings: [...observation.warnings, ...warnings],
  });
  return { change, tell: () => verdictOf(space, change.fields.sequence, observation, report, decision()) };
}

/** Whether this very delivery is among the known. */
function isDelivered({ window }: KycleRecord, { delivery }: Observation): boolean {
  if (delivery === undefined) return false;
  for (const report of window) if (report.delivery === delivery) return true;
  return false;
}

interface Decided {
  readonly decision: () => Decision;
  readonly change?: Change;
}

function decide(space: Space, known: Known, observation: Observation, report: Report): Decided {
  const { record, folded } = known;
  const plainly = (decision: Omit<Decision, "from" | "leavesOpen">): Decided => ({
    decision: () => ({ ...decision, ...fromStatus(folded.latest) }),
  });
  if (!isKnownWord(space, report)) return plainly({ kind: "unknown", reason: "status" });
  if (observation.deniesExistence === true && !isKnownToExist(known)) {
    return plainly({ kind: "unknown", reason: "session" });
  }
  if (isSuperseded(known, report)) return plainly({ kind: "superseded" });
  if (observation.breaches.length > 0) {
    return plainly({ kind: "illegal", reason: "contradiction", breaches: observation.breaches });
  }
  const broken = brokenTimes(space, known, report);
  if (broken.length > 0) return plainly({ kind: "illegal", reason: "mistimed", breaches: broken });
  if (isStale(record, report)) return plainly({ kind: "stale" });
  if (isKnownPoll(folded, report)) return plainly({ kind: "duplicate", reason: "repeat" });
  const places = placesOf(folded, report);
  const before = knownBefore(known, places[0] ?? folded.entries.length);
  if (repeats(space, before, report)) return { decision: () => repeatOf(space, before, report) };
  const placed = placeBest(space, known, report, places);
  if (placed === undefined) return { decision: () => refuse(space, known, report, places) };
  const place = placed.entries.findLastIndex((entry) => entry.report === report);
  if (placed.entries[place]?.isRepeat === true) {
    return { decision: () => repeatOf(space, knownBefore({ record, folded: placed }, place), report) };
  }
  const decision = (): Decision => acceptance(space, known, observation, report, placed);
  return { decision, change: remember(space, known, placed) };
}

/** Whether this very poll is among the known: polls have no delivery to tell them apart. */
function isKnownPoll({ entries }: Folded, poll: Report): boolean {
  return (
    poll.channel === "poll" &&
    poll.at !== undefined &&
    entries.some(
      ({ report: { at, channel, status, run } }) =>
        channel === "poll" && at === poll.at && status === poll.status && run === poll.run,
    )
  );
}

function repeatOf(space: Space, before: Folded, report: Report): Decision {
  const { disbelieved } = space.ask(before.estimate, inquiryOf(report, before.latest));
  const warnings = disbelieved.map(disbelief);
  return { kind: "duplicate", reason: "repeat", ...fromStatus(before.latest), warnings };
}

/** Whether the lifecycle has the status reported, or the event where no status is. */
function isKnownWord({ definition, chart }: Space, { status, event }: Report): boolean {
  if (status !== undefined) return definition.statuses.includes(status);
  return event !== undefined && (chart.events.has(event) || event === definition.opening);
}

function fromStatus(latest: Latest | undefined): Pick<Decision, "from" | "leavesOpen"> {
  if (latest === undefined) return {};
  return latest.status === undefined ? { leavesOpen: true } : { from: latest.status };
}

function isKnownToExist({ record: { startedAt, checkpoint }, folded }: Known): boolean {
  return startedAt !== undefined || checkpoint !== undefined || folded.entries.length > 0;
}

/** The lifecycle's rules between times that the report breaks. */
function brokenTimes({ definition }: Space, known: Known, report: Report): readonly string[] {
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

function acceptance(space: Space, known: Known, observation: Observation, report: Report, placed: Folded): Decision {
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
    const opened = entry.answer.kind === "gap" ? { missing: entry.missing } : { skipped };
    return { kind: "late", ...told, ...opened, fills };
  }
  return entry.answer.kind === "gap"
    ? { kind: "gap", ...told, missing: entry.missing }
    : { kind: "advance", ...told, skipped };
}

function missingIn({ entries }: Folded): readonly string[] {
  return entries.flatMap(({ missing }) => missing);
}

const disbelief = (statement: "policy" | "counters"): string =>
  statement === "policy"
    ? "the report shows a setting that no policy that fits has, and it was ignored"
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
  const place = places[0] ?? window.length;
  let soFar = startOf(known);
  let from = fromStatus(soFar.latest);
  for (const next of window.toSpliced(place, 0, report)) {
    if (next === report) from = fromStatus(soFar.latest);
    const folded = foldReport(space, soFar, next);
    if (folded === undefined) {
      const refusal = refusalOf(space, soFar, next);
      if (next === report) return { kind: "illegal", ...refusal, ...from };
      // What could have been reported instead of the one that follows is no answer to the one that is judged.
      return { kind: "illegal", ...refusal, fitting: [], ...from, follower: next.status ?? next.event ?? "a report" };
    }
    soFar = folded;
  }
  throw new Error("a report that fits nowhere was refused by nothing");
}

function refusalOf(
  space: Space,
  soFar: Folded,
  report: Report,
): Omit<Refusal, "fitting"> & { fitting?: readonly string[] } {
  const { runs } = space.definition;
  if (runs !== undefined && returnsToRun(soFar, report)) return { reason: "run", guards: [], evidence: runs.evidence };
  const inquiry = inquiryOf(report, soFar.latest);
  return explainRefusal(space, soFar.estimate, inquiry, space.ask(soFar.estimate, inquiry));
}

/** The rule of runs as it is under the policy, in a sentence. */
function runRuleOf({ definition: { runs }, given }: Space): string {
  if (runs === undefined) return "";
  const { name, unless, rule } = runs;
  return unless !== undefined && given[unless] === true ? `the ${name} never changes where ${unless} is on` : rule;
}

function verdictOf(
  space: Space,
  sequence: number,
  observation: Observation,
  report: Report,
  decision: Decision,
): Verdict {
  const { kind, reason } = decision;
  const to = report.status ?? report.event;
  const { run, receivedAt, delivery } = observation;
  const verdict: { -readonly [Field in keyof Verdict]: Verdict[Field] } = {
    ...toldOf(decision),
    rule: reason === undefined ? kind : `${kind}.${reason}`,
    lifecycle: space.definition.id,
    subject: observation.subject,
    reported: observation.reported,
    sequence,
    warnings: decision.warnings ?? [],
    message: sentence(decision, to ?? observation.reported, runRuleOf(space)),
  };
  if (run !== undefined) verdict.run = run;
  if (to !== undefined) verdict.to = to;
  if (report.at !== undefined) verdict.at = report.at;
  if (receivedAt !== undefined) verdict.receivedAt = receivedAt;
  if (delivery !== undefined) verdict.delivery = delivery;
  return verdict;
}

/** A decision without what only its sentence needs. */
function toldOf(decision: Decision): Decision {
  if (decision.follower === undefined && decision.leavesOpen === undefined) return decision;
  const { follower: _, leavesOpen: __, ...told } = decision;
  return told;
}
