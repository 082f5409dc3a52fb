-- assetpay/process: One Signicat process of a client: document and selfie captured, then analysed.
-- Generated from its machine: what a poll may report after what, under the policy {}.
-- Not given, and so whatever they may be: lateResults, clockToleranceSeconds.
-- 8 estimates, 29 steps. Do not edit: export again.

-- Where a subject may be after the reports so far. 0: nothing was reported yet.
CREATE TABLE assetpay_process_estimate (
  estimate integer PRIMARY KEY,
  status   text, -- the latest one reported
  is_final boolean NOT NULL
);
INSERT INTO assetpay_process_estimate (estimate, status, is_final) VALUES
  (0, NULL, FALSE),
  (1, 'CREATED', FALSE),
  (2, 'CAPTURE_PENDING', FALSE),
  (3, 'PROCESSING', FALSE),
  (4, 'ACCEPTED', TRUE),
  (5, 'REJECTED', TRUE),
  (6, 'ERROR', TRUE),
  (7, 'EXPIRED', TRUE);

-- What a step rests on: the provider's words, an inference from them, or an assumption.
CREATE TABLE assetpay_process_evidence (
  evidence integer PRIMARY KEY,
  level    text NOT NULL CHECK (level IN ('STATED', 'IMPLIED', 'ASSUMED')),
  source   text NOT NULL,
  note     text
);
INSERT INTO assetpay_process_evidence (evidence, level, source, note) VALUES
  (1, 'IMPLIED', 'Verification Status: Process Statuses', 'the capture URL is generated, then the client is in the flow'),
  (2, 'IMPLIED', 'Verification Status: Process Statuses', '30 minutes are stated; that they end all three is implied'),
  (3, 'IMPLIED', 'Verification Status: Process Statuses', 'document and selfie are captured before they are analysed'),
  (4, 'STATED', 'Verification Status: Process Statuses', NULL);

-- Every legal step. report: the status reported, or an event that keeps it. run: whether it names the run of the latest
-- report (same), another (next), or one of the two names none (any). gap: reports must be missing before it.
CREATE TABLE assetpay_process_step (
  estimate integer NOT NULL REFERENCES assetpay_process_estimate,
  report   text NOT NULL,
  run      text NOT NULL CHECK (run IN ('any', 'same', 'next')),
  next     integer NOT NULL REFERENCES assetpay_process_estimate,
  verdict  text NOT NULL CHECK (verdict IN ('advance', 'gap', 'duplicate')),
  via      text NOT NULL, -- the statuses passed over unseen
  evidence integer REFERENCES assetpay_process_evidence,
  PRIMARY KEY (estimate, report, run),
  UNIQUE (estimate, report, run, next)
);
INSERT INTO assetpay_process_step (estimate, report, run, next, verdict, via, evidence) VALUES
  (0, 'CREATED', 'any', 1, 'advance', '', NULL),
  (0, 'CAPTURE_PENDING', 'any', 2, 'advance', 'CREATED', 1),
  (0, 'PROCESSING', 'any', 3, 'advance', 'CREATED, CAPTURE_PENDING', 1),
  (0, 'ACCEPTED', 'any', 4, 'advance', 'CREATED, CAPTURE_PENDING, PROCESSING', 1),
  (0, 'REJECTED', 'any', 5, 'advance', 'CREATED, CAPTURE_PENDING, PROCESSING', 1),
  (0, 'ERROR', 'any', 6, 'advance', 'CREATED, CAPTURE_PENDING, PROCESSING', 1),
  (0, 'EXPIRED', 'any', 7, 'advance', 'CREATED', 2),
  (1, 'CREATED', 'any', 1, 'duplicate', '', NULL),
  (1, 'CAPTURE_PENDING', 'any', 2, 'advance', '', 1),
  (1, 'PROCESSING', 'any', 3, 'advance', 'CAPTURE_PENDING', 1),
  (1, 'ACCEPTED', 'any', 4, 'advance', 'CAPTURE_PENDING, PROCESSING', 1),
  (1, 'REJECTED', 'any', 5, 'advance', 'CAPTURE_PENDING, PROCESSING', 1),
  (1, 'ERROR', 'any', 6, 'advance', 'CAPTURE_PENDING, PROCESSING', 1),
  (1, 'EXPIRED', 'any', 7, 'advance', '', 2),
  (2, 'CAPTURE_PENDING', 'any', 2, 'duplicate', '', NULL),
  (2, 'PROCESSING', 'any', 3, 'advance', '', 3),
  (2, 'ACCEPTED', 'any', 4, 'advance', 'PROCESSING', 3),
  (2, 'REJECTED', 'any', 5, 'advance', 'PROCESSING', 3),
  (2, 'ERROR', 'any', 6, 'advance', 'PROCESSING', 3),
  (2, 'EXPIRED', 'any', 7, 'advance', '', 2),
  (3, 'PROCESSING', 'any', 3, 'duplicate', '', NULL),
  (3, 'ACCEPTED', 'any', 4, 'advance', '', 4),
  (3, 'REJECTED', 'any', 5, 'advance', '', 4),
  (3, 'ERROR', 'any', 6, 'advance', '', 4),
  (3, 'EXPIRED', 'any', 7, 'advance', '', 2),
  (4, 'ACCEPTED', 'any', 4, 'duplicate', '', NULL),
  (5, 'REJECTED', 'any', 5, 'duplicate', '', NULL),
  (6, 'ERROR', 'any', 6, 'duplicate', '', NULL),
  (7, 'EXPIRED', 'any', 7, 'duplicate', '', NULL);

