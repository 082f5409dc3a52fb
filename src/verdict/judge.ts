/**
 * The judgement of one observation: the first verdict that applies, and what the record's reports then are.
 *
 * A report is judged in its place, which is where it happened, not when it arrived.
 */
import { compareInstants } from "../instant.js";
import type { Observation } from "../observation.js";
import type { Space } from "../observer/estimate.js";
import type { Folded, Report } from "../observer/folded.js";
import { inquiryOf, repeats } from "../observer/inquiry.js";
import { everyConfiguration, foldReport } from "../record/fold.js";
import type { KycleRecord } from "../record/record.js";
import { refuseUnrepeatable, reportOf, timeWarnings, trustedTime } from "../record/report.js";
import { type Change, type Known, remember } from "../record/window.js";
import { rules, type VerdictKind } from "../rule.js";
import { acceptance, acceptedKind, disbelief } from "./acceptance.js";
import { type Decision, fromStatus } from "./decision.js";
import {
  isCurrentInAnotherOrder,
  isOnEdge,
  isStale,
  isSuperseded,
  knownBefore,
  placeBest,
  placesOf,
} from "./placement.js";
import { refuse } from "./rejection.js";
import { inFull, isKnownWord, verdictOf } from "./telling.js";
import { brokenTimes } from "./times.js";
import type { Verdict } from "./verdict.js";

export interface Judgement {
  /** What it changes of the record; undefined when nothing. */
  readonly change?: Change | undefined;
  /** The kind of verdict, for whoever asks no more. */
  readonly kind: () => VerdictKind;
  /** The verdict, told when somebody asks: its path and sentence cost more than the judgement. */
  readonly tell: () => Verdict;
}

/** Judges an observation and, when it fits, takes it into the record. */
export function judge(space: Space, known: Known, observation: Observation): Judgement {
  const { record } = known;
  const delivered = placeOfDelivery(record, observation);
  if (delivered !== -1) {
    if (!isKnownWord(space, observation)) refuseUnrepeatable(observation);
    const from = (): Pick<Decision, "from"> => fromStatus(knownBefore(known, delivered).latest);
    const decision = (): Decision => ({ ...rules["duplicate.delivery"], ...from() });
    return { kind: () => "duplicate", tell: () => inFull(space, record.sequence, observation, decision()) };
  }
  const report = reportOf(observation, trustedTime(observation));
  const { kind, decision, change } = decide(space, known, observation, report);
  const { sequence } = change?.fields ?? record;
  return { change, kind, tell: () => inFull(space, sequence, observation, decision()) };
}

/**
 * Takes an observation in although it does not fit: the provider's word stands, and what came before is let go. What cannot
 * be taken in at all (a known delivery, an unknown word, a status that the policy rules out) is judged as it would be.
 */
export function adoptReport(space: Space, known: Known, observation: Observation): Judgement {
  const at = trustedTime(observation);
  const { record, folded } = known;
  const plain = reportOf(observation, at);
  const isPossible = everyConfiguration(space, plain.status).fitting !== 0;
  if (!isPossible || placeOfDelivery(record, observation) !== -1) return judge(space, known, observation);
  const newest = folded.entries.findLast(({ report }) => report.at !== undefined)?.report.at ?? record.checkpoint?.at;
  const isBehind = at !== undefined && newest !== undefined && compareInstants(at, newest) < 0;
  const report: Report = Object.freeze({ ...(isBehind ? reportOf(observation, undefined) : plain), adopted: true });
  const change = remember(space, known, foldReport(space, folded, report) ?? folded);
  const decision = (): Decision => ({
    ...rules["advance.adopted"],
    ...fromStatus(folded.latest),
    warnings: [...observation.warnings, ...timeWarnings(observation)],
  });
  return {
    change,
    kind: () => "advance",
    tell: () => verdictOf(space, change.fields.sequence, observation, report, decision()),
  };
}

