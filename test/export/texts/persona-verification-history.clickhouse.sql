-- persona/verification: One check of one claim about a person, from the first claims saved to a result.
-- Generated from its machine: what a webhook may report after what, under the policy {}.
-- Not given, and so whatever they may be: type, resubmitSameObject.
-- 16 estimates, 176 answers. Do not edit: export again.
-- Kycle's tests read this dialect with a parser and do not run it: try it on a few rows first.
--
-- Needs a table or a view persona_verification_report, one row for each report, with these columns:
--   id           any value that no other row has; of equal rows the smallest counts as the first
--   subject      String
--   report       the provider's word; any other than these, and those in brackets that stand for them, is unknown:
--                initiated (verification.created), confirmed, submitted (verification.submitted), tentatively_passed (verification.tentatively-passed), tentatively_failed (verification.tentatively-failed), passed (verification.passed), failed (verification.failed), requires_retry (verification.requires-retry), canceled (verification.canceled), skipped (verification.skipped), claims.saved
--   occurred_at  anything that sorts as time does, at full precision: equal values are one moment
--   delivery     what identifies a delivery; NULL or '' for none

-- Why an answer is what it is, in the engine's sentence, and what it rests on: STATED, IMPLIED or ASSUMED.
CREATE TABLE persona_verification_answer_reason (
  reason Int64,
  rule String,
  message Nullable(String),
  level Nullable(String),
  source Nullable(String),
  note Nullable(String)
) ENGINE = MergeTree ORDER BY reason;
INSERT INTO persona_verification_answer_reason (reason, rule, message, level, source, note) VALUES
  (1, 'unknown.status', 'The provider\'s word is none that this lifecycle knows.', NULL, NULL, NULL),
  (2, 'superseded', 'It is about a run that a newer one has replaced; it is applied to nothing.', NULL, NULL, NULL),
  (3, 'undecided', 'Several different reports are of this time, or one before it has no time of its own, comes again as another report, or leads further than this table goes: the engine knows, kycle check --order happened.', NULL, NULL, NULL),
  …

-- What every report is answered: number (estimate * 11 + report) * 1 + relation of its run.
-- Reports: 0 initiated, 1 confirmed, 2 submitted, 3 tentatively_passed, 4 tentatively_failed, 5 passed, 6 failed, 7 requires_retry, 8 canceled, 9 skipped, 10 claims.saved.
-- after_status: the latest one in that estimate. next: the estimate afterwards; NULL where nothing is taken in.
CREATE TABLE persona_verification_answer (
  answer Int64,
  after_status Nullable(String),
  verdict String,
  next Nullable(Int64),
  skipped String,
  reason Int64
) ENGINE = MergeTree ORDER BY answer;
INSERT INTO persona_verification_answer (answer, after_status, verdict, next, skipped, reason) VALUES
  (-1, NULL, 'unknown', NULL, '', 1),
  (-2, NULL, 'superseded', NULL, '', 2),
  (-3, NULL, 'undecided', -3, '', 3),
  …

