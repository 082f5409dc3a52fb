-- iinkedsign: A signer's identity verification for one package, through retries and the package owner's resets.
-- Generated from its machine: what a webhook may report after what, under the policy {"maxAttempts":1,"maxErrors":1,"maxResets":0}.
-- Not given, and so whatever they may be: steps, passToSign, resetKeepsVerificationId.
-- 6 estimates, 5 steps. Do not edit: export again.

PRAGMA foreign_keys = ON; -- for every connection

-- Where a subject may be after the reports so far. 0: nothing was reported yet.
CREATE TABLE iinkedsign_estimate (
  estimate integer PRIMARY KEY,
  status   text, -- the latest one reported
  is_final boolean NOT NULL,
  failures_least integer NOT NULL,
  failures_most integer NOT NULL,
  errors_least integer NOT NULL,
  errors_most integer NOT NULL,
  resets_least integer NOT NULL,
  resets_most integer NOT NULL
);
INSERT INTO iinkedsign_estimate (estimate, status, is_final, failures_least, failures_most, errors_least, errors_most, resets_least, resets_most) VALUES
  (0, NULL, FALSE, 0, 0, 0, 0, 0, 0),
  (1, 'passed', TRUE, 0, 0, 0, 0, 0, 0),
  (2, 'failed_locked', TRUE, 1, 1, 0, 0, 0, 0),
  …

-- What a step rests on: the provider's words, an inference from them, or an assumption.
CREATE TABLE iinkedsign_evidence (
  evidence integer PRIMARY KEY,
  level    text NOT NULL CHECK (level IN ('STATED', 'IMPLIED', 'ASSUMED')),
  source   text NOT NULL,
  note     text
);
INSERT INTO iinkedsign_evidence (evidence, level, source, note) VALUES
  (1, 'ASSUMED', 'Verification status: Verification states', 'the steps come in the order of the table'),
  (2, 'ASSUMED', 'Verification status: Verification states', 'the statuses are stated, the limit is not'),
  (3, 'ASSUMED', 'Verification status: Verification states', NULL);

-- Every legal step. report: the status reported, or an event that keeps it. run: whether it names the run of the latest
-- report (same), another (next), or one of the two names none (any). gap: reports must be missing before it.
CREATE TABLE iinkedsign_step (
  estimate integer NOT NULL REFERENCES iinkedsign_estimate,
  report   text NOT NULL,
  run      text NOT NULL CHECK (run IN ('any', 'same', 'next')),
  next     integer NOT NULL REFERENCES iinkedsign_estimate,
  verdict  text NOT NULL CHECK (verdict IN ('advance', 'gap', 'duplicate')),
  via      text NOT NULL, -- the statuses passed over unseen
  evidence integer REFERENCES iinkedsign_evidence,
  PRIMARY KEY (estimate, report, run),
  UNIQUE (estimate, report, run, next)
);
INSERT INTO iinkedsign_step (estimate, report, run, next, verdict, via, evidence) VALUES
  (0, 'passed', 'any', 1, 'advance', 'not_started, start, consent, consent_processing, end', 1),
  (0, 'failed_locked', 'any', 2, 'advance', 'not_started, start, consent, consent_processing, end', 1),
  (0, 'error_locked', 'any', 3, 'advance', 'not_started, start', 2),
  …

-- Why every other report is refused; under run any where it is refused whatever its run is.
CREATE TABLE iinkedsign_reason (
  reason  integer PRIMARY KEY,
  rule    text NOT NULL,
  message text NOT NULL
);
INSERT INTO iinkedsign_reason (reason, rule, message) VALUES
  (1, 'illegal.final', 'passed after passed cannot be: nothing follows passed.'),
  (2, 'illegal.final', 'failed_locked after passed cannot be: nothing follows passed.'),
  (3, 'illegal.final', 'error_locked after passed cannot be: nothing follows passed.'),
  …

CREATE TABLE iinkedsign_refusal (
  estimate integer NOT NULL REFERENCES iinkedsign_estimate,
  report   text NOT NULL,
  run      text NOT NULL CHECK (run IN ('any', 'same', 'next')),
  reason   integer NOT NULL REFERENCES iinkedsign_reason,
  PRIMARY KEY (estimate, report, run)
);
INSERT INTO iinkedsign_refusal (estimate, report, run, reason) VALUES
  (1, 'passed', 'any', 1),
  (1, 'failed_locked', 'any', 2),
  (1, 'error_locked', 'any', 3),
  …

-- One row a subject. It begins before its first report; then every change of its status, estimate or run is a step.
CREATE TABLE iinkedsign_subject (
  subject  text NOT NULL PRIMARY KEY,
  status   text,
  run      text,
  estimate integer NOT NULL DEFAULT 0 REFERENCES iinkedsign_estimate,
  sequence integer NOT NULL DEFAULT 0
);

-- A subject begins at the beginning, once: INSERT OR REPLACE would wipe out what was reported.
CREATE TRIGGER iinkedsign_begin BEFORE INSERT ON iinkedsign_subject
BEGIN
  SELECT RAISE(ABORT, 'iinkedsign: a subject begins before its first report, with no status and estimate 0')
  WHERE NEW.status IS NOT NULL OR NEW.estimate IS NOT 0 OR NEW.run IS NOT NULL;
  SELECT RAISE(ABORT, 'iinkedsign: the subject is known already')
  WHERE EXISTS (SELECT 1 FROM iinkedsign_subject WHERE subject = NEW.subject AND estimate <> 0);
END;

