/** One lifecycle under one policy, compared with every other engine: undefined where they agree, else the shortest difference. */
import { readChart } from "../src/graph/chart.js";
import type { LifecycleDefinition } from "../src/definition.js";
import { observersOf } from "../src/observer/estimate.js";
import { explore } from "../src/explore.js";
import { type Automaton, automatonOfGraph, automatonOfObserver } from "../src/export/automaton.js";
import { exportLifecycle, tourUnder } from "../src/export/formats.js";
import type { Tour } from "../src/export/tour.js";
import { compareByOpenFst, differenceText } from "./openfst.js";
import { references } from "./reference-automaton.js";
import { type Scion, scionPlayers } from "./scion-player.js";
import { automatonOfEvidence, automatonOfStatuses } from "./status-automaton.js";
import { walkTour, type Walked } from "./walk-tour.js";
import { compareWithXStateGraph } from "./xstate-graph.js";
import { xstatePlayers } from "./xstate-player.js";

export interface Subject {
  readonly definition: LifecycleDefinition;
  /** The automaton explored from the machine. */
  readonly explored: Automaton;
  readonly tour: Tour;
}

export function subjectOf(definition: LifecycleDefinition, policy: unknown): Subject {
  const explored = automatonOfGraph(explore({ definition }, policy), definition.opening);
  return { definition, explored, tour: tourUnder({ definition }, policy) };
}

/** By OpenFst, with the table underneath the compiled observer. */
export function compareWithObserver({ definition, explored, tour }: Subject): string | undefined {
  const observer = observersOf(definition, readChart(definition.machine), undefined)([tour.policy]);
  return compared(explored, automatonOfObserver(observer), "the observer's table");
}

/** By OpenFst, with the model that was written by hand from the provider's page. */
export function compareWithReference({ definition, explored, tour }: Subject): string | undefined {
  const reference = references[definition.id];
  if (reference === undefined) return `${definition.id} has no reference model`;
  return compared(explored, reference(tour.policy, definition.opening), "the reference model");
}

/** By OpenFst, which status may follow which: what the machine does under any policy, and what the evidence tells. */
export function compareWithEvidence({ definition, tour }: Subject): string | undefined {
  const initial = tour.configurations[0]?.[0] ?? "";
  return compared(automatonOfStatuses(definition, initial), automatonOfEvidence(definition, initial), "the evidence");
}

function compared(explored: Automaton, other: Automaton, second: string): string | undefined {
  const difference = compareByOpenFst(explored, other);
  return difference && differenceText(difference, { first: "the machine", second });
}

export function tourXState({ definition, tour }: Subject): Walked {
  return walkTour(tour, xstatePlayers(definition.machine, tour));
}

export async function tourScion({ definition, tour }: Subject, scion: Scion): Promise<Walked> {
  const scxml = exportLifecycle({ definition }, { format: "scxml", policy: tour.policy });
  return walkTour(tour, await scionPlayers(scion, scxml, tour));
}

export function compareGraphs({ definition, tour }: Subject): string | undefined {
  return compareWithXStateGraph(definition.machine, tour);
}
