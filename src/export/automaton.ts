/**
 * A lifecycle under one policy as a labelled transition system: what model checkers and automata tools read.
 *
 * A label is `event/status entered`, so no state has two steps of one label, and equality of languages is bisimilarity.
 */
import type { Chart } from "../graph/chart.js";
import type { Graph } from "../graph/graph.js";
import type { Edge, Observer } from "../observer/observer.js";

export interface AutomatonStep {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** State 0 is the origin, one step before the initial configuration; every state is accepting. */
export interface Automaton {
  readonly states: number;
  readonly steps: readonly AutomatonStep[];
}

/** What a tool without spaces in its words calls an event: `after expiry` is `after.expiry`. */
export function plainEvent(event: string): string {
  return event.replaceAll(" ", ".");
}

/** The label of a step by `event` into `status`; the step from the origin may have no event. */
export function labelOf({ event, status }: Pick<Edge, "event" | "status">): string {
  return `${event === "" ? "begin" : plainEvent(event)}/${status}`;
}

/** The automaton of an explored graph; `opening` is the event that creates the subject. */
export function automatonOfGraph({ configurations, transitions }: Graph, opening = ""): Automaton {
  const statusOf = (number: number): string => configurations[number]?.status ?? "";
  return {
    states: configurations.length + 1,
    steps: [
      { from: 0, to: 1, label: labelOf({ event: opening, status: statusOf(0) }) },
      ...transitions.flat().map(({ from, to, candidate }) => ({
        from: from + 1,
        to: to + 1,
        label: labelOf({ event: candidate.event, status: statusOf(to) }),
      })),
    ],
  };
}

/** The automaton that an observer was compiled to, before it forgets what goes unseen. */
export function automatonOfObserver({ edges }: Observer): Automaton {
  return {
    states: edges.length,
    steps: edges.flat().map((edge) => ({ from: edge.from, to: edge.to, label: labelOf(edge) })),
  };
}

/** Every label that the machine has under any policy, sorted: the graph's first step, and each candidate transition. */
export function alphabetOf({ candidates }: Chart, { configurations }: Graph, opening = ""): readonly string[] {
  const labels = [...candidates.values()].flatMap((byEvent) =>
    [...byEvent.values()].flat().map(({ event, target }) => labelOf({ event, status: target })),
  );
  const first = labelOf({ event: opening, status: configurations[0]?.status ?? "" });
  return [...new Set([first, ...labels])].toSorted();
}
