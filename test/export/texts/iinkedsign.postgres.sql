-- iinkedsign: A signer's identity verification for one package, through retries and the package owner's resets.
-- Generated from its machine: what a webhook may report after what, under the policy {"maxAttempts":1,"maxErrors":1,"maxResets":0}.
-- Not given, and so whatever they may be: steps, passToSign, resetKeepsVerificationId.
-- 6 estimates, 5 steps. Do not edit: export again.

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
  (3, 'error_locked', TRUE, 0, 0, 1, 1, 0, 0),
  (4, 'cancelled', TRUE, 0, 0, 0, 0, 0, 0),
  (5, 'invalid', TRUE, 0, 0, 0, 0, 0, 0);

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
  (0, 'cancelled', 'any', 4, 'advance', 'not_started', 3),
  (0, 'invalid', 'any', 5, 'advance', 'not_started', 3);

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
  (4, 'illegal.final', 'cancelled after passed cannot be: nothing follows passed.'),
  (5, 'illegal.final', 'invalid after passed cannot be: nothing follows passed.'),
  (6, 'illegal.final', 'passed after failed_locked cannot be: nothing follows failed_locked.'),
  (7, 'illegal.final', 'failed_locked after failed_locked cannot be: nothing follows failed_locked.'),
  (8, 'illegal.final', 'error_locked after failed_locked cannot be: nothing follows failed_locked.'),
  (9, 'illegal.final', 'cancelled after failed_locked cannot be: nothing follows failed_locked.'),
  (10, 'illegal.final', 'invalid after failed_locked cannot be: nothing follows failed_locked.'),
  (11, 'illegal.final', 'passed after error_locked cannot be: nothing follows error_locked.'),
  (12, 'illegal.final', 'failed_locked after error_locked cannot be: nothing follows error_locked.'),
  (13, 'illegal.final', 'error_locked after error_locked cannot be: nothing follows error_locked.'),
  (14, 'illegal.final', 'cancelled after error_locked cannot be: nothing follows error_locked.'),
  (15, 'illegal.final', 'invalid after error_locked cannot be: nothing follows error_locked.'),
  (16, 'illegal.final', 'passed after cancelled cannot be: nothing follows cancelled.'),
  (17, 'illegal.final', 'failed_locked after cancelled cannot be: nothing follows cancelled.'),
  (18, 'illegal.final', 'error_locked after cancelled cannot be: nothing follows cancelled.'),
  (19, 'illegal.final', 'cancelled after cancelled cannot be: nothing follows cancelled.'),
  (20, 'illegal.final', 'invalid after cancelled cannot be: nothing follows cancelled.'),
  (21, 'illegal.final', 'passed after invalid cannot be: nothing follows invalid.'),
  (22, 'illegal.final', 'failed_locked after invalid cannot be: nothing follows invalid.'),
  (23, 'illegal.final', 'error_locked after invalid cannot be: nothing follows invalid.'),
  (24, 'illegal.final', 'cancelled after invalid cannot be: nothing follows invalid.'),
  (25, 'illegal.final', 'invalid after invalid cannot be: nothing follows invalid.');

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
  (1, 'cancelled', 'any', 4),
  (1, 'invalid', 'any', 5),
  (2, 'passed', 'any', 6),
  (2, 'failed_locked', 'any', 7),
  (2, 'error_locked', 'any', 8),
  (2, 'cancelled', 'any', 9),
  (2, 'invalid', 'any', 10),
  (3, 'passed', 'any', 11),
  (3, 'failed_locked', 'any', 12),
  (3, 'error_locked', 'any', 13),
  (3, 'cancelled', 'any', 14),
  (3, 'invalid', 'any', 15),
  (4, 'passed', 'any', 16),
  (4, 'failed_locked', 'any', 17),
  (4, 'error_locked', 'any', 18),
  (4, 'cancelled', 'any', 19),
  (4, 'invalid', 'any', 20),
  (5, 'passed', 'any', 21),
  (5, 'failed_locked', 'any', 22),
  (5, 'error_locked', 'any', 23),
  (5, 'cancelled', 'any', 24),
  (5, 'invalid', 'any', 25);

-- One row a subject. It begins before its first report; then every change of its status, estimate or run is a step.
CREATE TABLE iinkedsign_subject (
  subject  text NOT NULL PRIMARY KEY,
  status   text,
  run      text,
  estimate integer NOT NULL DEFAULT 0 REFERENCES iinkedsign_estimate,
  sequence integer NOT NULL DEFAULT 0
);

