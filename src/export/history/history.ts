/** A lifecycle's judgement of whole histories as SQL: the answers as tables, and a view that folds every subject's reports. */
import type { LifecycleDefinition } from "../../definition.js";
import { canonical } from "../../json.js";
import type { Channel } from "../../observation.js";
import { parsePolicy } from "../../policy/family.js";
import { namesOf } from "../sql/names.js";
import { type AnswerTable, answerTable } from "./answer-table.js";
import { type HistoryDialect, parsedDialects, spellings } from "./dialects.js";
import { listFoldText, answeredInList } from "./list-fold.js";
import { historyNamesOf } from "./names.js";
import { placesText } from "./places.js";
import type { HistoryPlan } from "./plan.js";
import { answeredByRow, isRecursive, recursionText } from "./recursion.js";
import { answerTablesText } from "./tables.js";
import { verdictsText } from "./verdicts.js";

export interface HistoryOptions {
  readonly dialect: HistoryDialect;
  readonly policy: unknown;
  readonly channel: Channel;
  /** The most estimates that the tables hold, the nearest first. */
  readonly limit?: number | undefined;
}

export function historyText(definition: LifecycleDefinition, options: HistoryOptions): string {
  const { dialect, policy, channel, limit } = options;
  const { id, title } = definition;
  const table = answerTable(definition, { policy, channel, limit });
  const names = historyNamesOf(namesOf(id).prefix);
  const hasRuns = definition.runs !== undefined;
  const plan: HistoryPlan = { dialect, names, table, channel, hasRuns };
  const given = parsePolicy(definition, policy);
  const open = Object.keys(definition.policy.schema.shape).filter((field) => !(field in given));
  const size = `${table.estimates.length} estimates, ${table.answers.length} answers`;
  return [
    `-- ${id}: ${title}`,
    `-- Generated from its machine: what a ${channel} may report after what, under the policy ${canonical(given)}.`,
    ...(open.length === 0 ? [] : [`-- Not given, and so whatever they may be: ${open.join(", ")}.`]),
    `-- ${size}${table.isComplete ? "" : ", the nearest; what leads further is undecided"}. Do not edit: export again.`,
    ...(isParsedOnly(dialect)
      ? [`-- Kycle's tests read this dialect with a parser and do not run it: try it on a few rows first.`]
      : []),
    "--",
    `-- Needs a table or a view ${names.reports}, one row for each report, with these columns:`,
    `--   id           any value that no other row has; of equal rows the smallest counts as the first`,
    `--   subject      ${spellings[dialect].text}`,
    `--   report       the provider's word; any other than these, and those in brackets that stand for them, is unknown:`,
    `--                ${knownWords(table)}`,
    ...(hasRuns ? [`--   run          ${definition.runs?.name}; NULL or '' for none`] : []),
    `--   occurred_at  anything that sorts as time does, at full precision: equal values are one moment`,
    `--   delivery     what identifies a delivery; NULL or '' for none`,
    "",
    answerTablesText(plan),
    `CREATE VIEW ${names.history} AS`,
    isRecursive(dialect) ? "WITH RECURSIVE" : "WITH",
    `${placesText(plan)},`,
    ...(isRecursive(dialect)
      ? [recursionText(plan, dialect), verdictsText(plan, answeredByRow)]
      : [listFoldText(plan, dialect), verdictsText(plan, answeredInList(dialect))]),
    "",
  ].join("\n");
}

/** The reports, each with what else stands for it. */
function knownWords({ reports, words }: AnswerTable): string {
  return reports
    .map((name, number) => {
      const others = words.filter(({ word, report }) => report === number && word !== name).map(({ word }) => word);
      return others.length === 0 ? name : `${name} (${others.join(", ")})`;
    })
    .join(", ");
}

function isParsedOnly(dialect: HistoryDialect): boolean {
  return parsedDialects.some((parsed) => parsed === dialect);
}
