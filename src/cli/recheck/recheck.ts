/** A trace judged today, beside what was recorded of it. */
import type { Lifecycle } from "../../lifecycle.js";
import type { Reading } from "../../observation.js";
import { parsePolicy } from "../../policy/family.js";
import { PolicyError } from "../../policy/policy-error.js";
import type { KycleRecord } from "../../record/record.js";
import { Misuse } from "../misuse.js";
import { reportTold } from "./told-report.js";
import type { Trace } from "./trace-file.js";

export interface RecheckedReport {
  /** The report in words: what it says, and how it came. */
  readonly report: string;
  /** The rule that was recorded; undefined where none was. */
  readonly recorded: string | undefined;
  /** The rule today; undefined for a recorded verdict without a report. */
  readonly now: string | undefined;
  /** Why, in a sentence. */
  readonly message: string;
}

export interface RecheckedTrace {
  readonly description: string;
  readonly source: string;
  readonly reports: readonly RecheckedReport[];
  /** Whether every verdict is as recorded. */
  readonly isSame: boolean;
}

/** @throws {Misuse} for settings that no policy can have. */
export function recheckTrace(lifecycle: Lifecycle, trace: Trace): RecheckedTrace {
  const judged = judge(lifecycle, trace);
  const { description, source, verdicts = [] } = trace;
  const places = Array.from({ length: Math.max(judged.length, verdicts.length) }, (_, place) => place);
  const reports = places.map((place) => ({
    ...(judged[place] ?? {
      report: "",
      now: undefined,
      message: "A verdict is recorded, and there is no such report.",
    }),
    recorded: verdicts[place],
  }));
  return { description, source, reports, isSame: reports.every(({ recorded, now }) => recorded === now) };
}

type Judged = Omit<RecheckedReport, "recorded">;

function judge(lifecycle: Lifecycle, trace: Trace): readonly Judged[] {
  const { subscribed, startedAt, capacity } = trace;
  const bound = lifecycle.under(policyOf(lifecycle, trace));
  const records = new Map<string, KycleRecord>();
  return readingsOf(lifecycle, trace).map((reading): Judged => {
    if (reading.kind !== "observation")
      return { report: "a message", now: reading.kind, message: `${reading.message}.` };
    const { observation } = reading;
    const { subject, reported, channel } = observation;
    const known = records.get(subject) ?? bound.open({ subject, subscribed, startedAt, capacity });
    const { verdict, record } = bound.observe(known, observation);
    records.set(subject, record);
    return { report: `${reported} by ${channel}`, now: verdict.rule, message: verdict.message };
  });
}

function readingsOf(lifecycle: Lifecycle, { reports = [], messages = [] }: Trace): readonly Reading[] {
  return [
    ...reports.map((told, index): Reading => ({ kind: "observation", observation: reportTold(index, told) })),
    ...messages.map((message) => lifecycle.read(message)),
  ];
}

function policyOf({ definition }: Lifecycle, { policy, description }: Trace): object {
  try {
    return parsePolicy(definition, policy);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new Misuse(`${description}: ${error.message}`);
  }
}
