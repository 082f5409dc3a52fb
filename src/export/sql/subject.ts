/** The row that stands for a subject: whose UPDATEs must be steps. */
import { countColumns, type Names } from "./names.js";

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

/** Each subject's row with what its estimate says: a view, so that no count beside a status can be another. */
export function subjectViewText(names: Names, hasRuns: boolean, counters: readonly string[]): string {
  const own = ["subject", "status", ...(hasRuns ? ["run"] : []), "estimate", "sequence"];
  const told = ["is_final", ...countColumns(counters)];
  return [
    "",
    `-- Where each subject is now, with its counters: the least and the most that its reports leave possible.`,
    `CREATE VIEW ${names.now} AS`,
    `SELECT ${[...own.map((column) => `s.${column}`), ...told.map((column) => `e.${column}`)].join(", ")}`,
    `FROM ${names.subject} s JOIN ${names.estimate} e ON e.estimate = s.estimate;`,
    "",
  ].join("\n");
}
