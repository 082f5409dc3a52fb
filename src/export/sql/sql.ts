/** A lifecycle's channel as SQL: tables of its steps, and what refuses everything else. */
import type { LifecycleDefinition } from "../../definition.js";
import { canonical } from "../../json.js";
import type { Channel } from "../../observation.js";
import { parsePolicy } from "../../policy/family.js";
import { stepTable } from "../step-table.js";
import { logTableText } from "./log.js";
import { type Dialect, namesOf } from "./names.js";
import { postgresLogTriggerText, postgresTriggerText } from "./postgres.js";
import { sqliteLogTriggerText, sqliteTriggerText } from "./sqlite.js";
import { subjectTableText, subjectViewText } from "./subject.js";
import { tablesText } from "./tables.js";

export interface SqlOptions {
  readonly dialect: Dialect;
  readonly policy: unknown;
  readonly channel: Channel;
}

export function sqlText(definition: LifecycleDefinition, { dialect, policy, channel }: SqlOptions): string {
  const { id, title } = definition;
  const names = namesOf(id);
  const hasRuns = definition.runs !== undefined;
  const table = stepTable(definition, { policy, channel });
  const given = parsePolicy(definition, policy);
  const open = Object.keys(definition.policy.schema.shape).filter((field) => !(field in given));
  return [
    `-- ${id}: ${title}`,
    `-- Generated from its machine: what a ${channel} may report after what, under the policy ${canonical(given)}.`,
    ...(open.length === 0 ? [] : [`-- Not given, and so whatever they may be: ${open.join(", ")}.`]),
    `-- ${table.estimates.length} estimates, ${table.steps.length} steps. Do not edit: export again.`,
    "",
    ...(dialect === "sqlite" ? ["PRAGMA foreign_keys = ON; -- for every connection\n"] : []),
    tablesText(table, names),
    ...guards(),
    logTableText(names, hasRuns) + logGuards(),
  ].join("\n");

  function guards(): readonly string[] {
    const now = subjectViewText(names, hasRuns, table.counters);
    switch (dialect) {
      case "postgres":
        return [subjectTableText(names, hasRuns) + postgresTriggerText(id, names, hasRuns) + now];
      case "sqlite":
        return [subjectTableText(names, hasRuns) + sqliteTriggerText(id, names, hasRuns) + now];
      case "duckdb":
        return [];
    }
  }

  function logGuards(): string {
    switch (dialect) {
      case "postgres":
        return postgresLogTriggerText(names);
      case "sqlite":
        return sqliteLogTriggerText(id, names);
      case "duckdb":
        return "";
    }
  }
}
