/**
 * Two automata compared by OpenFst: are they equal, and if not, which is the shortest history that one of them takes and
 * the other refuses? Both must be deterministic; all their states accept, so equal languages mean bisimilar automata.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Automaton } from "../src/export/automaton.js";
import { fstText, symbolsText } from "../src/export/fst.js";

export interface Difference {
  /** Labels from the origin; the last one is taken by one automaton alone. */
  readonly history: readonly string[];
  readonly takenBy: "first" | "second";
}

export const hasOpenFst = spawnSync("fstequivalent", ["--help"]).error === undefined;

/** The shortest difference of two automata; undefined when they are equivalent. */
export function compareByOpenFst(first: Automaton, second: Automaton): Difference | undefined {
  const folder = mkdtempSync(join(tmpdir(), "kycle-openfst-"));
  try {
    const labels = [...new Set([first, second].flatMap(({ steps }) => steps.map(({ label }) => label)))].toSorted();
    writeFileSync(join(folder, "symbols"), symbolsText(labels));
    compile(folder, "first", fstText(first));
    compile(folder, "second", fstText(second));
    if (run(folder, "fstequivalent", "first", "second") === 0) return undefined;
    const ways = (["first", "second"] as const).flatMap((takenBy) => {
      const other = takenBy === "first" ? "second" : "first";
      const history = shortestIn(folder, takenBy, other, takenBy === "first" ? first : second);
      return history === undefined ? [] : [{ history, takenBy }];
    });
    const [shortest] = ways.toSorted((a, b) => a.history.length - b.history.length);
    if (shortest === undefined) throw new Error("OpenFst calls two automata different, and finds no difference");
    return shortest;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The automata that a comparison is about, in its words. */
export interface Sides {
  readonly first: string;
  readonly second: string;
}

export function differenceText({ history, takenBy }: Difference, sides: Sides): string {
  const [last = "", ...before] = history.toReversed();
  const other = takenBy === "first" ? sides.second : sides.first;
  const after = before.length === 0 ? "at the origin" : `after ${before.toReversed().map(stepText).join(", ")}`;
  return `${after}: ${sides[takenBy]} takes ${stepText(last)}, and ${other} does not`;
}

function stepText(label: string): string {
  const slash = label.lastIndexOf("/");
  return `${label.slice(0, slash)} → ${label.slice(slash + 1)}`;
}

/** The shortest word of one automaton that the other refuses: one more step costs one more. */
function shortestIn(
  folder: string,
  from: string,
  without: string,
  automaton: Automaton,
): readonly string[] | undefined {
  const weighted = fstText(automaton).replaceAll(/^(\d+\t\d+\t.+)$/gm, "$1\t1");
  compile(folder, "weighted", weighted);
  run(folder, "fstarcsort", without, "sorted");
  run(folder, "fstdifference", "weighted", "sorted", "difference");
  run(folder, "fstshortestpath", "difference", "path");
  run(folder, "fsttopsort", "path", "ordered");
  run(folder, "fstprint", "--acceptor", "--isymbols=symbols", "ordered", "text");
  const steps = readFileSync(join(folder, "text"), "utf8")
    .split("\n")
    .map((line) => line.split("\t"));
  const labels = steps.flatMap(([, , label]) => label ?? []);
  return labels.length === 0 ? undefined : labels;
}

function compile(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, `${name}.txt`), text);
  run(folder, "fstcompile", "--acceptor", "--isymbols=symbols", `${name}.txt`, name);
}

/** 0, or 2 where fstequivalent says that they differ. */
function run(folder: string, command: string, ...words: readonly string[]): number {
  const { status, stderr, error } = spawnSync(command, words, { cwd: folder, encoding: "utf8" });
  if (error !== undefined) throw error;
  if (status === 0 || (command === "fstequivalent" && status === 2)) return status;
  throw new Error(`${command} ${words.join(" ")}: ${stderr}`);
}
