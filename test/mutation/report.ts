/** The fates of all mutants of a lifecycle, added up by operator. */
import type { LifecycleDefinition } from "../../src/definition.js";
import { type Fate, survives } from "./judge.js";

export interface Row {
  readonly operator: string;
  readonly subject: string;
  readonly mutants: number;
  readonly equivalent: number;
  readonly byEvidence: number;
  readonly byClaims: number;
  readonly survivors: number;
}

function rowsOf(fates: readonly Fate[]): readonly Row[] {
  const names = [...new Set(fates.map(({ mutant }) => mutant.operator.name))];
  return names.map((name) =>
    rowOf(
      name,
      fates.filter(({ mutant }) => mutant.operator.name === name),
    ),
  );
}

export function rowOf(operator: string, fates: readonly Fate[]): Row {
  const different = fates.filter(({ isEquivalent }) => !isEquivalent);
  return {
    operator,
    subject: fates[0]?.mutant.operator.subject ?? "",
    mutants: fates.length,
    equivalent: fates.length - different.length,
    byEvidence: different.filter(({ evidence }) => evidence !== undefined).length,
    byClaims: different.filter(({ claims }) => claims.length > 0).length,
    survivors: different.filter((fate) => survives(fate) !== undefined).length,
  };
}

const head = ["operator", "about a", "mutants", "equivalent", "killed by evidence", "killed by claims", "survivors"];

const cellsOf = (row: Row): readonly string[] =>
  [row.operator, row.subject, row.mutants, row.equivalent, row.byEvidence, row.byClaims, row.survivors].map(String);

/** The part of docs/proof.md about one lifecycle. */
export function markdownOf(id: string, fates: readonly Fate[]): string {
  const lines = [head, head.map((_, column) => (column < 2 ? "---" : "--:")), ...rowsOf(fates).map(cellsOf)];
  const total = cellsOf({ ...rowOf("all", fates), subject: "" });
  return [`#### ${id}`, "", ...[...lines, total].map((cells) => `| ${cells.join(" | ")} |`), ""].join("\n");
}

/** The same for a terminal. */
export function tableOf(fates: readonly Fate[]): {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
  return { head, rows: [...rowsOf(fates).map(cellsOf), cellsOf({ ...rowOf("all", fates), subject: "" })] };
}

/** What killed a mutant, or that nothing had to. */
export function fateText(fate: Fate): string {
  const { mutant, isEquivalent, evidence, claims } = fate;
  const what = `${mutant.operator.name}: ${mutant.place}`;
  if (isEquivalent) return `equivalent  ${what}`;
  const lacking = survives(fate);
  const killers = [
    evidence === undefined ? [] : [`evidence (${evidence})`],
    claims.length === 0 ? [] : [`claims (${claims.join("; ")})`],
  ].flat();
  const verdict = lacking === undefined ? "killed" : `SURVIVES the ${lacking}`;
  return `${verdict}  ${what}\n            ${killers.join("\n            ") || "nothing noticed it"}`;
}

/** Claims that killed no mutant: each holds of every mistake as well. */
export function idleClaims({ properties = [] }: LifecycleDefinition, fates: readonly Fate[]): readonly string[] {
  const killers = new Set(fates.flatMap(({ claims }) => claims));
  return properties.map(({ name }) => name).filter((name) => !killers.has(name));
}
