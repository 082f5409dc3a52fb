/** The history that is on the table, judged report by report under the settings that are known. */
import type { Observation } from "../../observation.js";
import type { KycleRecord } from "../../record/record.js";
import type { Verdict } from "../../verdict/verdict.js";
import type { State } from "./store.js";

export interface JudgedStep {
  readonly observation: Observation;
  readonly verdict: Verdict;
}

export interface JudgedHistory {
  /** One for each report. */
  readonly steps: readonly JudgedStep[];
  /** Before the first report, and after each. */
  readonly records: readonly KycleRecord[];
}

type Asked = Pick<State, "lifecycle" | "policy" | "reports">;

let known: { readonly asked: Asked; readonly history: JudgedHistory } | undefined;

export function judgedHistory({ lifecycle, policy, reports }: Asked): JudgedHistory {
  const asked = known?.asked;
  if (known !== undefined && asked?.lifecycle === lifecycle && asked.policy === policy && asked.reports === reports) {
    return known.history;
  }
  const subject = reports[0]?.subject ?? "made up here";
  const records: KycleRecord[] = [lifecycle.open({ subject, policy })];
  const steps: JudgedStep[] = [];
  for (const observation of reports) {
    const { verdict, record } = lifecycle.observe(records.at(-1) ?? lifecycle.open({ subject, policy }), observation);
    steps.push({ observation, verdict });
    records.push(record);
  }
  known = { asked: { lifecycle, policy, reports }, history: { steps, records } };
  return known.history;
}

/** What is known where the reader stands. */
export function recordAt(state: State): KycleRecord {
  const { records } = judgedHistory(state);
  const record = records[state.at] ?? records.at(-1);
  if (record === undefined) throw new Error("a history without its beginning");
  return record;
}
