/** The Aldebaran format, read by mCRL2 and CADP. */
import type { Automaton } from "./automaton.js";

export function autText({ states, steps }: Automaton): string {
  const lines = steps.map(({ from, to, label }) => `(${from}, ${JSON.stringify(label)}, ${to})`);
  return `${[`des (0, ${steps.length}, ${states})`, ...lines].join("\n")}\n`;
}
