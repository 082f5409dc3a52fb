-- persona/verification: One check of one claim about a person, from the first claims saved to a result.
-- Generated from its machine: what a webhook may report after what, under the policy {}.
-- Not given, and so whatever they may be: type, resubmitSameObject.
-- 16 estimates, 176 answers. Do not edit: export again.
-- Kycle's tests read this dialect with a parser and do not run it: try it on a few rows first.
--
-- Needs a table or a view persona_verification_report, one row for each report, with these columns:
--   id           any value that no other row has; of equal rows the smallest counts as the first
--   subject      STRING
--   report       the provider's word; any other than these, and those in brackets that stand for them, is unknown:
--                initiated (verification.created), confirmed, submitted (verification.submitted), tentatively_passed (verification.tentatively-passed), tentatively_failed (verification.tentatively-failed), passed (verification.passed), failed (verification.failed), requires_retry (verification.requires-retry), canceled (verification.canceled), skipped (verification.skipped), claims.saved
--   occurred_at  anything that sorts as time does, at full precision: equal values are one moment
--   delivery     what identifies a delivery; NULL or '' for none

-- Why an answer is what it is, in the engine's sentence, and what it rests on: STATED, IMPLIED or ASSUMED.
CREATE TABLE persona_verification_answer_reason (
  reason INT64,
  rule STRING,
  message STRING,
  level STRING,
  source STRING,
  note STRING
);
INSERT INTO persona_verification_answer_reason (reason, rule, message, level, source, note) VALUES
  (1, 'unknown.status', 'The provider\'s word is none that this lifecycle knows.', NULL, NULL, NULL),
  (2, 'superseded', 'It is about a run that a newer one has replaced; it is applied to nothing.', NULL, NULL, NULL),
  (3, 'undecided', 'Several different reports are of this time, or one before it has no time of its own, comes again as another report, or leads further than this table goes: the engine knows, kycle check --order happened.', NULL, NULL, NULL),
  …

-- What every report is answered: number (estimate * 11 + report) * 1 + relation of its run.
-- Reports: 0 initiated, 1 confirmed, 2 submitted, 3 tentatively_passed, 4 tentatively_failed, 5 passed, 6 failed, 7 requires_retry, 8 canceled, 9 skipped, 10 claims.saved.
-- after_status: the latest one in that estimate. next: the estimate afterwards; NULL where nothing is taken in.
CREATE TABLE persona_verification_answer (
  answer INT64,
  after_status STRING,
  verdict STRING,
  next INT64,
  skipped STRING,
  reason INT64
);
INSERT INTO persona_verification_answer (answer, after_status, verdict, next, skipped, reason) VALUES
  (-1, NULL, 'unknown', NULL, '', 1),
  (-2, NULL, 'superseded', NULL, '', 2),
  (-3, NULL, 'undecided', -3, '', 3),
  …

CREATE VIEW persona_verification_history AS
WITH RECURSIVE
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
    CASE WHEN delivery <> '' AND occurred_at = LAG(occurred_at) OVER delivered AND report = LAG(report) OVER delivered THEN 1 ELSE 0 END AS is_copy,
    CASE
      WHEN occurred_at IS NULL THEN -3
      WHEN delivery <> '' AND ROW_NUMBER() OVER delivered > 1 AND NOT (occurred_at = LAG(occurred_at) OVER delivered AND report = LAG(report) OVER delivered) THEN -3
      ELSE word
    END AS meaning
  FROM told
  WINDOW delivered AS (PARTITION BY subject, delivery ORDER BY occurred_at, report, id)
),
-- The place of each report among those of its subject; copies share one, and unknown words have none.
placed AS (
  SELECT id, subject, occurred_at, report, delivery, is_copy, meaning,
    CASE WHEN meaning <> -1 THEN CAST(SUM(CASE WHEN is_copy = 0 AND meaning <> -1 THEN 1 ELSE 0 END) OVER (PARTITION BY subject
      ORDER BY occurred_at NULLS FIRST, delivery, report, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS INT64) END AS place,
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
  SELECT subject, ARRAY_AGG(number ORDER BY place) AS numbers
  FROM judged
  GROUP BY subject
),
-- What is known of each subject after each of its reports, and the answer that the report was given.
folded AS (
  SELECT subject, CAST(0 AS INT64) AS place, CAST(0 AS INT64) AS answer, CAST(0 AS INT64) AS estimate,
    numbers
  FROM histories
  UNION ALL
  SELECT f.subject, f.place + 1, a.answer,
    COALESCE(a.next, f.estimate),
    f.numbers
  FROM folded f JOIN persona_verification_answer a ON a.answer = CASE
      WHEN f.estimate = -3 OR f.numbers[ORDINAL(f.place + 1)] = -3 THEN -3
      ELSE (f.estimate * 11 + f.numbers[ORDINAL(f.place + 1)]) * 1
    END
  WHERE f.place < ARRAY_LENGTH(f.numbers)
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
LEFT JOIN folded f ON f.subject = p.subject AND f.place = p.place
JOIN persona_verification_answer a ON a.answer = CASE WHEN p.place IS NULL THEN -1 ELSE f.answer END
JOIN persona_verification_answer_reason r ON r.reason = a.reason;