-- Refuses an UPDATE that is no step, and says why. Needs SQLite 3.47 or later for the sentence.
CREATE TRIGGER iinkedsign_step BEFORE UPDATE ON iinkedsign_subject
WHEN NEW.status IS NOT OLD.status OR NEW.estimate IS NOT OLD.estimate OR NEW.run IS NOT OLD.run
BEGIN
  SELECT RAISE(ABORT, 'iinkedsign: a step raises the sequence')
  WHERE NEW.sequence IS NULL OR NEW.sequence <= OLD.sequence;
  SELECT RAISE(ABORT, 'iinkedsign: ' || coalesce(
    (SELECT r.message FROM iinkedsign_refusal f JOIN iinkedsign_reason r ON r.reason = f.reason
     WHERE f.estimate = OLD.estimate AND f.report = NEW.status AND f.run IN (CASE WHEN NEW.run IS NULL OR OLD.run IS NULL THEN 'any' WHEN NEW.run = OLD.run THEN 'same' ELSE 'next' END, 'any')
     ORDER BY f.run = 'any' LIMIT 1),
    (SELECT NEW.status || ' after ' || coalesce(OLD.status, 'nothing') || ' is a step to estimate ' || s.next
     FROM iinkedsign_step s
     WHERE s.estimate = OLD.estimate AND s.report = NEW.status AND s.run = CASE WHEN NEW.run IS NULL OR OLD.run IS NULL THEN 'any' WHEN NEW.run = OLD.run THEN 'same' ELSE 'next' END),
    coalesce(NEW.status, 'no status') || ' after ' || coalesce(OLD.status, 'nothing') || ' is no step'))
  WHERE NOT EXISTS (
    SELECT 1 FROM iinkedsign_step s JOIN iinkedsign_estimate e ON e.estimate = s.next
    WHERE s.estimate = OLD.estimate AND s.next = NEW.estimate AND e.status = NEW.status
      AND s.run = CASE WHEN NEW.run IS NULL OR OLD.run IS NULL THEN 'any' WHEN NEW.run = OLD.run THEN 'same' ELSE 'next' END);
END;

CREATE TRIGGER iinkedsign_name BEFORE UPDATE ON iinkedsign_subject
WHEN NEW.subject IS NOT OLD.subject OR NEW.sequence IS NULL OR NEW.sequence < OLD.sequence
BEGIN
  SELECT RAISE(ABORT, 'iinkedsign: a subject keeps its name, and its sequence does not fall');
END;

-- What has a history is kept. To erase a subject, drop this trigger in the same transaction.
CREATE TRIGGER iinkedsign_keep BEFORE DELETE ON iinkedsign_subject
WHEN OLD.estimate IS NOT 0
BEGIN
  SELECT RAISE(ABORT, 'iinkedsign: what was reported is kept: no DELETE on iinkedsign_subject');
END;

-- Where each subject is now, with its counters: the least and the most that its reports leave possible.
CREATE VIEW iinkedsign_now AS
SELECT s.subject, s.status, s.run, s.estimate, s.sequence, e.is_final, e.failures_least, e.failures_most, e.errors_least, e.errors_most, e.resets_least, e.resets_most
FROM iinkedsign_subject s JOIN iinkedsign_estimate e ON e.estimate = s.estimate;

-- One row for every change of a subject's record, in the record's own sequence. Row 0 opens it. A row begins where the
-- one before it ended, and what it reports is a step from there; a report that arrived late moves nothing (report NULL).
CREATE TABLE iinkedsign_log (
  subject      text NOT NULL,
  sequence     integer NOT NULL CHECK (sequence >= 0),
  previous     integer CHECK (previous = sequence - 1),
  delivery     text,
  happened_at  text, -- an ISO 8601 instant
  report       text,
  run          text NOT NULL DEFAULT '', -- '' where the report names none
  previous_run text,
  relation     text,
  before_estimate integer,
  estimate     integer NOT NULL,
  PRIMARY KEY (subject, sequence),
  UNIQUE (subject, delivery),
  UNIQUE (subject, sequence, estimate, run),
  FOREIGN KEY (subject, previous, before_estimate, previous_run) REFERENCES iinkedsign_log (subject, sequence, estimate, run),
  FOREIGN KEY (before_estimate, report, relation, estimate) REFERENCES iinkedsign_step (estimate, report, run, next),
  CHECK ((sequence = 0) = (previous IS NULL)),
  CHECK ((sequence = 0) = (before_estimate IS NULL)),
  CHECK ((sequence = 0) = (previous_run IS NULL)),
  CHECK (sequence > 0 OR (estimate = 0 AND report IS NULL AND delivery IS NULL AND run = '')),
  CHECK ((report IS NULL) = (relation IS NULL)),
  CHECK (report IS NOT NULL OR sequence = 0 OR (estimate = before_estimate AND run = previous_run)),
  CHECK (relation IS NULL OR relation =
    CASE WHEN run = '' OR previous_run = '' THEN 'any' WHEN run = previous_run THEN 'same' ELSE 'next' END)
);

-- INSERT OR REPLACE would write over a row.
CREATE TRIGGER iinkedsign_no_replace BEFORE INSERT ON iinkedsign_log
WHEN EXISTS (SELECT 1 FROM iinkedsign_log WHERE subject = NEW.subject AND (sequence = NEW.sequence OR delivery = NEW.delivery))
BEGIN
  SELECT RAISE(ABORT, 'iinkedsign: this sequence or delivery is in the log already');
END;
CREATE TRIGGER iinkedsign_no_update BEFORE UPDATE ON iinkedsign_log
BEGIN
  SELECT RAISE(ABORT, 'iinkedsign: what was reported is kept: no UPDATE on iinkedsign_log');
END;
CREATE TRIGGER iinkedsign_no_delete BEFORE DELETE ON iinkedsign_log
BEGIN
  SELECT RAISE(ABORT, 'iinkedsign: what was reported is kept: no DELETE on iinkedsign_log');
END;
