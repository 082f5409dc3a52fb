/** A lifecycle as Markdown tables: the parts of a provider's page that must not drift from the machine. */
import * as z from "zod";
import type { Announcement, LifecycleDefinition } from "../definition.js";
import { readChart } from "../graph/chart.js";
import { canonical, type Json } from "../json.js";

/** Each status with its phase, how webhooks tell of it where that goes by status, and the way to another try. */
export function statesTable(definition: LifecycleDefinition): string {
  const { statuses, phases, retries, announced, machine } = definition;
  const { finals } = readChart(machine);
  const byStatus = announced.by === "status" && announced.always.length > 0;
  const rows = statuses.map((status) => {
    const phase = phases[status];
    return [
      code(status),
      typeof phase === "string" ? phase : "by its context",
      ...(byStatus ? [wordOf(announced, status)] : []),
      finals.has(status) ? "final" : (retries[status] ?? ""),
    ];
  });
  return table(["status", "phase", ...(byStatus ? ["webhook"] : []), "then"], rows);
}

/** The evidence, row by row as it was transcribed. */
export function transitionsTable({ evidence, announced }: LifecycleDefinition): string {
  const byEvent = announced.by === "event";
  const rows = evidence.rows.map(({ from, to, event, level, source, note }) => [
    from.map(code).join(" "),
    code(to),
    event.map((type) => (byEvent ? `${code(type)} (${wordOf(announced, type)})` : code(type))).join(" "),
    level,
    note === undefined ? source : `${source}; ${note}`,
  ]);
  return table(["from", "to", byEvent ? "event (webhook)" : "event", "evidence", "source"], rows);
}

/** The guards of the machine in words. */
export function guardsTable({ guards }: LifecycleDefinition): string {
  const rows = Object.entries(guards).map(([guard, { needs, evidence }]) => [
    code(guard),
    needs,
    evidence.level,
    evidence.note === undefined ? evidence.source : `${evidence.source}; ${evidence.note}`,
  ]);
  return table(["guard", "needs", "evidence", "source"], rows);
}

/** What is claimed of every history, with the property that is decided. */
export function claimsTable({ properties = [] }: LifecycleDefinition): string {
  const rows = properties.map(({ name, property, level, source, note }) => [
    name,
    property.kind,
    level,
    note === undefined ? source : `${source}; ${note}`,
  ]);
  return table(["claim", "decided by", "evidence", "source"], rows);
}

/** The policy's fields: what the machine assumes, and what an unknown one stands for. */
export function policyTable({ policy }: LifecycleDefinition): string {
  const defaults = jsonRecord.parse(policy.defaults);
  const rows = Object.keys(policy.schema.shape).map((field) => {
    const values = z.array(z.json()).parse(policy.family[field] ?? []);
    return [code(field), written(defaults[field] ?? null), values.map(written).join(", ")];
  });
  return table(["field", "the machine's default", "unknown stands for"], rows);
}

const jsonRecord = z.record(z.string(), z.json());

function wordOf({ always, maybe }: LifecycleDefinition["announced"], word: string): Announcement {
  if (always.includes(word)) return "always";
  return maybe.includes(word) ? "maybe" : "never";
}

function written(value: Json): string {
  return Array.isArray(value) ? value.map(String).join("+") : typeof value === "string" ? value : canonical(value);
}

const code = (text: string): string => `\`${text}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map(tableLine).join("\n");
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
