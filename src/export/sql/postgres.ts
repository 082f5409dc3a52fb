/** PostgreSQL refuses what is no step: one trigger function, which may stand guard over any table with the same columns. */
import { literal, type Names } from "./names.js";

export function postgresTriggerText(lifecycle: string, names: Names, hasRuns: boolean): string {
  const { prefix, step, estimate, refusal, reason, subject } = names;
  const runChanged = hasRuns ? " AND NEW.run IS NOT DISTINCT FROM OLD.run" : "";
  const title = literal(`${lifecycle}: `);
  return `
-- Refuses an UPDATE that is no step, and an INSERT that does not begin at the beginning. Where only the status is given,
-- the estimate follows. The same trigger may guard a table of your own that has these columns.
CREATE FUNCTION ${prefix}_check_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  relation text := 'any';
  found_step ${step};
  sentence text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status IS NOT NULL${hasRuns ? " OR NEW.run IS NOT NULL" : ""} OR NEW.estimate IS DISTINCT FROM 0 THEN
      RAISE check_violation USING MESSAGE = ${title} || 'a subject begins before its first report, with no status and estimate 0';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.subject IS DISTINCT FROM OLD.subject THEN
    RAISE check_violation USING MESSAGE = ${title} || 'a subject keeps its name';
  END IF;
  IF NEW.sequence IS NULL OR NEW.sequence < OLD.sequence THEN
    RAISE check_violation USING MESSAGE = ${title} || 'the sequence does not fall';
  END IF;
  IF NEW.status IS NOT DISTINCT FROM OLD.status AND NEW.estimate IS NOT DISTINCT FROM OLD.estimate${runChanged} THEN
    RETURN NEW;
  END IF;
  IF NEW.sequence = OLD.sequence THEN
    RAISE check_violation USING MESSAGE = ${title} || 'a step raises the sequence, and it stayed ' || OLD.sequence;
  END IF;
${
  hasRuns
    ? `  relation := CASE
    WHEN NEW.run IS NULL OR OLD.run IS NULL THEN 'any'
    WHEN NEW.run = OLD.run THEN 'same'
    ELSE 'next'
  END;
`
    : ""
}  IF NEW.estimate = OLD.estimate THEN
    SELECT * INTO found_step FROM ${step} s
    WHERE s.estimate = OLD.estimate AND s.report = NEW.status AND s.run = relation;
  ELSE
    SELECT s.* INTO found_step FROM ${step} s JOIN ${estimate} e ON e.estimate = s.next
    WHERE s.estimate = OLD.estimate AND s.run = relation AND s.next = NEW.estimate AND e.status = NEW.status
    LIMIT 1;
  END IF;
  IF FOUND THEN
    NEW.estimate := found_step.next;
    RETURN NEW;
  END IF;
  SELECT r.message INTO sentence FROM ${refusal} f JOIN ${reason} r USING (reason)
  WHERE f.estimate = OLD.estimate AND f.report = NEW.status AND f.run IN (relation, 'any')
  ORDER BY f.run = 'any' LIMIT 1;
  RAISE check_violation USING
    MESSAGE = ${title} || coalesce(sentence,
      coalesce(NEW.status, 'no status') || ' after ' || coalesce(OLD.status, 'nothing') || ' is no step to estimate ' || coalesce(NEW.estimate::text, 'none')),
    DETAIL = format('estimate %s, report %s, run %s', OLD.estimate, NEW.status, relation);
END
$$;

CREATE TRIGGER ${prefix}_step BEFORE INSERT OR UPDATE ON ${subject}
FOR EACH ROW EXECUTE FUNCTION ${prefix}_check_step();

-- What has a history is kept. To erase a subject, disable this trigger in the same transaction.
CREATE FUNCTION ${prefix}_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE check_violation USING MESSAGE = ${title} || 'what was reported is kept: no ' || TG_OP || ' on ' || TG_TABLE_NAME;
END
$$;

CREATE TRIGGER ${prefix}_keep BEFORE DELETE ON ${subject}
FOR EACH ROW WHEN (OLD.estimate <> 0) EXECUTE FUNCTION ${prefix}_keep();
CREATE TRIGGER ${prefix}_keep_all BEFORE TRUNCATE ON ${subject}
FOR EACH STATEMENT EXECUTE FUNCTION ${prefix}_keep();
`;
}

export function postgresLogTriggerText({ prefix, log }: Names): string {
  return `
CREATE TRIGGER ${prefix}_append_only BEFORE UPDATE OR DELETE ON ${log}
FOR EACH ROW EXECUTE FUNCTION ${prefix}_keep();
CREATE TRIGGER ${prefix}_append_only_all BEFORE TRUNCATE ON ${log}
FOR EACH STATEMENT EXECUTE FUNCTION ${prefix}_keep();
`;
}
