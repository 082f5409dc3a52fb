/**
 * The part of the query that is the same in every dialect: what each report's word means, which deliveries came before, and
 * in which place of its subject's history each report stands.
 */
import { spellings } from "./dialects.js";
import { always } from "./names.js";
import type { HistoryPlan } from "./plan.js";

/** More runs of one subject that take turns than fit a number's bits are left to the engine. */
const mostRuns = 60;

export function placesText(plan: HistoryPlan): string {
  const { dialect, names, channel, hasRuns } = plan;
  const { number, previous } = spellings[dialect];
  const run = hasRuns ? ", run" : "";
  const isSame = ["occurred_at", "report", ...(hasRuns ? ["run"] : [])]
    .map((column) => `${column} = ${previous(column)} OVER delivered`)
    .join(" AND ");
  // Webhooks are told apart by their delivery; what names none is a report of its own. Equal polls are one.
  const isCopy = channel === "webhook" ? `delivery <> '' AND ${isSame}` : isSame;
  const isPlaced = `CASE WHEN is_copy = 0 AND meaning <> ${always.unknown} THEN 1 ELSE 0 END`;
  const order = `occurred_at, delivery, report${run}, id`;
  return `-- What each word means: a report that the answers know, or ${always.unknown} for none that the lifecycle knows.
told AS (
  SELECT id, subject, occurred_at,
    COALESCE(report, '') AS report, COALESCE(delivery, '') AS delivery${hasRuns ? ", COALESCE(run, '') AS run" : ""},
    CASE report
${wordsText(plan)}
      ELSE ${always.unknown}
    END AS word
  FROM ${names.reports}
),
-- A copy is the same report once more. What cannot be decided here: a delivery that is also another report's, no time.
delivered AS (
  SELECT id, subject, occurred_at, report, delivery${run},
    CASE WHEN ${isCopy} THEN 1 ELSE 0 END AS is_copy,
    CASE
      WHEN occurred_at IS NULL THEN ${always.undecided}
      WHEN delivery <> '' AND ROW_NUMBER() OVER delivered > 1 AND NOT (${isSame}) THEN ${always.undecided}
      ELSE word
    END AS meaning
  FROM told
  WINDOW delivered AS (PARTITION BY subject, delivery ORDER BY ${order.replace("delivery, ", "")})
),
-- The place of each report among those of its subject; copies share one, and unknown words have none.
placed AS (
  SELECT id, subject, occurred_at, report, delivery${run}, is_copy, meaning,
    CASE WHEN meaning <> ${always.unknown} THEN CAST(SUM(${isPlaced}) OVER (PARTITION BY subject
      ORDER BY occurred_at NULLS FIRST, delivery, report${run}, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS ${number}) END AS place,
    SUM(${isPlaced}) OVER (PARTITION BY subject, occurred_at) AS at_once
  FROM delivered
),
${hasRuns ? runsText(plan) : ""}-- What is judged, one after another. Different reports of one time have no order that a query could know.
judged AS (
  SELECT subject, place,
    CASE WHEN at_once > 1${hasRuns ? ` OR (turns > 1 AND run_number > ${mostRuns})` : ""} THEN ${always.undecided} ELSE meaning END AS number${hasRuns ? markText(plan) : ""}
  FROM ${hasRuns ? "numbered" : "placed"}
  WHERE is_copy = 0 AND meaning <> ${always.unknown}
)`;
}

/** The runs of every subject, and how often each begins anew after another. */
function runsText({ dialect }: HistoryPlan): string {
  return `-- Only a run that goes on after another one has begun can have been replaced.
begun AS (
  SELECT subject, place, is_copy, meaning, at_once, run,
    CASE WHEN run <> COALESCE(${spellings[dialect].previous("run")} OVER (PARTITION BY subject, CASE WHEN run = '' THEN 0 ELSE 1 END ORDER BY place), '') THEN 1 ELSE 0 END AS begins
  FROM placed
  WHERE is_copy = 0 AND meaning <> ${always.unknown}
),
turned AS (
  SELECT subject, place, is_copy, meaning, at_once, run, SUM(begins) OVER (PARTITION BY subject, run) AS turns
  FROM begun
),
numbered AS (
  SELECT subject, place, is_copy, meaning, at_once, run, turns,
    DENSE_RANK() OVER (PARTITION BY subject, CASE WHEN turns > 1 THEN 1 ELSE 0 END ORDER BY run) AS run_number
  FROM turned
),
`;
}

/** What stands for a run: a bit of its own for those that take turns, a number below 0 for all others, 0 for none. */
function markText({ dialect }: HistoryPlan): string {
  return `,
    CASE
      WHEN run = '' OR (turns > 1 AND run_number > ${mostRuns}) THEN 0
      WHEN turns > 1 THEN ${spellings[dialect].bit("run_number")}
      ELSE -run_number
    END AS run_mark`;
}

/** The lines of a CASE: the words with the numbers of their reports. */
function wordsText({ dialect, table }: HistoryPlan): string {
  const { literal } = spellings[dialect];
  return table.words.map(({ word, report }) => `      WHEN ${literal(word)} THEN ${report}`).join("\n");
}
