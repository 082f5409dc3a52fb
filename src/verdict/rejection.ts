/** A report that fits in none of its places, decided: the first rule that refuses it, and what would have fitted. */
import { explainRefusal, type Refusal } from "../explanation/refusal.js";
import type { Space } from "../observer/estimate.js";
import type { Folded, Report } from "../observer/folded.js";
import { inquiryOf } from "../observer/inquiry.js";
import { foldReport, returnsToRun } from "../record/fold.js";
import { type Known, reportsOf, startOf } from "../record/window.js";
import { rules } from "../rule.js";
import { type Decision, fromStatus } from "./decision.js";
import { placeBest } from "./placement.js";
import { brokenTimes } from "./times.js";

/** Why the report fits in none of its places: told of the latest, by the first report that then no longer follows. */
export function refuse(space: Space, known: Known, report: Report, places: readonly number[]): Decision {
  const window = reportsOf(known.folded);
  const place = places[0] ?? window.length;
  let soFar = startOf(known);
  let from = fromStatus(soFar.latest);
  for (const next of window.toSpliced(place, 0, report)) {
    if (next === report) from = fromStatus(soFar.latest);
    const folded = foldReport(space, soFar, next);
    if (folded === undefined) {
      const { reason, ...refusal } = refusalOf(space, soFar, next);
      const refused = { ...rules[`illegal.${reason}`], ...refusal, ...from };
      if (next === report) {
        const fitting = fittingInstead(space, known, report, places, refusal.fitting);
        return { ...refused, fitting };
      }
      // What could have been reported instead of the one that follows is no answer to the one that is judged.
      return { ...refused, fitting: [], follower: next.status ?? next.event ?? "a report" };
    }
    soFar = folded;
  }
  throw new Error("a report that fits nowhere was refused by nothing");
}

/** Of what could have followed, what could have been reported then: it keeps the rules between times, and what is known follows it. */
function fittingInstead(
  space: Space,
  known: Known,
  report: Report,
  places: readonly number[],
  fitting: readonly string[],
): readonly string[] {
  return fitting.filter((status) => {
    const instead: Report = { ...report, status };
    return brokenTimes(space, known, instead).length === 0 && placeBest(space, known, instead, places) !== undefined;
  });
}

function refusalOf(space: Space, soFar: Folded, report: Report): Refusal {
  const { runs } = space.definition;
  if (runs !== undefined && returnsToRun(soFar, report)) {
    return { reason: "run", guards: [], evidence: runs.evidence, fitting: [] };
  }
  const inquiry = inquiryOf(report, soFar.latest);
  return explainRefusal(space, soFar.estimate, inquiry, space.ask(soFar.estimate, inquiry));
}
