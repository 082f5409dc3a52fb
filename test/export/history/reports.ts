/** Histories with everything that goes wrong on the way, as rows of an event table and as what the engine says of them. */
import * as fc from "fast-check";
import { literal, namesOf } from "../../../src/export/sql/names.js";
import type { Lifecycle } from "../../../src/lifecycle.js";
import type { Channel, Observation } from "../../../src/observation.js";
import { delivery } from "../../../src/testing/delivery.js";
import { checkHistory } from "../../../src/trace.js";
import type { Verdict } from "../../../src/verdict/verdict.js";

export interface HistoryCase {
  readonly lifecycle: Lifecycle;
  readonly policy: Readonly<Record<string, unknown>>;
  readonly channel: Channel;
  readonly limit?: number;
}

/** Observations in the order of arrival; only what an event table holds of them. */
export function sampled(
  { lifecycle, policy, channel }: HistoryCase,
  histories: number,
  seed: number,
): readonly Observation[] {
  const told = delivery(lifecycle, { policy, channel, ties: false, maxReports: 20 });
  return fc
    .sample(told, { numRuns: histories, seed })
    .flatMap(({ arrivals }, number) =>
      arrivals.flatMap(({ observation }) =>
        observation.channel === channel ? [asTold(observation, `subject ${number}`, lifecycle)] : [],
      ),
    );
}

/** What an event table holds of an observation. */
export function asTold(observation: Observation, subject: string, { definition }: Lifecycle): Observation {
  const { run, status, reported, event, at, delivery: name, channel } = observation;
  return {
    subject,
    reported: status ?? event ?? reported,
    channel,
    ...(status === undefined ? (event === undefined ? {} : { event }) : { status }),
    ...(run === undefined || definition.runs === undefined ? {} : { run }),
    ...(at === undefined ? {} : { at }),
    ...(name === undefined ? {} : { delivery: name }),
    breaches: [],
    warnings: [],
  };
}

/** What the engine says of each observation, in the order of arrival. */
export function engineVerdicts({ lifecycle, policy }: HistoryCase, told: readonly Observation[]): readonly Verdict[] {
  return checkHistory(lifecycle.under(policy), told, { order: "happened" }).verdicts;
}

/** The event table with its rows; ids are the places of the observations. */
export function reportTableText({ lifecycle }: HistoryCase, told: readonly Observation[]): string {
  const table = `${namesOf(lifecycle.id).prefix}_report`;
  const rows = told.map(({ subject, reported, run, at, delivery: name }, id) =>
    [id, subject, reported, run ?? null, at?.replace(/Z$/, "") ?? null, name ?? null].map(literal).join(", "),
  );
  return `DROP TABLE IF EXISTS ${table};
    CREATE TABLE ${table} (id integer, subject text, report text, run text, occurred_at text, delivery text);
    INSERT INTO ${table} VALUES ${rows.map((row) => `(${row})`).join(",\n")};`;
}

/**
 * From when on a query need not know a subject's verdicts, found out without one: several reports of one time, a delivery
 * that is also another report's, or what the channel never tells.
 */
export function undecidedFrom(
  { lifecycle: { definition }, channel }: HistoryCase,
  told: readonly Observation[],
): ReadonlyMap<string, string> {
  const { by, always, maybe } = definition.announced;
  const isTold = ({ status }: Observation): boolean =>
    channel === "poll" || by === "event" || status === undefined || [...always, ...maybe].includes(status);
  const from = new Map<string, string>();
  for (const subject of new Set(told.map((report) => report.subject))) {
    const reports = told.filter((report) => report.subject === subject);
    const times = reports.flatMap((report) => (isHard(report, reports) || !isTold(report) ? [report.at ?? ""] : []));
    if (times.length > 0) from.set(subject, times.toSorted()[0] ?? "");
  }
  return from;
}

function isHard(report: Observation, reports: readonly Observation[]): boolean {
  if (report.at === undefined) return true;
  const isSame = (other: Observation): boolean =>
    other.at === report.at &&
    other.reported === report.reported &&
    other.run === report.run &&
    other.delivery === report.delivery;
  return reports.some(
    (other) =>
      other !== report &&
      !isSame(other) &&
      ((other.at === report.at && isWord(other) && isWord(report)) ||
        (report.delivery !== undefined && other.delivery === report.delivery)),
  );
}

const isWord = ({ status, event }: Observation): boolean => status !== undefined || event !== undefined;
