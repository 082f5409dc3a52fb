import type { Lifecycle, Settings } from "../../src/lifecycle.js";
import type { Observation } from "../../src/observation.js";
import type { KycleRecord } from "../../src/record/record.js";
import type { Verdict } from "../../src/verdict/verdict.js";
import { report } from "../report.js";

interface Opened {
  readonly policy?: Settings<Lifecycle["definition"]["policy"]["schema"]>;
  readonly subscribed?: readonly string[];
  readonly startedAt?: string;
  readonly capacity?: number;
}

export interface Told {
  /** One for each report. */
  readonly verdicts: readonly Verdict[];
  readonly rules: readonly string[];
  /** The last one. */
  readonly verdict: Verdict;
  readonly record: KycleRecord;
}

/** Opens a record of the subject `subject` and takes reports in, a minute apart unless they say otherwise. */
export function tell(lifecycle: Lifecycle, opened: Opened, ...reports: readonly Partial<Observation>[]): Told {
  return tellMore(lifecycle, lifecycle.open({ subject: "subject", ...opened }), ...reports);
}

/** Takes reports into a record; the first is the `sequence`-th of its history. */
export function tellMore(lifecycle: Lifecycle, from: KycleRecord, ...reports: readonly Partial<Observation>[]): Told {
  let record = from;
  const verdicts = reports.map((given, index) => {
    const step = lifecycle.observe(record, report(from.sequence + index, given));
    record = step.record;
    return step.verdict;
  });
  const verdict = verdicts.at(-1);
  if (verdict === undefined) throw new Error("no report was told");
  return { verdicts, rules: verdicts.map(({ rule }) => rule), verdict, record };
}
