/** The fold as a recursion: one round for each place, in which every subject that has a report there takes a step. */
import { type HistoryDialect, spellings } from "./dialects.js";
import { answerText, type Knowledge, knowledgeOf, knownAfter } from "./fold.js";
import type { HistoryPlan } from "./plan.js";

/** The reports of a subject as one value, in the order of their places; items count from 1. */
interface Lists {
  readonly gathered: (item: string) => string;
  readonly length: (list: string) => string;
  readonly item: (list: string, place: string) => string;
}

const lists = {
  postgres: {
    gathered: (item) => `ARRAY_AGG(${item} ORDER BY place)`,
    length: (list) => `CARDINALITY(${list})`,
    item: (list, place) => `${list}[${place}]`,
  },
  bigquery: {
    gathered: (item) => `ARRAY_AGG(${item} ORDER BY place)`,
    length: (list) => `ARRAY_LENGTH(${list})`,
    item: (list, place) => `${list}[ORDINAL(${place})]`,
  },
  sqlite: {
    gathered: (item) => `JSON_GROUP_ARRAY(${item})`,
    length: (list) => `JSON_ARRAY_LENGTH(${list})`,
    item: (list, place) => `JSON_EXTRACT(${list}, '$[' || (${place} - 1) || ']')`,
  },
} as const satisfies Readonly<Record<string, Lists>>;

/** The dialects without a function that folds a list. */
export type RecursiveDialect = keyof typeof lists;

const known: Knowledge = { estimate: "f.estimate", latest: "f.latest", newest: "f.newest", earlier: "f.earlier" };

export function recursionText(plan: HistoryPlan, dialect: RecursiveDialect): string {
  const { names, hasRuns } = plan;
  const { number } = spellings[dialect];
  const { gathered, length, item } = lists[dialect];
  const report = { number: item("f.numbers", "f.place + 1"), run: item("f.runs", "f.place + 1") };
  const after = knownAfter(plan, known, report, "a.next");
  const registers = knowledgeOf(plan);
  // SQLite's lists are in the order of the rows that they are made of.
  const source = dialect === "sqlite" ? "(SELECT * FROM judged ORDER BY subject, place) AS judged" : "judged";
  return `histories AS (
  SELECT subject, ${gathered("number")} AS numbers${hasRuns ? `, ${gathered("run_mark")} AS runs` : ""}
  FROM ${source}
  GROUP BY subject
),
-- What is known of each subject after each of its reports, and the answer that the report was given.
folded AS (
  SELECT subject, ${["place", "answer", ...registers].map((name) => `CAST(0 AS ${number}) AS ${name}`).join(", ")},
    numbers${hasRuns ? ", runs" : ""}
  FROM histories
  UNION ALL
  SELECT f.subject, f.place + 1, a.answer,
    ${registers.map((name) => after[name]).join(",\n    ")},
    f.numbers${hasRuns ? ", f.runs" : ""}
  FROM folded f JOIN ${names.answer} a ON a.answer = ${answerText(plan, known, report)}
  WHERE f.place < ${length("f.numbers")}
)`;
}

/** Every answer is a row. */
export const answeredByRow = { condition: "f.subject = p.subject AND f.place = p.place", answer: "f.answer" };

export function isRecursive(dialect: HistoryDialect): dialect is RecursiveDialect {
  return dialect in lists;
}