-- Why every other report is refused; under run any where it is refused whatever its run is.
CREATE TABLE assetpay_process_reason (
  reason  integer PRIMARY KEY,
  rule    text NOT NULL,
  message text NOT NULL
);
INSERT INTO assetpay_process_reason (reason, rule, message) VALUES
  (1, 'illegal.unreachable', 'CREATED after CAPTURE_PENDING cannot be: no path of the lifecycle leads there, whatever was missed.'),
  (2, 'illegal.unreachable', 'CREATED after PROCESSING cannot be: no path of the lifecycle leads there, whatever was missed.'),
  (3, 'illegal.unreachable', 'CAPTURE_PENDING after PROCESSING cannot be: no path of the lifecycle leads there, whatever was missed.'),
  (4, 'illegal.final', 'CREATED after ACCEPTED cannot be: nothing follows ACCEPTED.'),
  (5, 'illegal.final', 'CAPTURE_PENDING after ACCEPTED cannot be: nothing follows ACCEPTED.'),
  (6, 'illegal.final', 'PROCESSING after ACCEPTED cannot be: nothing follows ACCEPTED.'),
  (7, 'illegal.final', 'REJECTED after ACCEPTED cannot be: nothing follows ACCEPTED.'),
  (8, 'illegal.final', 'ERROR after ACCEPTED cannot be: nothing follows ACCEPTED.'),
  (9, 'illegal.final', 'EXPIRED after ACCEPTED cannot be: nothing follows ACCEPTED.'),
  (10, 'illegal.final', 'CREATED after REJECTED cannot be: nothing follows REJECTED.'),
  (11, 'illegal.final', 'CAPTURE_PENDING after REJECTED cannot be: nothing follows REJECTED.'),
  (12, 'illegal.final', 'PROCESSING after REJECTED cannot be: nothing follows REJECTED.'),
  (13, 'illegal.final', 'ACCEPTED after REJECTED cannot be: nothing follows REJECTED.'),
  (14, 'illegal.final', 'ERROR after REJECTED cannot be: nothing follows REJECTED.'),
  (15, 'illegal.final', 'EXPIRED after REJECTED cannot be: nothing follows REJECTED.'),
  (16, 'illegal.final', 'CREATED after ERROR cannot be: nothing follows ERROR.'),
  (17, 'illegal.final', 'CAPTURE_PENDING after ERROR cannot be: nothing follows ERROR.'),
  (18, 'illegal.final', 'PROCESSING after ERROR cannot be: nothing follows ERROR.'),
  (19, 'illegal.final', 'ACCEPTED after ERROR cannot be: nothing follows ERROR.'),
  (20, 'illegal.final', 'REJECTED after ERROR cannot be: nothing follows ERROR.'),
  (21, 'illegal.final', 'EXPIRED after ERROR cannot be: nothing follows ERROR.'),
  (22, 'illegal.final', 'CREATED after EXPIRED cannot be: nothing follows EXPIRED.'),
  (23, 'illegal.final', 'CAPTURE_PENDING after EXPIRED cannot be: nothing follows EXPIRED.'),
  (24, 'illegal.final', 'PROCESSING after EXPIRED cannot be: nothing follows EXPIRED.'),
  (25, 'illegal.guard', 'ACCEPTED after EXPIRED cannot be: it needs a vendor that takes results after 30 minutes, and lateResults is off (guard lateResults).'),
  (26, 'illegal.guard', 'REJECTED after EXPIRED cannot be: it needs a vendor that takes results after 30 minutes, and lateResults is off (guard lateResults).'),
  (27, 'illegal.final', 'ERROR after EXPIRED cannot be: nothing follows EXPIRED.');

