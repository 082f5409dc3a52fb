/**
 * Whole histories: many reports about many subjects, judged as they were delivered or as they happened.
 *
 * As delivered, each report is judged by what had arrived before it, as a webhook handler would. As happened, each
 * subject's reports are first put in the order of their times, as an auditor would.
 */
import { compareInstants, parseInstant } from "./instant.js";
import type { BoundLifecycle, OpenOptions } from "./lifecycle.js";
import type { Observation } from "./observation.js";
import type { KycleRecord } from "./record.js";
import type { Verdict, VerdictKind } from "./verdict.js";

export type Order = "delivered" | "happened";

/** What a history is judged by: a lifecycle bound to a policy with `under`. */
export type Judge = Pick<BoundLifecycle, "open" | "observe">;

export interface HistoryOptions extends Omit<OpenOptions, "subject"> {
  /** `delivered` when not given. */
  readonly order?: Order | undefined;
}

export interface HistoryReport {
  /** One for each observation, in the order given. */
  readonly verdicts: readonly Verdict[];
  /** The places of the observations in the order in which they were judged. */
  readonly judged: readonly number[];
  /** The last record of each subject. */
  readonly records: ReadonlyMap<string, KycleRecord>;
  readonly counts: Readonly<Partial<Record<VerdictKind, number>>>;
}

/** Judges one report after another, each by what the tracker has seen of its subject. */
export interface Tracker {
  observe(observation: Observation): Verdict;
  readonly records: ReadonlyMap<string, KycleRecord>;
}

/** A tracker that holds one record for each subject and nothing else. */
export function trackSubjects(lifecycle: Judge, options: Omit<OpenOptions, "subject"> = {}): Tracker {
  const records = new Map<string, KycleRecord>();
  return {
    records,
    observe: (observation) => {
      const { subject } = observation;
      const known = records.get(subject) ?? lifecycle.open({ ...options, subject });
      const { verdict, record } = lifecycle.observe(known, observation);
      records.set(subject, record);
      return verdict;
    },
  };
}

/** Judges a whole history; observations may belong to any number of subjects. */
export function checkHistory(
  lifecycle: Judge,
  observations: readonly Observation[],
  { order = "delivered", ...options }: HistoryOptions = {},
): HistoryReport {
  const tracker = trackSubjects(lifecycle, options);
  const verdicts: Verdict[] = [];
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
  const bySubject = new Map<string, number[]>();
  for (const [place, { subject }] of observations.entries()) {
    const places = bySubject.get(subject) ?? [];
    places.push(place);
    bySubject.set(subject, places);
  }
  return [...bySubject.values()].flatMap((places) => {
    const timed = places.map((place) => ({ place, observation: observations[place], at: timeOf(observations[place]) }));
    const groups = groupByTime(timed);
    if (groups.every((group) => group.length === 1)) return groups.flat().map(({ place }) => place);
    return orderGroups(lifecycle, groups, options).map(({ place }) => place);
  });
}

interface Timed {
  readonly place: number;
  readonly observation: Observation | undefined;
  readonly at: string | undefined;
}

function timeOf(observation: Observation | undefined): string | undefined {
  return observation?.at === undefined ? undefined : parseInstant(observation.at);
}

/** Sorted by time, equal times side by side; an observation without a time stays behind the one it came after. */
function groupByTime(observations: readonly Timed[]): readonly (readonly Timed[])[] {
  const chains: { readonly at: string | undefined; readonly chain: Timed[] }[] = [];
  for (const timed of observations) {
    const previous = chains.at(-1);
    if (timed.at === undefined && previous !== undefined) previous.chain.push(timed);
    else chains.push({ at: timed.at, chain: [timed] });
  }
  const sorted = chains.toSorted((a, b) =>
    a.at === undefined || b.at === undefined ? 0 : compareInstants(a.at, b.at),
  );
  const groups: { readonly at: string | undefined; readonly group: Timed[] }[] = [];
  for (const { at, chain } of sorted) {
    const previous = groups.at(-1);
    if (previous !== undefined && at !== undefined && previous.at === at) previous.group.push(...chain);
    else groups.push({ at, group: [...chain] });
  }
  return groups.map(({ group }) => group);
}

/**
 * Puts reports of equal time in the order that the record gives them: taken in by their delivery identities first, the
 * record's window then holds the best order of those that fit.
 */
function orderGroups(
  lifecycle: Judge,
  groups: readonly (readonly Timed[])[],
  options: Omit<OpenOptions, "subject">,
): readonly Timed[] {
  const subject = groups[0]?.[0]?.observation?.subject ?? "";
  let record = lifecycle.open({ ...options, subject });
  const ordered: Timed[] = [];
  for (const group of groups) {
    const byIdentity = group.toSorted((a, b) => (identity(a) < identity(b) ? -1 : 1));
    for (const { observation } of byIdentity) {
      if (observation !== undefined) record = lifecycle.observe(record, observation).record;
    }
    ordered.push(...(group.length === 1 ? group : sortByWindow(byIdentity, record)));
  }
  return ordered;
}

const identity = ({ observation }: Timed): string => observation?.delivery ?? observation?.reported ?? "";

/** The group in the order of the record's window; what is not in it comes last. */
function sortByWindow(group: readonly Timed[], { window }: KycleRecord): readonly Timed[] {
  const left = [...group];
  const inWindow = window.flatMap((report) => {
    const index = left.findIndex(
      ({ at, observation }) =>
        at === report.at &&
        observation?.delivery === report.delivery &&
        observation?.status === report.status &&
        observation?.run === report.run &&
        observation?.channel === report.channel,
    );
    return index === -1 ? [] : left.splice(index, 1);
  });
  return [...inWindow, ...left];
}
