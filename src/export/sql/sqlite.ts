/** SQLite refuses what is no step. Its triggers cannot change the row, so an UPDATE gives the estimate itself. */
import { literal, type Names } from "./names.js";

export function sqliteTriggerText(lifecycle: string, names: Names, hasRuns: boolean): string {
  const { prefix, step, estimate, refusal, reason, subject } = names;
  const raise = (message: string): string => `RAISE(ABORT, ${literal(`${lifecycle}: ${message}`)})`;
  const relation = hasRuns
    ? "CASE WHEN NEW.run IS NULL OR OLD.run IS NULL THEN 'any' WHEN NEW.run = OLD.run THEN 'same' ELSE 'next' END"
    : "'any'";
  const moved = ["status", "estimate", ...(hasRuns ? ["run"] : [])].map(
    (column) => `NEW.${column} IS NOT OLD.${column}`,
  );
  return `
-- A subject begins at the beginning, once: INSERT OR REPLACE would wipe out what was reported.
CREATE TRIGGER ${prefix}_begin BEFORE INSERT ON ${subject}
BEGIN
  SELECT ${raise("a subject begins before its first report, with no status and estimate 0")}
  WHERE NEW.status IS NOT NULL OR NEW.estimate IS NOT 0${hasRuns ? " OR NEW.run IS NOT NULL" : ""};
  SELECT ${raise("the subject is known already")}
  WHERE EXISTS (SELECT 1 FROM ${subject} WHERE subject = NEW.subject AND estimate <> 0);
END;

-- Refuses an UPDATE that is no step, and says why. Needs SQLite 3.47 or later for the sentence.
CREATE TRIGGER ${prefix}_step BEFORE UPDATE ON ${subject}
WHEN ${moved.join(" OR ")}
BEGIN
  SELECT ${raise("a step raises the sequence")}
  WHERE NEW.sequence IS NULL OR NEW.sequence <= OLD.sequence;
  SELECT RAISE(ABORT, ${literal(`${lifecycle}: `)} || coalesce(
    (SELECT r.message FROM ${refusal} f JOIN ${reason} r ON r.reason = f.reason
     WHERE f.estimate = OLD.estimate AND f.report = NEW.status AND f.run IN (${relation}, 'any')
     ORDER BY f.run = 'any' LIMIT 1),
    (SELECT NEW.status || ' after ' || coalesce(OLD.status, 'nothing') || ' is a step to estimate ' || s.next
     FROM ${step} s
     WHERE s.estimate = OLD.estimate AND s.report = NEW.status AND s.run = ${relation}),
    coalesce(NEW.status, 'no status') || ' after ' || coalesce(OLD.status, 'nothing') || ' is no step'))
  WHERE NOT EXISTS (
    SELECT 1 FROM ${step} s JOIN ${estimate} e ON e.estimate = s.next
    WHERE s.estimate = OLD.estimate AND s.next = NEW.estimate AND e.status = NEW.status
      AND s.run = ${relation});
END;

CREATE TRIGGER ${prefix}_name BEFORE UPDATE ON ${subject}
WHEN NEW.subject IS NOT OLD.subject OR NEW.sequence IS NULL OR NEW.sequence < OLD.sequence
BEGIN
  SELECT ${raise("a subject keeps its name, and its sequence does not fall")};
END;

-- What has a history is kept. To erase a subject, drop this trigger in the same transaction.
CREATE TRIGGER ${prefix}_keep BEFORE DELETE ON ${subject}
WHEN OLD.estimate IS NOT 0
BEGIN
  SELECT ${raise(`what was reported is kept: no DELETE on ${subject}`)};
END;
`;
}

export function sqliteLogTriggerText(lifecycle: string, { prefix, log }: Names): string {
  const refuse = (operation: string): string =>
    `CREATE TRIGGER ${prefix}_no_${operation.toLowerCase()} BEFORE ${operation} ON ${log}
BEGIN
  SELECT RAISE(ABORT, ${literal(`${lifecycle}: what was reported is kept: no ${operation} on ${log}`)});
END;
`;
  return `
-- INSERT OR REPLACE would write over a row.
CREATE TRIGGER ${prefix}_no_replace BEFORE INSERT ON ${log}
WHEN EXISTS (SELECT 1 FROM ${log} WHERE subject = NEW.subject AND (sequence = NEW.sequence OR delivery = NEW.delivery))
BEGIN
  SELECT RAISE(ABORT, ${literal(`${lifecycle}: this sequence or delivery is in the log already`)});
END;
${refuse("UPDATE")}${refuse("DELETE")}`;
}
