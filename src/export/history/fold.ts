/** One step of the fold: which answer a report is given, as an expression over what is known. */
import { always, type HistoryPlan } from "./names.js";

/** What is known of a subject, and of the report that comes next, as expressions. Runs are single bits, 0 for none. */
export interface Situation {
  readonly estimate: string;
  /** The run of the latest report that was taken in. */
  readonly latest: string;
  readonly number: string;
  readonly run: string;
  /** Whether a newer run has taken the place of the report's. */
  readonly isReplaced: string;
}

/** The number of the answer. */
export function answerText(plan: HistoryPlan, { estimate, latest, number, run, isReplaced }: Situation): string {
  const { table, hasRuns } = plan;
  const relation = hasRuns ? ` + ${relationText(plan, run, latest)}` : "";
  return `CASE
      WHEN ${estimate} = ${always.undecided} OR ${number} = ${always.undecided} THEN ${always.undecided}${
        hasRuns
          ? `
      WHEN ${isReplaced} THEN ${always.superseded}`
          : ""
      }
      ELSE (${estimate} * ${table.reports.length} + ${number}) * ${table.relations.length}${relation}
    END`;
}

/** How the report's run relates to the latest one's, by the number of the relation. */
function relationText({ table: { relations } }: HistoryPlan, run: string, latest: string): string {
  const numberOf = (relation: (typeof relations)[number]): number => Math.max(0, relations.indexOf(relation));
  const [untold, first, same, next] = (["untold", "first", "same", "next"] as const).map(numberOf);
  return `CASE WHEN ${run} = 0 THEN ${untold} WHEN ${latest} = 0 THEN ${first} WHEN ${run} = ${latest} THEN ${same} ELSE ${next} END`;
}
