-- assetpay/client: A client's verification level, through one process after another.
-- Generated from its machine: what a poll may report after what, under the policy {"maxProcesses":1}.
-- 7 estimates, 112 answers. Do not edit: export again.
--
-- Needs a table or a view assetpay_client_report, one row for each report, with these columns:
--   id           any value that no other row has; of equal rows the smallest counts as the first
--   subject      text
--   report       the provider's word; any other than these, and those in brackets that stand for them, is unknown:
--                no_process, running, ended, verified
--   run          processId; NULL or '' for none
--   occurred_at  anything that sorts as time does, at full precision: equal values are one moment
--   delivery     what identifies a delivery; NULL or '' for none

-- Why an answer is what it is, in the engine's sentence, and what it rests on: STATED, IMPLIED or ASSUMED.
CREATE TABLE assetpay_client_answer_reason (
  reason bigint,
  rule text,
  message text,
  level text,
  source text,
  note text
);
INSERT INTO assetpay_client_answer_reason (reason, rule, message, level, source, note) VALUES
  (1, 'unknown.status', 'The provider''s word is none that this lifecycle knows.', NULL, NULL, NULL),
  (2, 'superseded', 'It is about a run that a newer one has replaced; it is applied to nothing.', NULL, NULL, NULL),
  (3, 'undecided', 'Several different reports are of this time, or one before it has no time of its own, comes again as another report, or leads further than this table goes: the engine knows, kycle check --order happened.', NULL, NULL, NULL),
  (4, 'advance', 'no_process as the first report fits.', NULL, NULL, NULL),
  (5, 'advance', 'running as the first report fits, having passed no_process unseen.', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is null if never started'),
  (6, 'advance', 'ended as the first report fits, having passed no_process, running unseen.', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is null if never started'),
  (7, 'advance', 'verified as the first report fits, having passed no_process unseen.', 'ASSUMED', 'Link Verified Identity (D)', 'the e-mail address that linking goes by is set at a start; another way is not ruled out'),
  (8, 'duplicate.repeat', 'The poll shows no_process, which is already known.', NULL, NULL, NULL),
  (9, 'advance', 'no_process after no_process fits.', NULL, NULL, NULL),
  (10, 'illegal.run', 'no_process after no_process cannot be: the processId changes with a start by the client, and only with one.', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is the most recent one; a start makes a new one'),
  (11, 'advance', 'running after no_process fits.', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is null if never started'),
  (12, 'illegal.run', 'running after no_process cannot be: the processId changes with a start by the client, and only with one.', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is the most recent one; a start makes a new one'),
  (13, 'advance', 'ended after no_process fits, having passed running unseen.', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is null if never started'),
  (14, 'illegal.run', 'ended after no_process cannot be: the processId changes with a start by the client, and only with one.', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is the most recent one; a start makes a new one'),
  (15, 'advance', 'verified after no_process fits.', 'ASSUMED', 'Link Verified Identity (D)', 'the e-mail address that linking goes by is set at a start; another way is not ruled out'),
  (16, 'advance', 'verified after no_process fits, having passed running unseen.', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is null if never started'),
  (17, 'illegal.unreachable', 'no_process after running cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is the most recent one, and null only if none was ever started'),
  (18, 'duplicate.repeat', 'The poll shows running, which is already known.', NULL, NULL, NULL),
  (19, 'advance', 'running after running fits.', NULL, NULL, NULL),
  (20, 'illegal.run', 'running after running cannot be: the processId changes with a start by the client, and only with one; as reported, it needs no unfinished process younger than 30 minutes, and the latest is unfinished: refused with error 2302 until it is 30 minutes old (guard noneUnfinished).', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is the most recent one; a start makes a new one'),
  (21, 'advance', 'ended after running fits.', 'STATED', 'Verification Status: Process Statuses', 'REJECTED, ERROR and EXPIRED verify nobody'),
  (22, 'illegal.run', 'ended after running cannot be: the processId changes with a start by the client, and only with one; as reported, it needs no unfinished process younger than 30 minutes, and the latest is unfinished: refused with error 2302 until it is 30 minutes old (guard noneUnfinished).', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is the most recent one; a start makes a new one'),
  (23, 'advance', 'verified after running fits.', 'STATED', 'Verification Status: Process Statuses', 'ACCEPTED: verificationLevel is now 1'),
  (24, 'illegal.run', 'verified after running cannot be: the processId changes with a start by the client, and only with one; as reported, it needs no unfinished process younger than 30 minutes, and the latest is unfinished: refused with error 2302 until it is 30 minutes old (guard noneUnfinished).', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is the most recent one; a start makes a new one'),
  (25, 'illegal.unreachable', 'no_process after ended cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is the most recent one, and null only if none was ever started'),
  (26, 'illegal.guard', 'running after ended cannot be: it needs a process left, and 1 of 1 processes are used (guard processesLeft).', 'ASSUMED', 'Start Verification (D): Limits and Errors', 'a limit of the caller''s own; the vendor tells of none'),
  (27, 'illegal.unreachable', 'running after ended cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is the most recent one, and null only if none was ever started'),
  (28, 'duplicate.repeat', 'The poll shows ended, which is already known.', NULL, NULL, NULL),
  (29, 'advance', 'ended after ended fits.', NULL, NULL, NULL),
  (30, 'illegal.run', 'ended after ended cannot be: the processId changes with a start by the client, and only with one; as reported, it needs a process left, and 1 of 1 processes are used (guard processesLeft).', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is the most recent one; a start makes a new one'),
  (31, 'advance', 'verified after ended fits.', 'STATED', 'Link Verified Identity (D)', 'on success, verificationLevel is immediately 1'),
  (32, 'illegal.run', 'verified after ended cannot be: the processId changes with a start by the client, and only with one; as reported, it needs a process left, and 1 of 1 processes are used (guard processesLeft).', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is the most recent one; a start makes a new one'),
  (33, 'illegal.final', 'no_process after verified cannot be: nothing follows verified.', 'ASSUMED', 'Verification Status: Response Fields', 'verificationLevel never falls back to 0'),
  (34, 'illegal.guard', 'running after verified cannot be: it needs verificationLevel 0, and it is 1, so that starting and linking are refused with error 2301 (guard notVerified).', 'STATED', 'Start Verification (D): Limits and Errors', '2301: the client is already at level 1; so for a link'),
  (35, 'illegal.final', 'running after verified cannot be: nothing follows verified.', 'ASSUMED', 'Verification Status: Response Fields', 'verificationLevel never falls back to 0'),
  (36, 'illegal.guard', 'ended after verified cannot be: it needs verificationLevel 0, and it is 1, so that starting and linking are refused with error 2301 (guard notVerified).', 'STATED', 'Start Verification (D): Limits and Errors', '2301: the client is already at level 1; so for a link'),
  (37, 'illegal.final', 'ended after verified cannot be: nothing follows verified.', 'ASSUMED', 'Verification Status: Response Fields', 'verificationLevel never falls back to 0'),
  (38, 'duplicate.repeat', 'The poll shows verified, which is already known.', NULL, NULL, NULL),
  (39, 'advance', 'verified after verified fits.', NULL, NULL, NULL),
  (40, 'illegal.run', 'verified after verified cannot be: the processId changes with a start by the client, and only with one; as reported, it needs verificationLevel 0, and it is 1, so that starting and linking are refused with error 2301 (guard notVerified).', 'IMPLIED', 'Verification Status: Response Fields', 'latestProcess is the most recent one; a start makes a new one');

-- What every report is answered: number (estimate * 4 + report) * 4 + relation of its run.
-- Reports: 0 no_process, 1 running, 2 ended, 3 verified.
-- after_status: the latest one in that estimate. next: the estimate afterwards; NULL where nothing is taken in.
CREATE TABLE assetpay_client_answer (
  answer bigint,
  after_status text,
  verdict text,
  next bigint,
  skipped text,
  reason bigint
);
INSERT INTO assetpay_client_answer (answer, after_status, verdict, next, skipped, reason) VALUES
  (-1, NULL, 'unknown', NULL, '', 1),
  (-2, NULL, 'superseded', NULL, '', 2),
  (-3, NULL, 'undecided', -3, '', 3),
  (0, NULL, 'advance', 1, '', 4),
  (1, NULL, 'advance', 1, '', 4),
  (2, NULL, 'advance', 1, '', 4),
  (3, NULL, 'advance', 1, '', 4),
  (4, NULL, 'advance', 2, 'no_process', 5),
  (5, NULL, 'advance', 2, 'no_process', 5),
  (6, NULL, 'advance', 2, 'no_process', 5),
  (7, NULL, 'advance', 2, 'no_process', 5),
  (8, NULL, 'advance', 3, 'no_process, running', 6),
  (9, NULL, 'advance', 3, 'no_process, running', 6),
  (10, NULL, 'advance', 3, 'no_process, running', 6),
  (11, NULL, 'advance', 3, 'no_process, running', 6),
  (12, NULL, 'advance', 4, 'no_process', 7),
  (13, NULL, 'advance', 4, 'no_process', 7),
  (14, NULL, 'advance', 4, 'no_process', 7),
  (15, NULL, 'advance', 4, 'no_process', 7),
  (16, 'no_process', 'duplicate', NULL, '', 8),
  (17, 'no_process', 'advance', 1, '', 9),
  (18, 'no_process', 'duplicate', NULL, '', 8),
  (19, 'no_process', 'illegal', NULL, '', 10),
  (20, 'no_process', 'advance', 2, '', 11),
  (21, 'no_process', 'advance', 2, '', 11),
  (22, 'no_process', 'illegal', NULL, '', 12),
  (23, 'no_process', 'advance', 2, '', 11),
  (24, 'no_process', 'advance', 3, 'running', 13),
  (25, 'no_process', 'advance', 3, 'running', 13),
  (26, 'no_process', 'illegal', NULL, '', 14),
  (27, 'no_process', 'advance', 3, 'running', 13),
  (28, 'no_process', 'advance', 4, '', 15),
  (29, 'no_process', 'advance', 4, '', 15),
  (30, 'no_process', 'advance', 5, '', 15),
  (31, 'no_process', 'advance', 6, 'running', 16),
  (32, 'running', 'illegal', NULL, '', 17),
  (33, 'running', 'illegal', NULL, '', 17),
  (34, 'running', 'illegal', NULL, '', 17),
  (35, 'running', 'illegal', NULL, '', 17),
  (36, 'running', 'duplicate', NULL, '', 18),
  (37, 'running', 'advance', 2, '', 19),
  (38, 'running', 'duplicate', NULL, '', 18),
  (39, 'running', 'illegal', NULL, '', 20),
  (40, 'running', 'advance', 3, '', 21),
  (41, 'running', 'advance', 3, '', 21),
  (42, 'running', 'advance', 3, '', 21),
  (43, 'running', 'illegal', NULL, '', 22),
  (44, 'running', 'advance', 6, '', 23),
  (45, 'running', 'advance', 6, '', 23),
  (46, 'running', 'advance', 6, '', 23),
  (47, 'running', 'illegal', NULL, '', 24),
  (48, 'ended', 'illegal', NULL, '', 25),
  (49, 'ended', 'illegal', NULL, '', 25),
  (50, 'ended', 'illegal', NULL, '', 25),
  (51, 'ended', 'illegal', NULL, '', 25),
  (52, 'ended', 'illegal', NULL, '', 26),
  (53, 'ended', 'illegal', NULL, '', 26),
  (54, 'ended', 'illegal', NULL, '', 27),
  (55, 'ended', 'illegal', NULL, '', 26),
  (56, 'ended', 'duplicate', NULL, '', 28),
  (57, 'ended', 'advance', 3, '', 29),
  (58, 'ended', 'duplicate', NULL, '', 28),
  (59, 'ended', 'illegal', NULL, '', 30),
  (60, 'ended', 'advance', 6, '', 31),
  (61, 'ended', 'advance', 6, '', 31),
  (62, 'ended', 'advance', 6, '', 31),
  (63, 'ended', 'illegal', NULL, '', 32),
  (64, 'verified', 'illegal', NULL, '', 33),
  (65, 'verified', 'illegal', NULL, '', 33),
  (66, 'verified', 'illegal', NULL, '', 33),
  (67, 'verified', 'illegal', NULL, '', 33),
  (68, 'verified', 'illegal', NULL, '', 34),
  (69, 'verified', 'illegal', NULL, '', 34),
  (70, 'verified', 'illegal', NULL, '', 35),
  (71, 'verified', 'illegal', NULL, '', 34),
  (72, 'verified', 'illegal', NULL, '', 36),
  (73, 'verified', 'illegal', NULL, '', 36),
  (74, 'verified', 'illegal', NULL, '', 37),
  (75, 'verified', 'illegal', NULL, '', 36),
  (76, 'verified', 'duplicate', NULL, '', 38),
  (77, 'verified', 'advance', 4, '', 39),
  (78, 'verified', 'duplicate', NULL, '', 38),
  (79, 'verified', 'illegal', NULL, '', 40),
  (80, 'verified', 'illegal', NULL, '', 33),
  (81, 'verified', 'illegal', NULL, '', 33),
  (82, 'verified', 'illegal', NULL, '', 33),
  (83, 'verified', 'illegal', NULL, '', 33),
  (84, 'verified', 'illegal', NULL, '', 34),
  (85, 'verified', 'illegal', NULL, '', 34),
  (86, 'verified', 'illegal', NULL, '', 35),
  (87, 'verified', 'illegal', NULL, '', 34),
  (88, 'verified', 'illegal', NULL, '', 36),
  (89, 'verified', 'illegal', NULL, '', 36),
  (90, 'verified', 'illegal', NULL, '', 37),
  (91, 'verified', 'illegal', NULL, '', 36),
  (92, 'verified', 'duplicate', NULL, '', 38),
  (93, 'verified', 'advance', 5, '', 39),
  (94, 'verified', 'duplicate', NULL, '', 38),
  (95, 'verified', 'illegal', NULL, '', 40),
  (96, 'verified', 'illegal', NULL, '', 33),
  (97, 'verified', 'illegal', NULL, '', 33),
  (98, 'verified', 'illegal', NULL, '', 33),
  (99, 'verified', 'illegal', NULL, '', 33),
  (100, 'verified', 'illegal', NULL, '', 34),
  (101, 'verified', 'illegal', NULL, '', 34),
  (102, 'verified', 'illegal', NULL, '', 35),
  (103, 'verified', 'illegal', NULL, '', 34),
  (104, 'verified', 'illegal', NULL, '', 36),
  (105, 'verified', 'illegal', NULL, '', 36),
  (106, 'verified', 'illegal', NULL, '', 37),
  (107, 'verified', 'illegal', NULL, '', 36),
  (108, 'verified', 'duplicate', NULL, '', 38),
  (109, 'verified', 'advance', 6, '', 39),
  (110, 'verified', 'duplicate', NULL, '', 38),
  (111, 'verified', 'illegal', NULL, '', 40);

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
      WHEN turns > 1 THEN CAST(1 AS bigint) << CAST(run_number AS integer)
      ELSE -run_number
    END AS run_mark
  FROM numbered
  WHERE is_copy = 0 AND meaning <> -1
),
histories AS (
  SELECT subject, ARRAY_AGG({'place': place, 'number': number, 'run_mark': run_mark} ORDER BY place) AS reports
  FROM judged
  GROUP BY subject
),
answers AS (
  SELECT ARRAY_AGG({'answer': answer, 'next': next} ORDER BY answer) AS every
  FROM assetpay_client_answer
),
-- What is known of each subject after each of its reports, with the answers so far: in the end, those to all reports.
folded AS (
  SELECT h.subject, LIST_REDUCE(h.reports, LAMBDA f, x: LIST_TRANSFORM([n.every[CASE
      WHEN f.estimate = -3 OR x.number = -3 THEN -3
      WHEN x.run_mark > 0 AND (f.earlier & x.run_mark) <> 0 AND x.run_mark <> f.newest THEN -2
      ELSE (f.estimate * 4 + x.number) * 4 + CASE WHEN x.run_mark = 0 THEN 0 WHEN f.latest = 0 THEN 1 WHEN x.run_mark = f.latest THEN 2 ELSE 3 END
    END + 4]], LAMBDA a: {'estimate': COALESCE(a.next, f.estimate), 'latest': CASE WHEN a.next IS NULL THEN f.latest ELSE x.run_mark END, 'newest': CASE WHEN a.next IS NULL OR x.run_mark = 0 THEN f.newest ELSE x.run_mark END, 'earlier': CASE WHEN a.next IS NULL OR x.run_mark < 0 THEN f.earlier ELSE (f.earlier | x.run_mark) END, 'answers': LIST_APPEND(f.answers, a.answer)})[1], {'estimate': CAST(0 AS bigint), 'latest': CAST(0 AS bigint), 'newest': CAST(0 AS bigint), 'earlier': CAST(0 AS bigint), 'answers': CAST([] AS bigint[])}).answers AS answers
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
