/** What became of the mutants of each file. */
import type { Measured, MeasuredMutant } from "./measured.js";
import { idleReasons, reasonFor, type Reasons } from "./reasons.js";
import type { Room } from "./rooms.js";
import { type Change, changeOf } from "./survivor.js";

interface Survivor extends Change {
  readonly line: number;
  readonly why: string | undefined;
}

export interface FileFates {
  readonly file: string;
  readonly killed: number;
  readonly timedOut: number;
  readonly survivors: readonly Survivor[];
  /** Mutants of code that no test of the room runs. */
  readonly uncovered: number;
  /** Reasons that no survivor has. */
  readonly idle: readonly string[];
}

interface Sum {
  readonly killed: number;
  readonly timedOut: number;
  readonly survived: number;
  readonly explained: number;
  readonly uncovered: number;
}

export function fatesOf(measured: Measured, reasons: Reasons): readonly FileFates[] {
  return Object.entries(measured)
    .map(([file, { source, mutants }]) => {
      const count = (...statuses: readonly MeasuredMutant["status"][]): number =>
        mutants.filter(({ status }) => statuses.includes(status)).length;
      const changes = (...statuses: readonly MeasuredMutant["status"][]) =>
        mutants
          .filter(({ status }) => statuses.includes(status))
          .map((mutant) => ({ ...changeOf(source, mutant), line: mutant.location.start.line }));
      const survivors = changes("Survived").map((change) => ({ ...change, why: reasonFor(reasons, file, change) }));
      return {
        file,
        killed: count("Killed", "RuntimeError"),
        timedOut: count("Timeout"),
        survivors,
        uncovered: count("NoCoverage"),
        // On a busy machine, what only takes longer may come to its time limit.
        idle: idleReasons(reasons, file, changes("Survived", "Timeout")),
      };
    })
    .toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

function sumOf(fates: readonly FileFates[]): Sum {
  const sum = (count: (fate: FileFates) => number): number => fates.reduce((total, fate) => total + count(fate), 0);
  return {
    killed: sum(({ killed }) => killed),
    timedOut: sum(({ timedOut }) => timedOut),
    survived: sum(({ survivors }) => survivors.length),
    explained: sum(({ survivors }) => survivors.filter(({ why }) => why !== undefined).length),
    uncovered: sum(({ uncovered }) => uncovered),
  };
}

/** The part of the covered mutants that were noticed, in percent; 100 where there are none. */
export function scoreOf(fates: readonly FileFates[]): number {
  const { killed, timedOut, survived } = sumOf(fates);
  const covered = killed + timedOut + survived;
  return covered === 0 ? 100 : (100 * (killed + timedOut)) / covered;
}

/** What keeps a room from passing. */
export function problemsOf({ name, bar }: Room, fates: readonly FileFates[]): readonly string[] {
  const score = scoreOf(fates);
  const { survived, explained } = sumOf(fates);
  return [
    ...(score < bar ? [`${name}: ${score.toFixed(1)} %, and ${bar} % is the bar`] : []),
    ...(explained < survived ? [`${name}: ${survived - explained} survive without a reason`] : []),
    ...fates.flatMap(({ file, idle }) => idle.map((change) => `${file}: a reason without a survivor: ${change}`)),
  ];
}

export const head = ["file", "killed", "timed out", "survived", "of these with a reason", "not covered", "score"];

const cellsOf = (name: string, fates: readonly FileFates[]): readonly string[] => {
  const { killed, timedOut, survived, explained, uncovered } = sumOf(fates);
  return [name, ...[killed, timedOut, survived, explained, uncovered].map(String), `${scoreOf(fates).toFixed(1)} %`];
};

export function rowsOf(fates: readonly FileFates[]): readonly (readonly string[])[] {
  return [...fates.map((fate) => cellsOf(fate.file, [fate])), cellsOf("all", fates)];
}

/** A room's part of docs/mutants.md: its table, what is not in it, and the survivors with their reasons. */
export function markdownOf({ name, files }: Pick<Room, "name" | "files">, fates: readonly FileFates[]): string {
  const table = [head, head.map((_, column) => (column === 0 ? "---" : "--:")), ...rowsOf(fates)];
  const left = files.filter((file) => !fates.some((fate) => fate.file === file));
  return [
    `### ${name}`,
    "",
    ...(fates.length === 0 ? [] : [...table.map((cells) => `| ${cells.join(" | ")} |`), ""]),
    ...(left.length === 0
      ? []
      : [`Not measured since they changed, or nothing to mutate: ${left.map(codeText).join(", ")}.`, ""]),
    ...fates.flatMap(reasonLines),
  ].join("\n");
}

/**
 * The page with the parts of some rooms put where those of the same name stood, all in the order of `names`. What is told of
 * other rooms stays as it was, and what is told of none of the names goes.
 *
 * @throws {Error} when the page has no place for them.
 */
export function rewritten(page: string, parts: ReadonlyMap<string, string>, names: readonly string[]): string {
  const [, before, old, after] = /^([\s\S]*<!-- mutants -->\n)([\s\S]*)(<!-- \/mutants -->[\s\S]*)$/.exec(page) ?? [];
  if (before === undefined || old === undefined || after === undefined) throw new Error("no place for the tables");
  const stood = new Map(old.split(/^(?=### )/m).map((part) => [/^### (.+)/.exec(part)?.[1], part]));
  const told = names.flatMap((name) => parts.get(name) ?? stood.get(name) ?? []);
  return `${before}${told.map((part) => `${part.trimEnd()}\n`).join("\n")}${after}`;
}

const noReason = "Not looked into: a test is missing, or a reason.";

function reasonLines({ file, survivors }: FileFates): readonly string[] {
  const known = new Set(survivors.flatMap(({ why }) => why ?? []));
  const whys = survivors.every(({ why }) => why !== undefined) ? [...known] : [...known, noReason];
  if (whys.length === 0) return [];
  const changesFor = (why: string): readonly string[] =>
    survivors.filter((survivor) => (survivor.why ?? noReason) === why).map((change) => `  - ${changeText(change)}`);
  return [`\`${file}\`:`, "", ...whys.flatMap((why) => [`- ${why}`, ...changesFor(why)]), ""];
}

const changeText = ({ was, is }: Change): string => `${codeText(was)} → ${is === "" ? "nothing" : codeText(is)}`;

const codeText = (text: string): string => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``);
