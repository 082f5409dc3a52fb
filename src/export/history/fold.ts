/** One step of the fold, as expressions over what is known: which answer a report is given, and what is known afterwards. */
import { spellings } from "./dialects.js";
import { always } from "./names.js";
import type { HistoryPlan } from "./plan.js";

/** What is known of a subject. Runs are told apart by numbers: 0 for none, single bits for those that take turns. */
export interface Knowledge {
  readonly estimate: string;
  /** The run of the latest report that was taken in. */
  readonly latest: string;
  /** The run that began last. */
  readonly newest: string;
  /** Of the runs that take turns all those of reports that were taken in, as bits. */
  readonly earlier: string;
}

/** The report that comes next. */
export interface Told {
  readonly number: string;
  readonly run: string;
}

/** What is known of a subject, in the order of the columns; a lifecycle without runs knows the estimate alone. */
export function knowledgeOf({ hasRuns }: HistoryPlan): readonly (keyof Knowledge)[] {
  return hasRuns ? ["estimate", "latest", "newest", "earlier"] : ["estimate"];
}

/** The number of the answer. */
export function answerText(plan: HistoryPlan, known: Knowledge, { number, run }: Told): string {
  const { dialect, table, hasRuns } = plan;
  const { both } = spellings[dialect];
  const relation = hasRuns ? ` + ${relationText(plan, run, known.latest)}` : "";
  return `CASE
      WHEN ${known.estimate} = ${always.undecided} OR ${number} = ${always.undecided} THEN ${always.undecided}${
        hasRuns
          ? `
      WHEN ${run} > 0 AND ${both(known.earlier, run)} <> 0 AND ${run} <> ${known.newest} THEN ${always.superseded}`
          : ""
      }
      ELSE (${known.estimate} * ${table.reports.length} + ${number}) * ${table.relations.length}${relation}
    END`;
}

/** What is known once the report was answered; `next` is the answer's. */
export function knownAfter({ dialect }: HistoryPlan, known: Knowledge, { run }: Told, next: string): Knowledge {
  const { either } = spellings[dialect];
  return {
    estimate: `COALESCE(${next}, ${known.estimate})`,
    latest: `CASE WHEN ${next} IS NULL THEN ${known.latest} ELSE ${run} END`,
    newest: `CASE WHEN ${next} IS NULL OR ${run} = 0 THEN ${known.newest} ELSE ${run} END`,
    earlier: `CASE WHEN ${next} IS NULL OR ${run} < 0 THEN ${known.earlier} ELSE ${either(known.earlier, run)} END`,
  };
}

/** How the report's run relates to the latest one's, by the number of the relation. */
function relationText({ table: { relations } }: HistoryPlan, run: string, latest: string): string {
  const numberOf = (relation: (typeof relations)[number]): number => Math.max(0, relations.indexOf(relation));
  const [untold, first, same, next] = (["untold", "first", "same", "next"] as const).map(numberOf);
  return `CASE WHEN ${run} = 0 THEN ${untold} WHEN ${latest} = 0 THEN ${first} WHEN ${run} = ${latest} THEN ${same} ELSE ${next} END`;
}
