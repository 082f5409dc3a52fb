-- persona/verification: One check of one claim about a person, from the first claims saved to a result.
-- Generated from its machine: what a webhook may report after what, under the policy {}.
-- Not given, and so whatever they may be: type, resubmitSameObject.
-- 16 estimates, 176 answers. Do not edit: export again.
--
-- Needs a table or a view persona_verification_report, one row for each report, with these columns:
--   id           any value that no other row has; of equal rows the smallest counts as the first
--   subject      text
--   report       the provider's word; any other than these, and those in brackets that stand for them, is unknown:
--                initiated (verification.created), confirmed, submitted (verification.submitted), tentatively_passed (verification.tentatively-passed), tentatively_failed (verification.tentatively-failed), passed (verification.passed), failed (verification.failed), requires_retry (verification.requires-retry), canceled (verification.canceled), skipped (verification.skipped), claims.saved
--   occurred_at  anything that sorts as time does, at full precision: equal values are one moment
--   delivery     what identifies a delivery; NULL or '' for none

-- Why an answer is what it is, in the engine's sentence, and what it rests on: STATED, IMPLIED or ASSUMED.
CREATE TABLE persona_verification_answer_reason (
  reason bigint,
  rule text,
  message text,
  level text,
  source text,
  note text
);
INSERT INTO persona_verification_answer_reason (reason, rule, message, level, source, note) VALUES
  (1, 'unknown.status', 'The provider''s word is none that this lifecycle knows.', NULL, NULL, NULL),
  (2, 'superseded', 'It is about a run that a newer one has replaced; it is applied to nothing.', NULL, NULL, NULL),
  (3, 'undecided', 'Several different reports are of this time, or one before it has no time of its own, comes again as another report, or leads further than this table goes: the engine knows, kycle check --order happened.', NULL, NULL, NULL),
  (4, 'advance', 'initiated as the first report fits.', NULL, NULL, NULL),
  (5, 'gap', NULL, 'IMPLIED', 'Verification Lifecycle (S): Verification statuses', 'the status is stated, its place in the order is not'),
  (6, 'gap', NULL, 'STATED', 'Verification Lifecycle (S): Verification lifecycle', NULL),
  (7, 'gap', NULL, 'IMPLIED', 'OpenAPI 2025-12-08 (O)', 'the status is stated, the way into it is not'),
  (8, 'gap', NULL, 'STATED', 'OpenAPI 2025-12-08 (O)', 'expiring an inquiry cancels its pending verifications; that a timeout may come before submission is assumed'),
  (9, 'gap', NULL, 'IMPLIED', 'OpenAPI 2025-12-08 (O)', 'the example of verification.skipped has no submitted-at'),
  (10, 'gap', NULL, 'STATED', 'Verification Lifecycle (S): Verification lifecycle', 'from submitted on, attributes and images can no longer be changed'),
  (11, 'advance', 'initiated after initiated fits.', 'STATED', 'Verification Lifecycle (S): Verification lifecycle', 'from submitted on, attributes and images can no longer be changed'),
  (12, 'advance', 'confirmed after initiated fits.', 'IMPLIED', 'Verification Lifecycle (S): Verification statuses', 'the status is stated, its place in the order is not'),
  (13, 'advance', 'submitted after initiated fits.', 'STATED', 'Verification Lifecycle (S): Verification lifecycle', NULL),
  (14, 'advance', 'canceled after initiated fits.', 'STATED', 'OpenAPI 2025-12-08 (O)', 'expiring an inquiry cancels its pending verifications; that a timeout may come before submission is assumed'),
  (15, 'advance', 'skipped after initiated fits.', 'IMPLIED', 'OpenAPI 2025-12-08 (O)', 'the example of verification.skipped has no submitted-at'),
  (16, 'advance', 'claims.saved after initiated fits.', 'STATED', 'Verification Lifecycle (S): Verification lifecycle', 'from submitted on, attributes and images can no longer be changed'),
  (17, 'illegal.unreachable', 'initiated after submitted cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (18, 'illegal.unreachable', 'confirmed after submitted cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (19, 'illegal.guard', 'submitted after submitted cannot be: it needs the switch resubmitSameObject, and it is off (guard resubmissionAllowed).', 'ASSUMED', 'Verification Lifecycle (S): Verification statuses', 'a resubmission is required; that it is a new verification is not said'),
  (20, 'advance', 'tentatively_passed after submitted fits.', 'IMPLIED', 'OpenAPI 2025-12-08 (O)', 'the status is stated, the way into it is not'),
  (21, 'advance', 'tentatively_failed after submitted fits.', 'IMPLIED', 'OpenAPI 2025-12-08 (O)', 'the status is stated, the way into it is not'),
  (22, 'advance', 'passed after submitted fits.', 'STATED', 'Verification Lifecycle (S): Verification lifecycle', NULL),
  (23, 'advance', 'failed after submitted fits.', 'STATED', 'Verification Lifecycle (S): Verification lifecycle', NULL),
  (24, 'advance', 'requires_retry after submitted fits.', 'STATED', 'Verification Lifecycle (S): Verification statuses', 'deprecated'),
  (25, 'advance', 'canceled after submitted fits.', 'STATED', 'Verification Lifecycle (S): Verification statuses', NULL),
  (26, 'advance', 'skipped after submitted fits.', 'STATED', 'Verification Lifecycle (S): Verification lifecycle', 'the page names AAMVA; O shows it on verification/database'),
  (27, 'illegal.unreachable', 'claims.saved after submitted cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (28, 'illegal.unreachable', 'initiated after tentatively_passed cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (29, 'illegal.unreachable', 'confirmed after tentatively_passed cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (30, 'illegal.unreachable', 'submitted after tentatively_passed cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (31, 'illegal.unreachable', 'tentatively_passed after tentatively_passed cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (32, 'illegal.unreachable', 'tentatively_failed after tentatively_passed cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (33, 'advance', 'passed after tentatively_passed fits.', 'IMPLIED', 'OpenAPI 2025-12-08 (O)', 'provisional, so either result may follow'),
  (34, 'advance', 'failed after tentatively_passed fits.', 'IMPLIED', 'OpenAPI 2025-12-08 (O)', 'provisional, so either result may follow'),
  (35, 'illegal.unreachable', 'requires_retry after tentatively_passed cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (36, 'advance', 'canceled after tentatively_passed fits.', 'IMPLIED', 'OpenAPI 2025-12-08 (O)', 'provisional, so either result may follow'),
  (37, 'illegal.unreachable', 'skipped after tentatively_passed cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (38, 'illegal.unreachable', 'claims.saved after tentatively_passed cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (39, 'illegal.unreachable', 'initiated after tentatively_failed cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (40, 'illegal.unreachable', 'confirmed after tentatively_failed cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (41, 'illegal.unreachable', 'submitted after tentatively_failed cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (42, 'illegal.unreachable', 'tentatively_passed after tentatively_failed cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (43, 'illegal.unreachable', 'tentatively_failed after tentatively_failed cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (44, 'advance', 'passed after tentatively_failed fits.', 'IMPLIED', 'OpenAPI 2025-12-08 (O)', 'provisional, so either result may follow'),
  (45, 'advance', 'failed after tentatively_failed fits.', 'IMPLIED', 'OpenAPI 2025-12-08 (O)', 'provisional, so either result may follow'),
  (46, 'illegal.unreachable', 'requires_retry after tentatively_failed cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (47, 'advance', 'canceled after tentatively_failed fits.', 'IMPLIED', 'OpenAPI 2025-12-08 (O)', 'provisional, so either result may follow'),
  (48, 'illegal.unreachable', 'skipped after tentatively_failed cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (49, 'illegal.unreachable', 'claims.saved after tentatively_failed cannot be: no path of the lifecycle leads there, whatever was missed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'initialization, then submission, then completion'),
  (50, 'illegal.final', 'initiated after passed cannot be: nothing follows passed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (51, 'illegal.final', 'confirmed after passed cannot be: nothing follows passed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (52, 'illegal.final', 'submitted after passed cannot be: nothing follows passed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (53, 'illegal.final', 'tentatively_passed after passed cannot be: nothing follows passed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (54, 'illegal.final', 'tentatively_failed after passed cannot be: nothing follows passed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (55, 'illegal.final', 'passed after passed cannot be: nothing follows passed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (56, 'illegal.final', 'failed after passed cannot be: nothing follows passed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (57, 'illegal.final', 'requires_retry after passed cannot be: nothing follows passed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (58, 'illegal.final', 'canceled after passed cannot be: nothing follows passed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (59, 'illegal.final', 'skipped after passed cannot be: nothing follows passed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (60, 'illegal.final', 'claims.saved after passed cannot be: nothing follows passed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (61, 'illegal.final', 'initiated after failed cannot be: nothing follows failed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (62, 'illegal.final', 'confirmed after failed cannot be: nothing follows failed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (63, 'illegal.final', 'submitted after failed cannot be: nothing follows failed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (64, 'illegal.final', 'tentatively_passed after failed cannot be: nothing follows failed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (65, 'illegal.final', 'tentatively_failed after failed cannot be: nothing follows failed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (66, 'illegal.final', 'passed after failed cannot be: nothing follows failed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (67, 'illegal.final', 'failed after failed cannot be: nothing follows failed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (68, 'illegal.final', 'requires_retry after failed cannot be: nothing follows failed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (69, 'illegal.final', 'canceled after failed cannot be: nothing follows failed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (70, 'illegal.final', 'skipped after failed cannot be: nothing follows failed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (71, 'illegal.final', 'claims.saved after failed cannot be: nothing follows failed.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (72, 'illegal.final', 'initiated after requires_retry cannot be: nothing follows requires_retry.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (73, 'illegal.final', 'confirmed after requires_retry cannot be: nothing follows requires_retry.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (74, 'illegal.guard', 'submitted after requires_retry cannot be: it needs the switch resubmitSameObject, and it is off (guard resubmissionAllowed).', 'ASSUMED', 'Verification Lifecycle (S): Verification statuses', 'a resubmission is required; that it is a new verification is not said'),
  (75, 'illegal.guard', 'tentatively_passed after requires_retry cannot be: it needs the switch resubmitSameObject, and it is off (guard resubmissionAllowed).', 'ASSUMED', 'Verification Lifecycle (S): Verification statuses', 'a resubmission is required; that it is a new verification is not said'),
  (76, 'illegal.guard', 'tentatively_failed after requires_retry cannot be: it needs the switch resubmitSameObject, and it is off (guard resubmissionAllowed).', 'ASSUMED', 'Verification Lifecycle (S): Verification statuses', 'a resubmission is required; that it is a new verification is not said'),
  (77, 'illegal.guard', 'passed after requires_retry cannot be: it needs the switch resubmitSameObject, and it is off (guard resubmissionAllowed).', 'ASSUMED', 'Verification Lifecycle (S): Verification statuses', 'a resubmission is required; that it is a new verification is not said'),
  (78, 'illegal.guard', 'failed after requires_retry cannot be: it needs the switch resubmitSameObject, and it is off (guard resubmissionAllowed).', 'ASSUMED', 'Verification Lifecycle (S): Verification statuses', 'a resubmission is required; that it is a new verification is not said'),
  (79, 'illegal.guard', 'requires_retry after requires_retry cannot be: it needs the switch resubmitSameObject, and it is off (guard resubmissionAllowed).', 'ASSUMED', 'Verification Lifecycle (S): Verification statuses', 'a resubmission is required; that it is a new verification is not said'),
  (80, 'illegal.guard', 'canceled after requires_retry cannot be: it needs the switch resubmitSameObject, and it is off (guard resubmissionAllowed).', 'ASSUMED', 'Verification Lifecycle (S): Verification statuses', 'a resubmission is required; that it is a new verification is not said'),
  (81, 'illegal.guard', 'skipped after requires_retry cannot be: it needs the switch resubmitSameObject, and it is off (guard resubmissionAllowed).', 'ASSUMED', 'Verification Lifecycle (S): Verification statuses', 'a resubmission is required; that it is a new verification is not said'),
  (82, 'illegal.final', 'claims.saved after requires_retry cannot be: nothing follows requires_retry.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (83, 'illegal.final', 'initiated after canceled cannot be: nothing follows canceled.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (84, 'illegal.final', 'confirmed after canceled cannot be: nothing follows canceled.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (85, 'illegal.final', 'submitted after canceled cannot be: nothing follows canceled.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (86, 'illegal.final', 'tentatively_passed after canceled cannot be: nothing follows canceled.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (87, 'illegal.final', 'tentatively_failed after canceled cannot be: nothing follows canceled.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (88, 'illegal.final', 'passed after canceled cannot be: nothing follows canceled.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (89, 'illegal.final', 'failed after canceled cannot be: nothing follows canceled.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (90, 'illegal.final', 'requires_retry after canceled cannot be: nothing follows canceled.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (91, 'illegal.final', 'canceled after canceled cannot be: nothing follows canceled.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (92, 'illegal.final', 'skipped after canceled cannot be: nothing follows canceled.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (93, 'illegal.final', 'claims.saved after canceled cannot be: nothing follows canceled.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (94, 'illegal.final', 'initiated after skipped cannot be: nothing follows skipped.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (95, 'illegal.final', 'confirmed after skipped cannot be: nothing follows skipped.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (96, 'illegal.final', 'submitted after skipped cannot be: nothing follows skipped.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (97, 'illegal.final', 'tentatively_passed after skipped cannot be: nothing follows skipped.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (98, 'illegal.final', 'tentatively_failed after skipped cannot be: nothing follows skipped.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (99, 'illegal.final', 'passed after skipped cannot be: nothing follows skipped.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (100, 'illegal.final', 'failed after skipped cannot be: nothing follows skipped.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (101, 'illegal.final', 'requires_retry after skipped cannot be: nothing follows skipped.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (102, 'illegal.final', 'canceled after skipped cannot be: nothing follows skipped.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (103, 'illegal.final', 'skipped after skipped cannot be: nothing follows skipped.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification'),
  (104, 'illegal.final', 'claims.saved after skipped cannot be: nothing follows skipped.', 'IMPLIED', 'Verification Lifecycle (S): Verification lifecycle', 'the lifecycle ends with the verification''s completion, and a retry is a new verification');

-- What every report is answered: number (estimate * 11 + report) * 1 + relation of its run.
-- Reports: 0 initiated, 1 confirmed, 2 submitted, 3 tentatively_passed, 4 tentatively_failed, 5 passed, 6 failed, 7 requires_retry, 8 canceled, 9 skipped, 10 claims.saved.
-- after_status: the latest one in that estimate. next: the estimate afterwards; NULL where nothing is taken in.
CREATE TABLE persona_verification_answer (
  answer bigint,
  after_status text,
  verdict text,
  next bigint,
  skipped text,
  reason bigint
);
INSERT INTO persona_verification_answer (answer, after_status, verdict, next, skipped, reason) VALUES
  (-1, NULL, 'unknown', NULL, '', 1),
  (-2, NULL, 'superseded', NULL, '', 2),
  (-3, NULL, 'undecided', -3, '', 3),
  (0, NULL, 'advance', 1, '', 4),
  (1, NULL, 'gap', -3, '', 5),
  (2, NULL, 'gap', 2, '', 6),
  (3, NULL, 'gap', 3, '', 7),
  (4, NULL, 'gap', 4, '', 7),
  (5, NULL, 'gap', 5, '', 6),
  (6, NULL, 'gap', 6, '', 6),
  (7, NULL, 'gap', 7, '', 6),
  (8, NULL, 'gap', 8, '', 8),
  (9, NULL, 'gap', 9, '', 9),
  (10, NULL, 'gap', 1, '', 10),
  (11, 'initiated', 'advance', 1, '', 11),
  (12, 'initiated', 'advance', -3, '', 12),
  (13, 'initiated', 'advance', 2, '', 13),
  (14, 'initiated', 'gap', 3, '', 7),
  (15, 'initiated', 'gap', 4, '', 7),
  (16, 'initiated', 'gap', 5, '', 6),
  (17, 'initiated', 'gap', 6, '', 6),
  (18, 'initiated', 'gap', 7, '', 6),
  (19, 'initiated', 'advance', 8, '', 14),
  (20, 'initiated', 'advance', 9, '', 15),
  (21, 'initiated', 'advance', 1, '', 16),
  (22, 'submitted', 'illegal', NULL, '', 17),
  (23, 'submitted', 'illegal', NULL, '', 18),
  (24, 'submitted', 'illegal', NULL, '', 19),
  (25, 'submitted', 'advance', 3, '', 20),
  (26, 'submitted', 'advance', 4, '', 21),
  (27, 'submitted', 'advance', 5, '', 22),
  (28, 'submitted', 'advance', 6, '', 23),
  (29, 'submitted', 'advance', 7, '', 24),
  (30, 'submitted', 'advance', 8, '', 25),
  (31, 'submitted', 'advance', 9, '', 26),
  (32, 'submitted', 'illegal', NULL, '', 27),
  (33, 'tentatively_passed', 'illegal', NULL, '', 28),
  (34, 'tentatively_passed', 'illegal', NULL, '', 29),
  (35, 'tentatively_passed', 'illegal', NULL, '', 30),
  (36, 'tentatively_passed', 'illegal', NULL, '', 31),
  (37, 'tentatively_passed', 'illegal', NULL, '', 32),
  (38, 'tentatively_passed', 'advance', 10, '', 33),
  (39, 'tentatively_passed', 'advance', 11, '', 34),
  (40, 'tentatively_passed', 'illegal', NULL, '', 35),
  (41, 'tentatively_passed', 'advance', 12, '', 36),
  (42, 'tentatively_passed', 'illegal', NULL, '', 37),
  (43, 'tentatively_passed', 'illegal', NULL, '', 38),
  (44, 'tentatively_failed', 'illegal', NULL, '', 39),
  (45, 'tentatively_failed', 'illegal', NULL, '', 40),
  (46, 'tentatively_failed', 'illegal', NULL, '', 41),
  (47, 'tentatively_failed', 'illegal', NULL, '', 42),
  (48, 'tentatively_failed', 'illegal', NULL, '', 43),
  (49, 'tentatively_failed', 'advance', 13, '', 44),
  (50, 'tentatively_failed', 'advance', 14, '', 45),
  (51, 'tentatively_failed', 'illegal', NULL, '', 46),
  (52, 'tentatively_failed', 'advance', 15, '', 47),
  (53, 'tentatively_failed', 'illegal', NULL, '', 48),
  (54, 'tentatively_failed', 'illegal', NULL, '', 49),
  (55, 'passed', 'illegal', NULL, '', 50),
  (56, 'passed', 'illegal', NULL, '', 51),
  (57, 'passed', 'illegal', NULL, '', 52),
  (58, 'passed', 'illegal', NULL, '', 53),
  (59, 'passed', 'illegal', NULL, '', 54),
  (60, 'passed', 'illegal', NULL, '', 55),
  (61, 'passed', 'illegal', NULL, '', 56),
  (62, 'passed', 'illegal', NULL, '', 57),
  (63, 'passed', 'illegal', NULL, '', 58),
  (64, 'passed', 'illegal', NULL, '', 59),
  (65, 'passed', 'illegal', NULL, '', 60),
  (66, 'failed', 'illegal', NULL, '', 61),
  (67, 'failed', 'illegal', NULL, '', 62),
  (68, 'failed', 'illegal', NULL, '', 63),
  (69, 'failed', 'illegal', NULL, '', 64),
  (70, 'failed', 'illegal', NULL, '', 65),
  (71, 'failed', 'illegal', NULL, '', 66),
  (72, 'failed', 'illegal', NULL, '', 67),
  (73, 'failed', 'illegal', NULL, '', 68),
  (74, 'failed', 'illegal', NULL, '', 69),
  (75, 'failed', 'illegal', NULL, '', 70),
  (76, 'failed', 'illegal', NULL, '', 71),
  (77, 'requires_retry', 'illegal', NULL, '', 72),
  (78, 'requires_retry', 'illegal', NULL, '', 73),
  (79, 'requires_retry', 'illegal', NULL, '', 74),
  (80, 'requires_retry', 'illegal', NULL, '', 75),
  (81, 'requires_retry', 'illegal', NULL, '', 76),
  (82, 'requires_retry', 'illegal', NULL, '', 77),
  (83, 'requires_retry', 'illegal', NULL, '', 78),
  (84, 'requires_retry', 'illegal', NULL, '', 79),
  (85, 'requires_retry', 'illegal', NULL, '', 80),
  (86, 'requires_retry', 'illegal', NULL, '', 81),
  (87, 'requires_retry', 'illegal', NULL, '', 82),
  (88, 'canceled', 'illegal', NULL, '', 83),
  (89, 'canceled', 'illegal', NULL, '', 84),
  (90, 'canceled', 'illegal', NULL, '', 85),
  (91, 'canceled', 'illegal', NULL, '', 86),
  (92, 'canceled', 'illegal', NULL, '', 87),
  (93, 'canceled', 'illegal', NULL, '', 88),
  (94, 'canceled', 'illegal', NULL, '', 89),
  (95, 'canceled', 'illegal', NULL, '', 90),
  (96, 'canceled', 'illegal', NULL, '', 91),
  (97, 'canceled', 'illegal', NULL, '', 92),
  (98, 'canceled', 'illegal', NULL, '', 93),
  (99, 'skipped', 'illegal', NULL, '', 94),
  (100, 'skipped', 'illegal', NULL, '', 95),
  (101, 'skipped', 'illegal', NULL, '', 96),
  (102, 'skipped', 'illegal', NULL, '', 97),
  (103, 'skipped', 'illegal', NULL, '', 98),
  (104, 'skipped', 'illegal', NULL, '', 99),
  (105, 'skipped', 'illegal', NULL, '', 100),
  (106, 'skipped', 'illegal', NULL, '', 101),
  (107, 'skipped', 'illegal', NULL, '', 102),
  (108, 'skipped', 'illegal', NULL, '', 103),
  (109, 'skipped', 'illegal', NULL, '', 104),
  (110, 'passed', 'illegal', NULL, '', 50),
  (111, 'passed', 'illegal', NULL, '', 51),
  (112, 'passed', 'illegal', NULL, '', 52),
  (113, 'passed', 'illegal', NULL, '', 53),
  (114, 'passed', 'illegal', NULL, '', 54),
  (115, 'passed', 'illegal', NULL, '', 55),
  (116, 'passed', 'illegal', NULL, '', 56),
  (117, 'passed', 'illegal', NULL, '', 57),
  (118, 'passed', 'illegal', NULL, '', 58),
  (119, 'passed', 'illegal', NULL, '', 59),
  (120, 'passed', 'illegal', NULL, '', 60),
  (121, 'failed', 'illegal', NULL, '', 61),
  (122, 'failed', 'illegal', NULL, '', 62),
  (123, 'failed', 'illegal', NULL, '', 63),
  (124, 'failed', 'illegal', NULL, '', 64),
  (125, 'failed', 'illegal', NULL, '', 65),
  (126, 'failed', 'illegal', NULL, '', 66),
  (127, 'failed', 'illegal', NULL, '', 67),
  (128, 'failed', 'illegal', NULL, '', 68),
  (129, 'failed', 'illegal', NULL, '', 69),
  (130, 'failed', 'illegal', NULL, '', 70),
  (131, 'failed', 'illegal', NULL, '', 71),
  (132, 'canceled', 'illegal', NULL, '', 83),
  (133, 'canceled', 'illegal', NULL, '', 84),
  (134, 'canceled', 'illegal', NULL, '', 85),
  (135, 'canceled', 'illegal', NULL, '', 86),
  (136, 'canceled', 'illegal', NULL, '', 87),
  (137, 'canceled', 'illegal', NULL, '', 88),
  (138, 'canceled', 'illegal', NULL, '', 89),
  (139, 'canceled', 'illegal', NULL, '', 90),
  (140, 'canceled', 'illegal', NULL, '', 91),
  (141, 'canceled', 'illegal', NULL, '', 92),
  (142, 'canceled', 'illegal', NULL, '', 93),
  (143, 'passed', 'illegal', NULL, '', 50),
  (144, 'passed', 'illegal', NULL, '', 51),
  (145, 'passed', 'illegal', NULL, '', 52),
  (146, 'passed', 'illegal', NULL, '', 53),
  (147, 'passed', 'illegal', NULL, '', 54),
  (148, 'passed', 'illegal', NULL, '', 55),
  (149, 'passed', 'illegal', NULL, '', 56),
  (150, 'passed', 'illegal', NULL, '', 57),
  (151, 'passed', 'illegal', NULL, '', 58),
  (152, 'passed', 'illegal', NULL, '', 59),
  (153, 'passed', 'illegal', NULL, '', 60),
  (154, 'failed', 'illegal', NULL, '', 61),
  (155, 'failed', 'illegal', NULL, '', 62),
  (156, 'failed', 'illegal', NULL, '', 63),
  (157, 'failed', 'illegal', NULL, '', 64),
  (158, 'failed', 'illegal', NULL, '', 65),
  (159, 'failed', 'illegal', NULL, '', 66),
  (160, 'failed', 'illegal', NULL, '', 67),
  (161, 'failed', 'illegal', NULL, '', 68),
  (162, 'failed', 'illegal', NULL, '', 69),
  (163, 'failed', 'illegal', NULL, '', 70),
  (164, 'failed', 'illegal', NULL, '', 71),
  (165, 'canceled', 'illegal', NULL, '', 83),
  (166, 'canceled', 'illegal', NULL, '', 84),
  (167, 'canceled', 'illegal', NULL, '', 85),
  (168, 'canceled', 'illegal', NULL, '', 86),
  (169, 'canceled', 'illegal', NULL, '', 87),
  (170, 'canceled', 'illegal', NULL, '', 88),
  (171, 'canceled', 'illegal', NULL, '', 89),
  (172, 'canceled', 'illegal', NULL, '', 90),
  (173, 'canceled', 'illegal', NULL, '', 91),
  (174, 'canceled', 'illegal', NULL, '', 92),
  (175, 'canceled', 'illegal', NULL, '', 93);

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
      ORDER BY occurred_at NULLS FIRST, delivery, report, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bigint) END AS place,
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
  SELECT subject, ARRAY_AGG({'place': place, 'number': number} ORDER BY place) AS reports
  FROM judged
  GROUP BY subject
),
answers AS (
  SELECT ARRAY_AGG({'answer': answer, 'next': next} ORDER BY answer) AS every
  FROM persona_verification_answer
),
-- What is known of each subject after each of its reports, with the answers so far: in the end, those to all reports.
folded AS (
  SELECT h.subject, LIST_REDUCE(h.reports, LAMBDA f, x: LIST_TRANSFORM([n.every[CASE
      WHEN f.estimate = -3 OR x.number = -3 THEN -3
      ELSE (f.estimate * 11 + x.number) * 1
    END + 4]], LAMBDA a: {'estimate': COALESCE(a.next, f.estimate), 'answers': LIST_APPEND(f.answers, a.answer)})[1], {'estimate': CAST(0 AS bigint), 'answers': CAST([] AS bigint[])}).answers AS answers
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
