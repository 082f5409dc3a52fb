/** Which status may follow which, as an automaton with one state a status: what the evidence tells, and what a machine does. */
import type { LifecycleDefinition } from "../src/definition.js";
import { explore } from "../src/explore.js";
import type { Automaton } from "../src/export/automaton.js";
import { switchboard } from "../test/switchboard.js";

/** What `evidence.ts` tells, its guards left aside. */
export function automatonOfEvidence({ statuses, evidence: { rows } }: LifecycleDefinition, initial: string): Automaton {
  return automatonOfPairs(
    statuses,
    initial,
    rows.flatMap(({ from, to }) => from.map((source) => [source, to] as const)),
  );
}

/** What the machine does under one policy or another of those that switch every option on and off. */
export function automatonOfStatuses(definition: LifecycleDefinition, initial: string): Automaton {
  const pairs = switchboard(definition).flatMap((policy) => {
    const { configurations, transitions } = explore({ definition }, policy);
    const statusOf = (number: number): string => configurations[number]?.status ?? "";
    return transitions.flat().map(({ from, to }) => [statusOf(from), statusOf(to)] as const);
  });
  return automatonOfPairs(definition.statuses, initial, pairs);
}

function automatonOfPairs(
  statuses: readonly string[],
  initial: string,
  pairs: readonly (readonly [from: string, to: string])[],
): Automaton {
  const known = new Map(pairs.map((pair) => [pair.join(" "), pair]));
  const numberOf = (status: string): number => statuses.indexOf(status) + 1;
  return {
    states: statuses.length + 1,
    steps: [
      { from: 0, to: numberOf(initial), label: `begin/${initial}` },
      ...[...known.values()].map(([from, to]) => ({ from: numberOf(from), to: numberOf(to), label: `then/${to}` })),
    ],
  };
}
