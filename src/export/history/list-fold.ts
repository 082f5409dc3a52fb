/** The fold as a function of a list: each subject is one row, its reports a list, and what they are answered another. */
import { spellings } from "./dialects.js";
import { answerText, type Knowledge, knowledgeOf, knownAfter } from "./fold.js";
import { type Field, type LambdaDialect, lambdas } from "./lambdas.js";
import { always } from "./names.js";
import type { HistoryPlan } from "./plan.js";
import type { Answered } from "./verdicts.js";

/** Where an answer stands in the list of all: the first has the lowest number there is. */
const offset = 1 - Math.min(...Object.values(always));

export function listFoldText(plan: HistoryPlan, dialect: LambdaDialect): string {
  const { names, hasRuns } = plan;
  const { number } = spellings[dialect];
  const { record, field, gathered, item, noNumbers, appended, folded, where } = lambdas[dialect];
  const of = (name: string): string => field("f", name);
  const known: Knowledge = {
    estimate: of("estimate"),
    latest: of("latest"),
    newest: of("newest"),
    earlier: of("earlier"),
  };
  const report = { number: field("x", "number"), run: field("x", "run_mark") };
  const after = knownAfter(plan, known, report, field("a", "next"));
  const knowledge = (values: Readonly<Knowledge>, answers: string): string =>
    record([
      ...knowledgeOf(plan).map((name): Field => ({ name, value: values[name], type: "number" })),
      { name: "answers", value: answers, type: "numbers" },
    ]);
  const zero = `CAST(0 AS ${number})`;
  const nothing = { estimate: zero, latest: zero, newest: zero, earlier: zero };
  const reports = ["place", "number", ...(hasRuns ? ["run_mark"] : [])];
  const answered = item("n.every", `${answerText(plan, known, report)} + ${offset}`);
  const step = where("a", answered, knowledge(after, appended(of("answers"), field("a", "answer"))));
  return `histories AS (
  SELECT subject, ${gathered(reports.map((name) => ({ name, value: name, type: "number" })))} AS reports
  FROM judged
  GROUP BY subject
),
answers AS (
  SELECT ${gathered([
    { name: "answer", value: "answer", type: "number" },
    { name: "next", value: "next", type: "number or NULL" },
  ])} AS every
  FROM ${names.answer}
),
-- What is known of each subject after each of its reports, with the answers so far: in the end, those to all reports.
folded AS (
  SELECT h.subject, ${field(folded("h.reports", knowledge(nothing, noNumbers), step), "answers")} AS answers
  FROM histories h CROSS JOIN answers n
)`;
}

export function answeredInList(dialect: LambdaDialect): Answered {
  return { condition: "f.subject = p.subject", answer: lambdas[dialect].item("f.answers", "p.place") };
}
