/**
 * OpenFst's text format: an acceptor, and the symbol table that it is compiled with.
 *
 * Both automata of a comparison need the same table: `fstcompile --acceptor --isymbols=symbols.txt`.
 */
import type { Automaton } from "./automaton.js";

/** One step a line, then the accepting states, which are all of them. */
export function fstText({ states, steps }: Automaton): string {
  const lines = steps.map(({ from, to, label }) => `${from}\t${to}\t${label}`);
  return `${[...lines, ...Array.from({ length: states }, (_, state) => String(state))].join("\n")}\n`;
}

/** The symbol table of an alphabet; 0 is OpenFst's empty word. */
export function symbolsText(labels: readonly string[]): string {
  return `${["<eps>", ...labels].map((label, number) => `${label}\t${number}`).join("\n")}\n`;
}