CREATE TABLE assetpay_process_refusal (
  estimate integer NOT NULL REFERENCES assetpay_process_estimate,
  report   text NOT NULL,
  run      text NOT NULL CHECK (run IN ('any', 'same', 'next')),
  reason   integer NOT NULL REFERENCES assetpay_process_reason,
  PRIMARY KEY (estimate, report, run)
);
INSERT INTO assetpay_process_refusal (estimate, report, run, reason) VALUES
  (2, 'CREATED', 'any', 1),
  (3, 'CREATED', 'any', 2),
  (3, 'CAPTURE_PENDING', 'any', 3),
  (4, 'CREATED', 'any', 4),
  (4, 'CAPTURE_PENDING', 'any', 5),
  (4, 'PROCESSING', 'any', 6),
  (4, 'REJECTED', 'any', 7),
  (4, 'ERROR', 'any', 8),
  (4, 'EXPIRED', 'any', 9),
  (5, 'CREATED', 'any', 10),
  (5, 'CAPTURE_PENDING', 'any', 11),
  (5, 'PROCESSING', 'any', 12),
  (5, 'ACCEPTED', 'any', 13),
  (5, 'ERROR', 'any', 14),
  (5, 'EXPIRED', 'any', 15),
  (6, 'CREATED', 'any', 16),
  (6, 'CAPTURE_PENDING', 'any', 17),
  (6, 'PROCESSING', 'any', 18),
  (6, 'ACCEPTED', 'any', 19),
  (6, 'REJECTED', 'any', 20),
  (6, 'EXPIRED', 'any', 21),
  (7, 'CREATED', 'any', 22),
  (7, 'CAPTURE_PENDING', 'any', 23),
  (7, 'PROCESSING', 'any', 24),
  (7, 'ACCEPTED', 'any', 25),
  (7, 'REJECTED', 'any', 26),
  (7, 'ERROR', 'any', 27);

-- One row a subject. It begins before its first report; then every change of its status, estimate or run is a step.
CREATE TABLE assetpay_process_subject (
  subject  text NOT NULL PRIMARY KEY,
  status   text,
  estimate integer NOT NULL DEFAULT 0 REFERENCES assetpay_process_estimate,
  sequence integer NOT NULL DEFAULT 0
);

-- Refuses an UPDATE that is no step, and an INSERT that does not begin at the beginning. Where only the status is given,
-- the estimate follows. The same trigger may guard a table of your own that has these columns.
CREATE FUNCTION assetpay_process_check_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  relation text := 'any';
  found_step assetpay_process_step;
  sentence text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status IS NOT NULL OR NEW.estimate IS DISTINCT FROM 0 THEN
      RAISE check_violation USING MESSAGE = 'assetpay/process: ' || 'a subject begins before its first report, with no status and estimate 0';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.subject IS DISTINCT FROM OLD.subject THEN
    RAISE check_violation USING MESSAGE = 'assetpay/process: ' || 'a subject keeps its name';
  END IF;
  IF NEW.sequence IS NULL OR NEW.sequence < OLD.sequence THEN
    RAISE check_violation USING MESSAGE = 'assetpay/process: ' || 'the sequence does not fall';
  END IF;
  IF NEW.status IS NOT DISTINCT FROM OLD.status AND NEW.estimate IS NOT DISTINCT FROM OLD.estimate THEN
    RETURN NEW;
  END IF;
  IF NEW.sequence = OLD.sequence THEN
    RAISE check_violation USING MESSAGE = 'assetpay/process: ' || 'a step raises the sequence, and it stayed ' || OLD.sequence;
  END IF;
  IF NEW.estimate = OLD.estimate THEN
    SELECT * INTO found_step FROM assetpay_process_step s
    WHERE s.estimate = OLD.estimate AND s.report = NEW.status AND s.run = relation;
  ELSE
    SELECT s.* INTO found_step FROM assetpay_process_step s JOIN assetpay_process_estimate e ON e.estimate = s.next
    WHERE s.estimate = OLD.estimate AND s.run = relation AND s.next = NEW.estimate AND e.status = NEW.status
    LIMIT 1;
  END IF;
  IF FOUND THEN
    NEW.estimate := found_step.next;
    RETURN NEW;
  END IF;
  SELECT r.message INTO sentence FROM assetpay_process_refusal f JOIN assetpay_process_reason r USING (reason)
  WHERE f.estimate = OLD.estimate AND f.report = NEW.status AND f.run IN (relation, 'any')
  ORDER BY f.run = 'any' LIMIT 1;
  RAISE check_violation USING
    MESSAGE = 'assetpay/process: ' || coalesce(sentence,
      coalesce(NEW.status, 'no status') || ' after ' || coalesce(OLD.status, 'nothing') || ' is no step to estimate ' || coalesce(NEW.estimate::text, 'none')),
    DETAIL = format('estimate %s, report %s, run %s', OLD.estimate, NEW.status, relation);
