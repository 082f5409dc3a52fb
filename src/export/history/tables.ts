/** The answers as rows: what each report is answered in each estimate, with the reason and the evidence told once each. */
import { insert, type Value } from "../sql/names.js";
import type { Answer } from "./answer-table.js";
import { type Spelling, spellings } from "./dialects.js";
import { always } from "./names.js";
import type { HistoryPlan } from "./plan.js";

/** Some warehouses take statements of a megabyte at most. */
const rowsOfInsert = 1000;

type Reason = Pick<Answer, "rule" | "message" | "evidence">;

const undecided =
  "Several different reports are of this time, or one before it has no time of its own, comes again as another report, or leads further than this table goes: the engine knows, kycle check --order happened.";

const specials: readonly (Reason & {
  readonly answer: number;
  readonly verdict: string;
  readonly next: number | null;
})[] = [
  {
    answer: always.unknown,
    verdict: "unknown",
    rule: "unknown.status",
    next: null,
    message: "The provider's word is none that this lifecycle knows.",
    evidence: undefined,
  },
  {
    answer: always.superseded,
    verdict: "superseded",
    rule: "superseded",
    next: null,
    message: "It is about a run that a newer one has replaced; it is applied to nothing.",
    evidence: undefined,
  },
  {
    answer: always.undecided,
    verdict: "undecided",
    rule: "undecided",
    next: always.undecided,
    message: undecided,
    evidence: undefined,
  },
];

export function answerTablesText({ dialect, names, table }: HistoryPlan): string {
  const spelling = spellings[dialect];
  const numbers = new Map<string, number>();
  const reasons: Value[][] = [];
  const numberOf = ({ rule, message, evidence }: Reason): number => {
    const row = [rule, message, evidence?.level ?? null, evidence?.source ?? null, evidence?.note ?? null];
    const key = JSON.stringify(row);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, reasons.length + 1);
    reasons.push([reasons.length + 1, ...row]);
    return reasons.length;
  };
  const rows: readonly (readonly Value[])[] = [
    ...specials.map(({ answer, verdict, next, ...reason }) => [answer, null, verdict, next, "", numberOf(reason)]),
    ...table.answers.map((answer, number) => [
      number,
      table.estimates[answer.estimate] ?? null,
      answer.verdict,
      answer.next,
      answer.skipped.join(", "),
      numberOf(answer),
    ]),
  ];
  const { text, number, nullable } = spelling;
  return [
    "-- Why an answer is what it is, in the engine's sentence, and what it rests on: STATED, IMPLIED or ASSUMED.",
    createTable(spelling, names.reason, [
      ["reason", number],
      ["rule", text],
      ["message", nullable(text)],
      ["level", nullable(text)],
      ["source", nullable(text)],
      ["note", nullable(text)],
    ]),
    inserts(spelling, names.reason, ["reason", "rule", "message", "level", "source", "note"], reasons),
    `-- What every report is answered: number (estimate * ${table.reports.length} + report) * ${table.relations.length} + relation of its run.`,
    `-- Reports: ${table.reports.map((report, place) => `${place} ${report}`).join(", ")}.`,
    `-- after_status: the latest one in that estimate. next: the estimate afterwards; NULL where nothing is taken in.`,
    createTable(spelling, names.answer, [
      ["answer", number],
      ["after_status", nullable(text)],
      ["verdict", text],
      ["next", nullable(number)],
      ["skipped", text],
      ["reason", number],
    ]),
    inserts(spelling, names.answer, ["answer", "after_status", "verdict", "next", "skipped", "reason"], rows),
  ].join("\n");
}

function createTable(
  { storage }: Spelling,
  name: string,
  columns: readonly (readonly [column: string, type: string])[],
): string {
  const lines = columns.map(([column, type]) => `  ${column} ${type}`);
  return `CREATE TABLE ${name} (\n${lines.join(",\n")}\n)${storage(columns[0]?.[0] ?? "")};`;
}

function inserts(
  { literal }: Spelling,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
): string {
  const statements: string[] = [];
  for (let from = 0; from < rows.length; from += rowsOfInsert) {
    statements.push(insert(table, columns, rows.slice(from, from + rowsOfInsert), literal));
  }
  return statements.join("");
}
