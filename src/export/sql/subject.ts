/** The row that stands for a subject: whose UPDATEs must be steps. */
import type { Names } from "./names.js";

export function subjectTableText(names: Names, hasRuns: boolean): string {
  return [
    `-- One row a subject. It begins before its first report; then every change of its status, estimate or run is a step.`,
    `CREATE TABLE ${names.subject} (`,
    `  subject  text NOT NULL PRIMARY KEY,`,
    `  status   text,`,
    ...(hasRuns ? [`  run      text,`] : []),
    `  estimate integer NOT NULL DEFAULT 0 REFERENCES ${names.estimate},`,
    `  sequence integer NOT NULL DEFAULT 0`,
    `);`,
    "",
  ].join("\n");
}
