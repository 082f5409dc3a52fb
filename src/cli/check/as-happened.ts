/** Judging each subject's reports in the order in which they happened, once all have arrived. */
import { judgedHistory } from "../../bulk/judged-history.js";
import type { Observation } from "../../observation.js";
import type { Bench } from "../bench.js";
import { judgedOutcome, type Outcome, type Place, unjudgedOutcome } from "../report/outcome.js";
import type { Judging } from "./judging.js";

/** The reports about one subject, with the places of their lines and of all they stand among. */
interface Waiting {
  readonly bench: Bench;
  readonly reports: { readonly observation: Observation; readonly place: Place; readonly index: number }[];
}

/**
 * Holds every line, reduced to its observation. Told by line, the outcomes come in the order of the lines; by subject, in
 * the order of judgement, which is the order in which a history reads.
 */
export function asHappened(told: "by line" | "by subject"): Judging {
  /** By line: its outcome, or the subject whose judgement it waits for. */
  const lines: (Outcome | Waiting | undefined)[] = [];
  const subjects = new Map<string, Waiting>();

  return {
    take(place, routed) {
      if ("unjudged" in routed) {
        lines.push(unjudgedOutcome(place, routed.lifecycle, routed.unjudged));
        return undefined;
      }
      const { bench, observation } = routed;
      const key = `${bench.lifecycle.id} ${observation.subject}`;
      const subject = subjects.get(key) ?? { bench, reports: [] };
      subjects.set(key, subject);
      subject.reports.push({ observation, place, index: lines.length });
      lines.push(subject);
      return undefined;
    },
    waiting: () => lines.length,
    *finish() {
      subjects.clear();
      for (let index = 0; index < lines.length; index++) {
        const line = lines[index];
        const judged = line === undefined || "verdict" in line ? [] : judge(line);
        for (const { at, outcome } of judged) lines[at] = told === "by line" ? outcome : undefined;
        if (told === "by subject") yield* judged.map(({ outcome }) => outcome);
        const outcome = lines[index];
        if (outcome !== undefined && "verdict" in outcome) yield outcome;
        lines[index] = undefined;
      }
    },
  };
}

/** The outcomes of a subject's reports, in the order of judgement. */
function judge({ bench, reports }: Waiting): readonly { readonly at: number; readonly outcome: Outcome }[] {
  const { bound, subscribed } = bench;
  return judgedHistory(bound, reports, { subscribed }).map(({ observation, verdict, place, index }) => ({
    at: index,
    outcome: judgedOutcome(place, observation, verdict),
  }));
}
