/** An append-only log whose foreign keys let in nothing but steps: the same on PostgreSQL, SQLite and DuckDB. */
import type { Names } from "./names.js";

export function logTableText({ log, step }: Names, hasRuns: boolean): string {
  const ifRuns = (...lines: readonly string[]): readonly string[] => (hasRuns ? lines : []);
  const run = hasRuns ? ", run" : "";
  return [
    `-- One row for every change of a subject's record, in the record's own sequence. Row 0 opens it. A row begins where the`,
    `-- one before it ended, and what it reports is a step from there; a report that arrived late moves nothing (report NULL).`,
    `CREATE TABLE ${log} (`,
    `  subject      text NOT NULL,`,
    `  sequence     integer NOT NULL CHECK (sequence >= 0),`,
    `  previous     integer CHECK (previous = sequence - 1),`,
    `  delivery     text,`,
    `  happened_at  text, -- an ISO 8601 instant`,
    `  report       text,`,
    ...ifRuns(`  run          text NOT NULL DEFAULT '', -- '' where the report names none`, `  previous_run text,`),
    `  relation     text,`,
    `  before_estimate integer,`,
    `  estimate     integer NOT NULL,`,
    `  PRIMARY KEY (subject, sequence),`,
    `  UNIQUE (subject, delivery),`,
    `  UNIQUE (subject, sequence, estimate${run}),`,
    `  FOREIGN KEY (subject, previous, before_estimate${hasRuns ? ", previous_run" : ""}) REFERENCES ${log} (subject, sequence, estimate${run}),`,
    `  FOREIGN KEY (before_estimate, report, relation, estimate) REFERENCES ${step} (estimate, report, run, next),`,
    `  CHECK ((sequence = 0) = (previous IS NULL)),`,
    `  CHECK ((sequence = 0) = (before_estimate IS NULL)),`,
    ...ifRuns(`  CHECK ((sequence = 0) = (previous_run IS NULL)),`),
    `  CHECK (sequence > 0 OR (estimate = 0 AND report IS NULL AND delivery IS NULL${hasRuns ? " AND run = ''" : ""})),`,
    `  CHECK ((report IS NULL) = (relation IS NULL)),`,
    `  CHECK (report IS NOT NULL OR sequence = 0 OR (estimate = before_estimate${hasRuns ? " AND run = previous_run" : ""})),`,
    ...(hasRuns
      ? [
          `  CHECK (relation IS NULL OR relation =`,
          `    CASE WHEN run = '' OR previous_run = '' THEN 'any' WHEN run = previous_run THEN 'same' ELSE 'next' END)`,
        ]
      : [`  CHECK (relation = 'any')`]),
    `);`,
    "",
  ].join("\n");
}
