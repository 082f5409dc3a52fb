/** A whole history, judged in the order in which it happened. */
import type { Observation } from "../observation.js";
import { checkHistory, type HistoryOptions, type Judge } from "../trace.js";
import type { Verdict } from "../verdict/verdict.js";

/** Reports, each with what is said of it, in the order of judgement. */
export function judgedHistory<Report extends { readonly observation: Observation }>(
  lifecycle: Judge,
  reports: readonly Report[],
  options: Omit<HistoryOptions, "order">,
): readonly (Report & { readonly verdict: Verdict })[] {
  const observations = reports.map(({ observation }) => observation);
  const { verdicts, judged } = checkHistory(lifecycle, observations, { ...options, order: "happened" });
  return judged.flatMap((nth) => {
    const [report, verdict] = [reports[nth], verdicts[nth]];
    return report === undefined || verdict === undefined ? [] : [{ ...report, verdict }];
  });
}
