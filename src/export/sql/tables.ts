/** The step table of a channel as SQL that every dialect reads: what may follow, on what it rests, and why the rest may not. */
import type { Evidence } from "../../evidence.js";
import type { StepTable } from "../step-table.js";
import { countColumns, insert, type Names } from "./names.js";

export function tablesText(table: StepTable, names: Names): string {
  const { estimates, steps, refusals, counters } = table;
  const pieces = numbered(
    steps.flatMap(({ evidence }) => (evidence === undefined ? [] : [evidence])),
    evidenceKey,
  );
  const reasons = numbered(refusals, ({ rule, message }) => `${rule} ${message}`);
  const counts = countColumns(counters);
  return [
    `-- Where a subject may be after the reports so far. 0: nothing was reported yet.`,
    `CREATE TABLE ${names.estimate} (`,
    `  estimate integer PRIMARY KEY,`,
    `  status   text, -- the latest one reported`,
    `  is_final boolean NOT NULL${counts.length === 0 ? "" : ","}`,
    ...counts.map((column, index) => `  ${column} integer NOT NULL${index === counts.length - 1 ? "" : ","}`),
    `);`,
    insert(
      names.estimate,
      ["estimate", "status", "is_final", ...counts],
      estimates.map((estimate, number) => [number, estimate.status, estimate.isFinal, ...estimate.counts.flat()]),
    ),
    `-- What a step rests on: the provider's words, an inference from them, or an assumption.`,
    `CREATE TABLE ${names.evidence} (`,
    `  evidence integer PRIMARY KEY,`,
    `  level    text NOT NULL CHECK (level IN ('STATED', 'IMPLIED', 'ASSUMED')),`,
    `  source   text NOT NULL,`,
    `  note     text`,
    `);`,
    insert(
      names.evidence,
      ["evidence", "level", "source", "note"],
      pieces.items.map(({ level, source, note }, index) => [index + 1, level, source, note ?? null]),
    ),
    `-- Every legal step. report: the status reported, or an event that keeps it. run: whether it names the run of the latest`,
    `-- report (same), another (next), or one of the two names none (any). gap: reports must be missing before it.`,
    `CREATE TABLE ${names.step} (`,
    `  estimate integer NOT NULL REFERENCES ${names.estimate},`,
    `  report   text NOT NULL,`,
    `  run      text NOT NULL CHECK (run IN ('any', 'same', 'next')),`,
    `  next     integer NOT NULL REFERENCES ${names.estimate},`,
    `  verdict  text NOT NULL CHECK (verdict IN ('advance', 'gap', 'duplicate')),`,
    `  via      text NOT NULL, -- the statuses passed over unseen`,
    `  evidence integer REFERENCES ${names.evidence},`,
    `  PRIMARY KEY (estimate, report, run),`,
    `  UNIQUE (estimate, report, run, next)`,
    `);`,
    insert(
      names.step,
      ["estimate", "report", "run", "next", "verdict", "via", "evidence"],
      steps.map(({ from, report, run, to, verdict, via, evidence }) => [
        from,
        report,
        run,
        to,
        verdict,
        via.join(", "),
        evidence === undefined ? null : pieces.numberOf(evidence),
      ]),
    ),
    `-- Why every other report is refused; under run any where it is refused whatever its run is.`,
    `CREATE TABLE ${names.reason} (`,
    `  reason  integer PRIMARY KEY,`,
    `  rule    text NOT NULL,`,
    `  message text NOT NULL`,
    `);`,
    insert(
      names.reason,
      ["reason", "rule", "message"],
      reasons.items.map(({ rule, message }, index) => [index + 1, rule, message]),
    ),
    `CREATE TABLE ${names.refusal} (`,
    `  estimate integer NOT NULL REFERENCES ${names.estimate},`,
    `  report   text NOT NULL,`,
    `  run      text NOT NULL CHECK (run IN ('any', 'same', 'next')),`,
    `  reason   integer NOT NULL REFERENCES ${names.reason},`,
    `  PRIMARY KEY (estimate, report, run)`,
    `);`,
    insert(
      names.refusal,
      ["estimate", "report", "run", "reason"],
      refusals.map((refusal) => [refusal.from, refusal.report, refusal.run, reasons.numberOf(refusal)]),
    ),
  ].join("\n");
}

/** Items that are told once and pointed to by number, from 1. */
function numbered<Item>(items: readonly Item[], keyOf: (item: Item) => string): Numbered<Item> {
  const first = new Map<string, Item>();
  for (const item of items) if (!first.has(keyOf(item))) first.set(keyOf(item), item);
  const numbers = new Map([...first.keys()].map((key, index) => [key, index + 1]));
  return { items: [...first.values()], numberOf: (item) => numbers.get(keyOf(item)) ?? 0 };
}

interface Numbered<Item> {
  readonly items: readonly Item[];
  readonly numberOf: (item: Item) => number;
}

const evidenceKey = ({ level, source, note = "" }: Evidence): string => `${level}\n${source}\n${note}`;