END
$$;

CREATE TRIGGER assetpay_process_step BEFORE INSERT OR UPDATE ON assetpay_process_subject
FOR EACH ROW EXECUTE FUNCTION assetpay_process_check_step();

-- What has a history is kept. To erase a subject, disable this trigger in the same transaction.
CREATE FUNCTION assetpay_process_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE check_violation USING MESSAGE = 'assetpay/process: ' || 'what was reported is kept: no ' || TG_OP || ' on ' || TG_TABLE_NAME;
END
$$;

CREATE TRIGGER assetpay_process_keep BEFORE DELETE ON assetpay_process_subject
FOR EACH ROW WHEN (OLD.estimate <> 0) EXECUTE FUNCTION assetpay_process_keep();
CREATE TRIGGER assetpay_process_keep_all BEFORE TRUNCATE ON assetpay_process_subject
FOR EACH STATEMENT EXECUTE FUNCTION assetpay_process_keep();

-- Where each subject is now, with its counters: the least and the most that its reports leave possible.
CREATE VIEW assetpay_process_now AS
SELECT s.subject, s.status, s.estimate, s.sequence, e.is_final
FROM assetpay_process_subject s JOIN assetpay_process_estimate e ON e.estimate = s.estimate;

-- One row for every change of a subject's record, in the record's own sequence. Row 0 opens it. A row begins where the
-- one before it ended, and what it reports is a step from there; a report that arrived late moves nothing (report NULL).
CREATE TABLE assetpay_process_log (
  subject      text NOT NULL,
  sequence     integer NOT NULL CHECK (sequence >= 0),
  previous     integer CHECK (previous = sequence - 1),
  delivery     text,
  happened_at  text, -- an ISO 8601 instant
  report       text,
  relation     text,
  before_estimate integer,
  estimate     integer NOT NULL,
  PRIMARY KEY (subject, sequence),
  UNIQUE (subject, delivery),
  UNIQUE (subject, sequence, estimate),
  FOREIGN KEY (subject, previous, before_estimate) REFERENCES assetpay_process_log (subject, sequence, estimate),
  FOREIGN KEY (before_estimate, report, relation, estimate) REFERENCES assetpay_process_step (estimate, report, run, next),
  CHECK ((sequence = 0) = (previous IS NULL)),
  CHECK ((sequence = 0) = (before_estimate IS NULL)),
  CHECK (sequence > 0 OR (estimate = 0 AND report IS NULL AND delivery IS NULL)),
  CHECK ((report IS NULL) = (relation IS NULL)),
  CHECK (report IS NOT NULL OR sequence = 0 OR (estimate = before_estimate)),
  CHECK (relation = 'any')
);

CREATE TRIGGER assetpay_process_append_only BEFORE UPDATE OR DELETE ON assetpay_process_log
FOR EACH ROW EXECUTE FUNCTION assetpay_process_keep();
CREATE TRIGGER assetpay_process_append_only_all BEFORE TRUNCATE ON assetpay_process_log
FOR EACH STATEMENT EXECUTE FUNCTION assetpay_process_keep();