/** The place of this very delivery among the known; -1 where it is new. */
function placeOfDelivery({ window }: KycleRecord, { delivery }: Observation): number {
  if (delivery === undefined) return -1;
  for (let place = 0; place < window.length; place++) if (window[place]?.delivery === delivery) return place;
  return -1;
}

interface Decided {
  readonly kind: () => VerdictKind;
  readonly decision: () => Decision;
  readonly change?: Change;
}

function decide(space: Space, known: Known, observation: Observation, report: Report): Decided {
  const { record, folded } = known;
  const latestPlace = (): number => placesOf(folded, report)[0] ?? folded.entries.length;
  const plainly = (decision: Decision): Decided => ({
    kind: () => decision.kind,
    decision: () => ({ ...decision, ...fromStatus(knownBefore(known, latestPlace()).latest) }),
  });
  /** Nobody knows what came before it. */
  const stale: Decided = { kind: () => "stale", decision: () => rules.stale };
  if (!isKnownWord(space, report)) {
    refuseUnrepeatable(observation);
    return plainly(rules["unknown.status"]);
  }
  if (observation.deniesExistence === true && !isKnownToExist(known)) {
    return plainly(rules["unknown.session"]);
  }
  if (isSuperseded(known, report) && !isCurrentInAnotherOrder(space, known, report)) {
    return plainly(rules.superseded);
  }
  if (observation.breaches.length > 0) {
    return plainly({ ...rules["illegal.contradiction"], breaches: observation.breaches });
  }
  const broken = brokenTimes(space, known, report);
  if (broken.length > 0) return plainly({ ...rules["illegal.mistimed"], breaches: broken });
  if (isStale(record, report)) return stale;
  if (isKnownPoll(folded, report)) return plainly(rules["duplicate.repeat"]);
  const places = placesOf(folded, report);
  const before = knownBefore(known, places[0] ?? folded.entries.length);
  if (repeats(space, before, report))
    return { kind: () => "duplicate", decision: () => repeatOf(space, before, report) };
  const placed = placeBest(space, known, report, places);
  if (placed === undefined) {
    // Where it does not fit behind what was let go of at its time, it may have happened before that.
    if (isOnEdge(record, report)) return stale;
    return { kind: () => "illegal", decision: () => refuse(space, known, report, places) };
  }
  if (isRepeatIn(placed, report)) {
    const place = placed.entries.findLastIndex((entry) => entry.report === report);
    const told = (): Decision => repeatOf(space, knownBefore({ record, folded: placed }, place), report);
    return { kind: () => "duplicate", decision: told };
  }
  const decision = (): Decision => acceptance(space, known, observation, report, placed);
  const kind = (): VerdictKind => acceptedKind(space, known, report, placed);
  return { kind, decision, change: remember(space, known, placed) };
}

/** Whether a report, in its place, shows what was known there. */
function isRepeatIn({ entries }: Folded, report: Report): boolean {
  const last = entries.at(-1);
  const entry = last?.report === report ? last : entries.find((known) => known.report === report);
  return entry?.isRepeat === true;
}

/** Whether this very poll is among the known: polls have no delivery to tell them apart. */
function isKnownPoll({ entries }: Folded, poll: Report): boolean {
  return (
    poll.channel === "poll" &&
    poll.at !== undefined &&
    entries.some(
      ({ report: { at, channel, status, event, run } }) =>
        channel === "poll" && at === poll.at && status === poll.status && event === poll.event && run === poll.run,
    )
  );
}

function repeatOf(space: Space, before: Folded, report: Report): Decision {
  const { disbelieved } = space.ask(before.estimate, inquiryOf(report, before.latest));
  const warnings = disbelieved.map(disbelief);
  return { ...rules["duplicate.repeat"], ...fromStatus(before.latest), warnings };
}

function isKnownToExist({ record: { startedAt, checkpoint }, folded }: Known): boolean {
  return startedAt !== undefined || checkpoint !== undefined || folded.entries.length > 0;
}
