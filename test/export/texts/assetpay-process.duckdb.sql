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
  …

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
  …

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
  …

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
  …

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
  …

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
