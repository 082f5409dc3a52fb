-- assetpay/client: A client's verification level, through one process after another.
-- Generated from its machine: what a poll may report after what, under the policy {"maxProcesses":1}.
-- 7 estimates, 112 answers. Do not edit: export again.
-- Kycle's tests read this dialect with a parser and do not run it: try it on a few rows first.
--
-- Needs a table or a view assetpay_client_report, one row for each report, with these columns:
--   id           any value that no other row has; of equal rows the smallest counts as the first
--   subject      varchar
--   report       the provider's word; any other than these, and those in brackets that stand for them, is unknown:
--                no_process, running, ended, verified
--   run          processId; NULL or '' for none
--   occurred_at  anything that sorts as time does, at full precision: equal values are one moment
--   delivery     what identifies a delivery; NULL or '' for none

-- Why an answer is what it is, in the engine's sentence, and what it rests on: STATED, IMPLIED or ASSUMED.
CREATE TABLE assetpay_client_answer_reason (
  reason bigint,
  rule varchar,
  message varchar,
  level varchar,
  source varchar,
  note varchar
);
INSERT INTO assetpay_client_answer_reason (reason, rule, message, level, source, note) VALUES
  (1, 'unknown.status', 'The provider''s word is none that this lifecycle knows.', NULL, NULL, NULL),
  (2, 'superseded', 'It is about a run that a newer one has replaced; it is applied to nothing.', NULL, NULL, NULL),
  (3, 'undecided', 'Several different reports are of this time, or one before it has no time of its own, comes again as another report, or leads further than this table goes: the engine knows, kycle check --order happened.', NULL, NULL, NULL),
  …

-- What every report is answered: number (estimate * 4 + report) * 4 + relation of its run.
-- Reports: 0 no_process, 1 running, 2 ended, 3 verified.
-- after_status: the latest one in that estimate. next: the estimate afterwards; NULL where nothing is taken in.
CREATE TABLE assetpay_client_answer (
  answer bigint,
  after_status varchar,
  verdict varchar,
  next bigint,
  skipped varchar,
  reason bigint
);
INSERT INTO assetpay_client_answer (answer, after_status, verdict, next, skipped, reason) VALUES
  (-1, NULL, 'unknown', NULL, '', 1),
  (-2, NULL, 'superseded', NULL, '', 2),
  (-3, NULL, 'undecided', -3, '', 3),
  …