-- Refuses an UPDATE that is no step, and an INSERT that does not begin at the beginning. Where only the status is given,
-- the estimate follows. The same trigger may guard a table of your own that has these columns.
CREATE FUNCTION iinkedsign_check_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  relation text := 'any';
  found_step iinkedsign_step;
  sentence text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status IS NOT NULL OR NEW.run IS NOT NULL OR NEW.estimate IS DISTINCT FROM 0 THEN
      RAISE check_violation USING MESSAGE = 'iinkedsign: ' || 'a subject begins before its first report, with no status and estimate 0';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.subject IS DISTINCT FROM OLD.subject THEN
    RAISE check_violation USING MESSAGE = 'iinkedsign: ' || 'a subject keeps its name';
  END IF;
  IF NEW.sequence IS NULL OR NEW.sequence < OLD.sequence THEN
    RAISE check_violation USING MESSAGE = 'iinkedsign: ' || 'the sequence does not fall';
  END IF;
  IF NEW.status IS NOT DISTINCT FROM OLD.status AND NEW.estimate IS NOT DISTINCT FROM OLD.estimate AND NEW.run IS NOT DISTINCT FROM OLD.run THEN
    RETURN NEW;
  END IF;
  IF NEW.sequence = OLD.sequence THEN
    RAISE check_violation USING MESSAGE = 'iinkedsign: ' || 'a step raises the sequence, and it stayed ' || OLD.sequence;
  END IF;
  relation := CASE
    WHEN NEW.run IS NULL OR OLD.run IS NULL THEN 'any'
    WHEN NEW.run = OLD.run THEN 'same'
    ELSE 'next'
  END;
  IF NEW.estimate = OLD.estimate THEN
    SELECT * INTO found_step FROM iinkedsign_step s
    WHERE s.estimate = OLD.estimate AND s.report = NEW.status AND s.run = relation;
  ELSE
    SELECT s.* INTO found_step FROM iinkedsign_step s JOIN iinkedsign_estimate e ON e.estimate = s.next
    WHERE s.estimate = OLD.estimate AND s.run = relation AND s.next = NEW.estimate AND e.status = NEW.status
    LIMIT 1;
  END IF;
  IF FOUND THEN
    NEW.estimate := found_step.next;
    RETURN NEW;
  END IF;
  SELECT r.message INTO sentence FROM iinkedsign_refusal f JOIN iinkedsign_reason r USING (reason)
  WHERE f.estimate = OLD.estimate AND f.report = NEW.status AND f.run IN (relation, 'any')
  ORDER BY f.run = 'any' LIMIT 1;
  RAISE check_violation USING
    MESSAGE = 'iinkedsign: ' || coalesce(sentence,
      coalesce(NEW.status, 'no status') || ' after ' || coalesce(OLD.status, 'nothing') || ' is no step to estimate ' || coalesce(NEW.estimate::text, 'none')),
    DETAIL = format('estimate %s, report %s, run %s', OLD.estimate, NEW.status, relation);
END
$$;

CREATE TRIGGER iinkedsign_step BEFORE INSERT OR UPDATE ON iinkedsign_subject
FOR EACH ROW EXECUTE FUNCTION iinkedsign_check_step();

-- What has a history is kept. To erase a subject, disable this trigger in the same transaction.
CREATE FUNCTION iinkedsign_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE check_violation USING MESSAGE = 'iinkedsign: ' || 'what was reported is kept: no ' || TG_OP || ' on ' || TG_TABLE_NAME;
END
$$;

CREATE TRIGGER iinkedsign_keep BEFORE DELETE ON iinkedsign_subject
FOR EACH ROW WHEN (OLD.estimate <> 0) EXECUTE FUNCTION iinkedsign_keep();
CREATE TRIGGER iinkedsign_keep_all BEFORE TRUNCATE ON iinkedsign_subject
FOR EACH STATEMENT EXECUTE FUNCTION iinkedsign_keep();

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

CREATE TRIGGER iinkedsign_append_only BEFORE UPDATE OR DELETE ON iinkedsign_log
FOR EACH ROW EXECUTE FUNCTION iinkedsign_keep();
CREATE TRIGGER iinkedsign_append_only_all BEFORE TRUNCATE ON iinkedsign_log
FOR EACH STATEMENT EXECUTE FUNCTION iinkedsign_keep();
