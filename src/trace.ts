/**
 * Whole histories: many reports about many subjects, judged as they were delivered or as they happened.
 *
 * As delivered, each report is judged by what had arrived before it, as a webhook handler would. As happened, each
 * subject's reports are first put in the order of their times, as an auditor would.
 */
import { refuseOtherThanList, refuseOtherThanOptions, refuseWithout } from "./argument.js";
import { compareInstants, type Instant } from "./instant.js";
import type { BoundLifecycle } from "./lifecycle.js";
import type { Observation } from "./observation.js";
import type { Report } from "./observer/folded.js";
import type { OpenOptions } from "./open-record.js";
import type { KycleRecord } from "./record/record.js";
import { refuseNoObservation, refuseUnkeepable, trustedTime } from "./record/report.js";
import type { VerdictKind } from "./rule.js";
import type { Verdict } from "./verdict/verdict.js";

export type Order = "delivered" | "happened";

/** What a history is judged by: a lifecycle bound to a policy with `under`. */
export type Judge<Status extends string = string> = Pick<BoundLifecycle<Status>, "open" | "observe">;

export interface HistoryOptions extends Omit<OpenOptions, "subject"> {
  /** `delivered` when not given. */
  readonly order?: Order | undefined;
}

export interface HistoryReport<Status extends string = string> {
  /** One for each observation, in the order given. */
  readonly verdicts: readonly Verdict<Status>[];
  /** The places of the observations in the order in which they were judged. */
  readonly judged: readonly number[];
  /** The last record of each subject. */
  readonly records: ReadonlyMap<string, KycleRecord>;
  readonly counts: Readonly<Partial<Record<VerdictKind, number>>>;
}

/** Judges one report after another, each by what the tracker has seen of its subject. */
export interface Tracker<Status extends string = string> {
  observe(observation: Observation): Verdict<Status>;
  readonly records: ReadonlyMap<string, KycleRecord>;
}

/** A tracker that holds one record for each subject and nothing else. */
export function trackSubjects<Status extends string>(
  lifecycle: Judge<Status>,
  options: Omit<OpenOptions, "subject"> = {},
): Tracker<Status> {
  const records = new Map<string, KycleRecord>();
  return {
    records,
    observe: (observation) => {
      refuseNoObservation(observation);
      const { subject } = observation;
      const known = records.get(subject) ?? lifecycle.open({ ...options, subject });
      const { verdict, record } = lifecycle.observe(known, observation);
      records.set(subject, record);
      return verdict;
    },
  };
}

/**
 * Judges a whole history; observations may belong to any number of subjects.
 *
 * @throws {RangeError} for an order that there is not.
 * @throws {TypeError} for what is no lifecycle, or no list of observations.
 */
export function checkHistory<Status extends string>(
  lifecycle: Judge<Status>,
  observations: readonly Observation[],
  given: HistoryOptions = {},
): HistoryReport<Status> {
  refuseWithout("observe", "lifecycle", lifecycle, "one, or one bound to a policy with `under`");
  refuseOtherThanList("observations", observations);
  refuseOtherThanOptions(given);
  const { order = "delivered", ...options } = given;
  if (order !== "delivered" && order !== "happened") {
    throw new RangeError("the option order is delivered or happened");
  }
  for (const observation of observations) {
    refuseNoObservation(observation);
    refuseUnkeepable(observation);
  }
  const tracker = trackSubjects(lifecycle, options);
  const verdicts: Verdict<Status>[] = [];
  const judged = order === "delivered" ? [...observations.keys()] : placesAsHappened(lifecycle, observations, options);
  for (const place of judged) {
    const observation = observations[place];
    if (observation !== undefined) verdicts[place] = tracker.observe(observation);
  }
  const counts: Partial<Record<VerdictKind, number>> = {};
  for (const { kind } of verdicts) counts[kind] = (counts[kind] ?? 0) + 1;
  return { verdicts, judged, records: tracker.records, counts };
}

/** The places of the observations, each subject's in the order in which they happened. */
function placesAsHappened(
  lifecycle: Judge,
  observations: readonly Observation[],
  options: Omit<OpenOptions, "subject">,
): readonly number[] {
  const bySubject = new Map<string, Timed[]>();
  for (const [place, observation] of observations.entries()) {
    const timed = bySubject.get(observation.subject) ?? [];
    timed.push({ place, observation, at: trustedTime(observation) });
    bySubject.set(observation.subject, timed);
  }
  return [...bySubject].flatMap(([subject, timed]) => {
    const groups = groupByTime(timed);
    const isOrdered = groups.every((group) => group.length < 2);
    const ordered = isOrdered ? groups.flat() : orderGroups(lifecycle, groups, { ...options, subject });
    return ordered.map(({ place }) => place);
  });
}

interface Timed {
  readonly place: number;
  readonly observation: Observation;
  readonly at: Instant | undefined;
}

/** Sorted by time, equal times side by side; an observation without a time stays behind the one it came after. */
function groupByTime(observations: readonly Timed[]): readonly (readonly Timed[])[] {
  const untimed: Timed[] = [];
  const groups = new Map<Instant, Timed[]>();
  let group = untimed;
  for (const timed of observations) {
    if (timed.at !== undefined) {
      group = groups.get(timed.at) ?? [];
      groups.set(timed.at, group);
    }
    group.push(timed);
  }
  const sorted = [...groups].toSorted(([a], [b]) => compareInstants(a, b));
  return [untimed, ...sorted.map(([, alike]) => alike)];
}

/**
 * Puts reports of equal time in the order that the record gives them: taken in by their delivery identities first, the
 * record's window then holds the best order of those that fit; what is not in it comes last.
 */
function orderGroups(lifecycle: Judge, groups: readonly (readonly Timed[])[], options: OpenOptions): readonly Timed[] {
  let record = lifecycle.open(options);
  return groups.flatMap((group) => {
    const byIdentity = group.toSorted((a, b) => (identity(a) < identity(b) ? -1 : 1));
    const taken = new Map<Report, Timed>();
    for (const timed of byIdentity) {
      const known = new Set(record.window);
      ({ record } = lifecycle.observe(record, timed.observation));
      for (const report of record.window) if (!known.has(report)) taken.set(report, timed);
    }
    const inWindow = record.window.flatMap((report) => taken.get(report) ?? []);
    return [...inWindow, ...byIdentity.filter((timed) => !inWindow.includes(timed))];
  });
}

const identity = ({ observation: { delivery, reported } }: Timed): string => delivery ?? reported;