CREATE VIEW persona_verification_history AS
WITH
-- What each word means: a report that the answers know, or -1 for none that the lifecycle knows.
told AS (
  SELECT id, subject, occurred_at,
    COALESCE(report, '') AS report, COALESCE(delivery, '') AS delivery,
    CASE report
      WHEN 'initiated' THEN 0
      WHEN 'confirmed' THEN 1
      WHEN 'submitted' THEN 2
      WHEN 'tentatively_passed' THEN 3
      WHEN 'tentatively_failed' THEN 4
      WHEN 'passed' THEN 5
      WHEN 'failed' THEN 6
      WHEN 'requires_retry' THEN 7
      WHEN 'canceled' THEN 8
      WHEN 'skipped' THEN 9
      WHEN 'claims.saved' THEN 10
      WHEN 'verification.created' THEN 0
      WHEN 'verification.submitted' THEN 2
      WHEN 'verification.tentatively-passed' THEN 3
      WHEN 'verification.tentatively-failed' THEN 4
      WHEN 'verification.passed' THEN 5
      WHEN 'verification.failed' THEN 6
      WHEN 'verification.requires-retry' THEN 7
      WHEN 'verification.canceled' THEN 8
      WHEN 'verification.skipped' THEN 9
      ELSE -1
    END AS word
  FROM persona_verification_report
),
-- A copy is the same report once more. What cannot be decided here: a delivery that is also another report's, no time.
delivered AS (
  SELECT id, subject, occurred_at, report, delivery,
    CASE WHEN delivery <> '' AND occurred_at = lagInFrame(toNullable(occurred_at)) OVER delivered AND report = lagInFrame(toNullable(report)) OVER delivered THEN 1 ELSE 0 END AS is_copy,
    CASE
      WHEN occurred_at IS NULL THEN -3
      WHEN delivery <> '' AND ROW_NUMBER() OVER delivered > 1 AND NOT (occurred_at = lagInFrame(toNullable(occurred_at)) OVER delivered AND report = lagInFrame(toNullable(report)) OVER delivered) THEN -3
      ELSE word
    END AS meaning
  FROM told
  WINDOW delivered AS (PARTITION BY subject, delivery ORDER BY occurred_at, report, id)
),
-- The place of each report among those of its subject; copies share one, and unknown words have none.
placed AS (
  SELECT id, subject, occurred_at, report, delivery, is_copy, meaning,
    CASE WHEN meaning <> -1 THEN CAST(SUM(CASE WHEN is_copy = 0 AND meaning <> -1 THEN 1 ELSE 0 END) OVER (PARTITION BY subject
      ORDER BY occurred_at NULLS FIRST, delivery, report, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS Int64) END AS place,
    SUM(CASE WHEN is_copy = 0 AND meaning <> -1 THEN 1 ELSE 0 END) OVER (PARTITION BY subject, occurred_at) AS at_once
  FROM delivered
),
-- What is judged, one after another. Different reports of one time have no order that a query could know.
judged AS (
  SELECT subject, place,
    CASE WHEN at_once > 1 THEN -3 ELSE meaning END AS number
  FROM placed
  WHERE is_copy = 0 AND meaning <> -1
),
histories AS (
  SELECT subject, arraySort(groupArray(CAST(tuple(place, number), 'Tuple(place Int64, number Int64)'))) AS reports
  FROM judged
  GROUP BY subject
),
answers AS (
  SELECT arraySort(groupArray(CAST(tuple(answer, next), 'Tuple(answer Int64, next Nullable(Int64))'))) AS every
  FROM persona_verification_answer
),
-- What is known of each subject after each of its reports, with the answers so far: in the end, those to all reports.
folded AS (
  SELECT h.subject, tupleElement(arrayFold((f, x) -> arrayMap(a -> CAST(tuple(COALESCE(tupleElement(a, 'next'), tupleElement(f, 'estimate')), arrayPushBack(tupleElement(f, 'answers'), tupleElement(a, 'answer'))), 'Tuple(estimate Int64, answers Array(Int64))'), [n.every[CASE
      WHEN tupleElement(f, 'estimate') = -3 OR tupleElement(x, 'number') = -3 THEN -3
      ELSE (tupleElement(f, 'estimate') * 11 + tupleElement(x, 'number')) * 1
    END + 4]])[1], h.reports, CAST(tuple(CAST(0 AS Int64), CAST([], 'Array(Int64)')), 'Tuple(estimate Int64, answers Array(Int64))')), 'answers') AS answers
  FROM histories h CROSS JOIN answers n
)
SELECT p.id, p.subject, p.occurred_at, p.report, p.delivery,
  CASE WHEN p.is_copy = 1 AND a.verdict IN ('advance', 'gap') THEN 'duplicate' ELSE a.verdict END AS verdict,
  CASE WHEN p.is_copy = 1 AND a.verdict IN ('advance', 'gap') THEN 'duplicate.delivery' ELSE r.rule END AS rule,
  a.after_status,
  CASE WHEN p.is_copy = 1 AND a.verdict IN ('advance', 'gap') THEN '' ELSE a.skipped END AS skipped,
  CASE WHEN p.is_copy = 1 AND a.verdict IN ('advance', 'gap') THEN NULL ELSE r.message END AS message,
  CASE WHEN p.is_copy = 1 AND a.verdict IN ('advance', 'gap') THEN NULL ELSE r.level END AS level,
  CASE WHEN p.is_copy = 1 AND a.verdict IN ('advance', 'gap') THEN NULL ELSE r.source END AS source,
  CASE WHEN p.is_copy = 1 AND a.verdict IN ('advance', 'gap') THEN NULL ELSE r.note END AS note
FROM placed p
LEFT JOIN folded f ON f.subject = p.subject
JOIN persona_verification_answer a ON a.answer = CASE WHEN p.place IS NULL THEN -1 ELSE f.answers[p.place] END
JOIN persona_verification_answer_reason r ON r.reason = a.reason;
