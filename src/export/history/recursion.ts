/** The fold as a recursion: one round for each place, in which every subject that has a report there takes a step. */
import { type HistoryDialect, spellings } from "./dialects.js";
import { answerText } from "./fold.js";
import type { HistoryPlan } from "./names.js";

/** The reports of a subject as one value, in the order of their places; items count from 1. */
interface Lists {
  readonly gathered: (item: string) => string;
  readonly length: (list: string) => string;
  readonly item: (list: string, place: string) => string;
}

const arrays: Lists = {
  gathered: (item) => `ARRAY_AGG(${item} ORDER BY place)`,
  length: (list) => `CARDINALITY(${list})`,
  item: (list, place) => `${list}[${place}]`,
};

const lists: Readonly<Partial<Record<HistoryDialect, Lists>>> = {
  duckdb: { ...arrays, length: (list) => `LEN(${list})` },
  postgres: arrays,
  bigquery: {
    ...arrays,
    length: (list) => `ARRAY_LENGTH(${list})`,
    item: (list, place) => `${list}[ORDINAL(${place})]`,
  },
  sqlite: {
    gathered: (item) => `JSON_GROUP_ARRAY(${item})`,
    length: (list) => `JSON_ARRAY_LENGTH(${list})`,
    item: (list, place) => `JSON_EXTRACT(${list}, '$[' || (${place} - 1) || ']')`,
  },
};

export function recursionText(plan: HistoryPlan): string {
  const { dialect, names, hasRuns } = plan;
  const { number, both, either } = spellings[dialect];
  const { gathered, length, item } = lists[dialect] ?? arrays;
  const zero = (name: string): string => `CAST(0 AS ${number}) AS ${name}`;
  const run = item("f.runs", "f.place + 1");
  const answer = answerText(plan, {
    estimate: "f.estimate",
    latest: "f.latest",
    number: item("f.numbers", "f.place + 1"),
    run,
    isReplaced: `${both("f.earlier", run)} <> 0 AND ${run} <> f.newest`,
  });
  // SQLite's lists are in the order of the rows that they are made of.
  const source = dialect === "sqlite" ? "(SELECT * FROM judged ORDER BY subject, place) AS judged" : "judged";
  return `histories AS (
  SELECT subject, ${gathered("number")} AS numbers${hasRuns ? `, ${gathered("run_bit")} AS runs` : ""}
  FROM ${source}
  GROUP BY subject
),
-- What is known of each subject after each of its reports, and the answer that the report was given.
folded AS (
  SELECT subject, ${zero("place")}, ${zero("answer")}, ${zero("estimate")},${
    hasRuns
      ? `
    ${zero("latest")}, ${zero("newest")}, ${zero("earlier")}, runs,`
      : ""
  }
    numbers
  FROM histories
  UNION ALL
  SELECT f.subject, f.place + 1, a.answer, COALESCE(a.next, f.estimate),${
    hasRuns
      ? `
    ${whenTaken(run, "f.latest")},
    CASE WHEN a.next IS NULL OR ${run} = 0 THEN f.newest ELSE ${run} END,
    ${whenTaken(either("f.earlier", run), "f.earlier")},
    f.runs,`
      : ""
  }
    f.numbers
  FROM folded f JOIN ${names.answer} a ON a.answer = ${answer}
  WHERE f.place < ${length("f.numbers")}
)`;
}

function whenTaken(taken: string, before: string): string {
  return `CASE WHEN a.next IS NULL THEN ${before} ELSE ${taken} END`;
}
