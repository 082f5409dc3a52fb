/**
 * The part of the query that is the same in every dialect: what each report's word means, which deliveries came before, and
 * in which place of its subject's history each report stands.
 */
import { literal } from "../sql/names.js";
import { spellings } from "./dialects.js";
import { always, type HistoryPlan } from "./names.js";

/** More runs of one subject than fit a number's bits are left to the engine. */
const mostRuns = 60;

export function placesText(plan: HistoryPlan): string {
  const { dialect, names, channel, hasRuns } = plan;
  const { previous, bit } = spellings[dialect];
  const run = hasRuns ? ", run" : "";
  const isSame = ["occurred_at", "report", ...(hasRuns ? ["run"] : [])]
    .map((column) => `${column} = ${previous(column, "delivered")}`)
    .join(" AND ");
  // Webhooks are told apart by their delivery; what names none is a report of its own. Equal polls are one.
  const isCopy = channel === "webhook" ? `delivery <> '' AND ${isSame}` : isSame;
  const isPlaced = `CASE WHEN is_copy = 0 AND number <> ${always.unknown} THEN 1 ELSE 0 END`;
  const order = `occurred_at, delivery, report${run}, id`;
  return `-- What each word means: a report that the answers know, or ${always.unknown} for none that the lifecycle knows.
told AS (
  SELECT id, subject, occurred_at,
    COALESCE(report, '') AS report, COALESCE(delivery, '') AS delivery${hasRuns ? ", COALESCE(run, '') AS run" : ""},
    CASE report
${wordsText(plan)}
      ELSE ${always.unknown}
    END AS number
  FROM ${names.reports}
),
-- A copy is the same report once more. What cannot be decided here: a delivery that is also another report's, no time.
delivered AS (
  SELECT id, subject, occurred_at, report, delivery${run},
    CASE WHEN ${isCopy} THEN 1 ELSE 0 END AS is_copy,
    CASE
      WHEN occurred_at IS NULL THEN ${always.undecided}
      WHEN delivery <> '' AND ROW_NUMBER() OVER delivered > 1 AND NOT (${isSame}) THEN ${always.undecided}
      ELSE number
    END AS number${
      hasRuns
        ? `,
    DENSE_RANK() OVER (PARTITION BY subject ORDER BY run) AS run_number`
        : ""
    }
  FROM told
  WINDOW delivered AS (PARTITION BY subject, delivery ORDER BY ${order.replace("delivery, ", "")})
),
-- The place of each report among those of its subject; copies share one, and unknown words have none.
placed AS (
  SELECT id, subject, occurred_at, report, delivery${run}, is_copy, number,
    CASE WHEN number <> ${always.unknown} THEN SUM(${isPlaced}) OVER (PARTITION BY subject
      ORDER BY occurred_at NULLS FIRST, delivery, report${run}, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) END AS place,
    SUM(${isPlaced}) OVER (PARTITION BY subject, occurred_at) AS at_once${
      hasRuns
        ? `,
    CASE WHEN run = '' OR run_number > ${mostRuns} THEN 0 ELSE ${bit("run_number")} END AS run_bit,
    CASE WHEN run_number > ${mostRuns} THEN 1 ELSE 0 END AS has_too_many_runs`
        : ""
    }
  FROM delivered
),
-- What is judged, one after another. Different reports of one time have no order that a query could know.
judged AS (
  SELECT subject, place,
    CASE WHEN at_once > 1${hasRuns ? " OR has_too_many_runs = 1" : ""} THEN ${always.undecided} ELSE number END AS number${hasRuns ? ",\n    run_bit" : ""}
  FROM placed
  WHERE is_copy = 0 AND number <> ${always.unknown}
)`;
}

/** The lines of a CASE: the words with the numbers of their reports. */
function wordsText({ table }: HistoryPlan): string {
  return table.words.map(({ word, report }) => `      WHEN ${literal(word)} THEN ${report}`).join("\n");
}