CREATE VIEW assetpay_client_history AS
WITH
-- What each word means: a report that the answers know, or -1 for none that the lifecycle knows.
told AS (
  SELECT id, subject, occurred_at,
    COALESCE(report, '') AS report, COALESCE(delivery, '') AS delivery, COALESCE(run, '') AS run,
    CASE report
      WHEN 'no_process' THEN 0
      WHEN 'running' THEN 1
      WHEN 'ended' THEN 2
      WHEN 'verified' THEN 3
      ELSE -1
    END AS word
  FROM assetpay_client_report
),
-- A copy is the same report once more. What cannot be decided here: a delivery that is also another report's, no time.
delivered AS (
  SELECT id, subject, occurred_at, report, delivery, run,
    CASE WHEN occurred_at = LAG(occurred_at) OVER delivered AND report = LAG(report) OVER delivered AND run = LAG(run) OVER delivered THEN 1 ELSE 0 END AS is_copy,
    CASE
      WHEN occurred_at IS NULL THEN -3
      WHEN delivery <> '' AND ROW_NUMBER() OVER delivered > 1 AND NOT (occurred_at = LAG(occurred_at) OVER delivered AND report = LAG(report) OVER delivered AND run = LAG(run) OVER delivered) THEN -3
      ELSE word
    END AS meaning
  FROM told
  WINDOW delivered AS (PARTITION BY subject, delivery ORDER BY occurred_at, report, run, id)
),
-- The place of each report among those of its subject; copies share one, and unknown words have none.
placed AS (
  SELECT id, subject, occurred_at, report, delivery, run, is_copy, meaning,
    CASE WHEN meaning <> -1 THEN CAST(SUM(CASE WHEN is_copy = 0 AND meaning <> -1 THEN 1 ELSE 0 END) OVER (PARTITION BY subject
      ORDER BY occurred_at NULLS FIRST, delivery, report, run, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bigint) END AS place,
    SUM(CASE WHEN is_copy = 0 AND meaning <> -1 THEN 1 ELSE 0 END) OVER (PARTITION BY subject, occurred_at) AS at_once
  FROM delivered
),
-- Only a run that goes on after another one has begun can have been replaced.
begun AS (
  SELECT subject, place, is_copy, meaning, at_once, run,
    CASE WHEN run <> COALESCE(LAG(run) OVER (PARTITION BY subject, CASE WHEN run = '' THEN 0 ELSE 1 END ORDER BY place), '') THEN 1 ELSE 0 END AS begins
  FROM placed
  WHERE is_copy = 0 AND meaning <> -1
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
-- What is judged, one after another. Different reports of one time have no order that a query could know.
judged AS (
  SELECT subject, place,
    CASE WHEN at_once > 1 OR (turns > 1 AND run_number > 60) THEN -3 ELSE meaning END AS number,
    CASE
      WHEN run = '' OR (turns > 1 AND run_number > 60) THEN 0
      WHEN turns > 1 THEN BITWISE_LEFT_SHIFT(CAST(1 AS bigint), run_number)
      ELSE -run_number
    END AS run_mark
  FROM numbered
  WHERE is_copy = 0 AND meaning <> -1
),
histories AS (
  SELECT subject, ARRAY_AGG(CAST(ROW(place, number, run_mark) AS ROW(place bigint, number bigint, run_mark bigint)) ORDER BY place) AS reports
  FROM judged
  GROUP BY subject
),
answers AS (
  SELECT ARRAY_AGG(CAST(ROW(answer, next) AS ROW(answer bigint, next bigint)) ORDER BY answer) AS every
  FROM assetpay_client_answer
),
-- What is known of each subject after each of its reports, with the answers so far: in the end, those to all reports.
folded AS (
  SELECT h.subject, REDUCE(h.reports, CAST(ROW(CAST(0 AS bigint), CAST(0 AS bigint), CAST(0 AS bigint), CAST(0 AS bigint), CAST(ARRAY[] AS array(bigint))) AS ROW(estimate bigint, latest bigint, newest bigint, earlier bigint, answers array(bigint))), (f, x) -> TRANSFORM(ARRAY[n.every[CASE
      WHEN f.estimate = -3 OR x.number = -3 THEN -3
      WHEN x.run_mark > 0 AND BITWISE_AND(f.earlier, x.run_mark) <> 0 AND x.run_mark <> f.newest THEN -2
      ELSE (f.estimate * 4 + x.number) * 4 + CASE WHEN x.run_mark = 0 THEN 0 WHEN f.latest = 0 THEN 1 WHEN x.run_mark = f.latest THEN 2 ELSE 3 END
    END + 4]], a -> CAST(ROW(COALESCE(a.next, f.estimate), CASE WHEN a.next IS NULL THEN f.latest ELSE x.run_mark END, CASE WHEN a.next IS NULL OR x.run_mark = 0 THEN f.newest ELSE x.run_mark END, CASE WHEN a.next IS NULL OR x.run_mark < 0 THEN f.earlier ELSE BITWISE_OR(f.earlier, x.run_mark) END, f.answers || a.answer) AS ROW(estimate bigint, latest bigint, newest bigint, earlier bigint, answers array(bigint))))[1], f -> f).answers AS answers
  FROM histories h CROSS JOIN answers n
)
SELECT p.id, p.subject, p.occurred_at, p.report, p.run, p.delivery,
  CASE WHEN p.is_copy = 1 AND a.verdict IN ('advance', 'gap') THEN 'duplicate' ELSE a.verdict END AS verdict,
  CASE WHEN p.is_copy = 1 AND a.verdict IN ('advance', 'gap') THEN 'duplicate.repeat' ELSE r.rule END AS rule,
  a.after_status,
  CASE WHEN p.is_copy = 1 AND a.verdict IN ('advance', 'gap') THEN '' ELSE a.skipped END AS skipped,
  CASE WHEN p.is_copy = 1 AND a.verdict IN ('advance', 'gap') THEN NULL ELSE r.message END AS message,
  CASE WHEN p.is_copy = 1 AND a.verdict IN ('advance', 'gap') THEN NULL ELSE r.level END AS level,
  CASE WHEN p.is_copy = 1 AND a.verdict IN ('advance', 'gap') THEN NULL ELSE r.source END AS source,
  CASE WHEN p.is_copy = 1 AND a.verdict IN ('advance', 'gap') THEN NULL ELSE r.note END AS note
FROM placed p
LEFT JOIN folded f ON f.subject = p.subject
JOIN assetpay_client_answer a ON a.answer = CASE WHEN p.place IS NULL THEN -1 ELSE f.answers[p.place] END
JOIN assetpay_client_answer_reason r ON r.reason = a.reason;
