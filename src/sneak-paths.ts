/**
 * The sneak-path matrix: for every reachable configuration and every declared event, where it leads or what refuses it. A
 * way that nobody meant shows as one cell.
 *
 * Binder 1999, "Testing object-oriented systems": sneak paths.
 */
import type { LifecycleDefinition } from "./definition.js";
import { explore } from "./explore.js";
import type { Candidate } from "./graph/candidates.js";
import { type Chart, type Configuration, type Context, readChart } from "./graph/chart.js";
import { canonical } from "./json.js";
import { changesOf } from "./proof/counterexample.js";

export type Cell =
  | { readonly kind: "allowed"; readonly to: string; readonly changes: ReturnType<typeof changesOf> }
  /** Every guard that could have let it through refused, each with the numbers that decided. */
  | { readonly kind: "guard"; readonly guards: readonly { readonly guard: string; readonly numbers: string }[] }
  /** The status has no such transition. */
  | { readonly kind: "none" }
  /** Nothing leaves the status. */
  | { readonly kind: "final" };

export interface SneakPaths {
  /** The declared events, delayed transitions included, in the order of the machine. */
  readonly events: readonly string[];
  /** The fields of the context that are not the policy's, sorted. */
  readonly variables: readonly string[];
  /** In the vocabulary's order of statuses; one cell for each event. */
  readonly rows: readonly { readonly at: Configuration; readonly cells: readonly Cell[] }[];
}

/** The matrix under a policy; fields that are not given have the machine's defaults. Throws PolicyError. */
export function sneakPaths(definition: LifecycleDefinition, policy?: unknown): SneakPaths {
  const chart = readChart(definition.machine);
  const graph = explore({ definition }, policy);
  if (!graph.complete) throw new RangeError(`${definition.id}: too many configurations for a matrix`);
  const events = [...chart.events];
  const fields = Object.keys(graph.configurations[0]?.context ?? {});
  const variables = fields.filter((field) => !Object.hasOwn(definition.policy.schema.shape, field)).toSorted();
  const order = new Map(definition.statuses.map((status, place) => [status, place]));
  const rows = graph.configurations
    .toSorted(
      (a, b) =>
        (order.get(a.status) ?? 0) - (order.get(b.status) ?? 0) || compareCounts(variables, a.context, b.context),
    )
    .map((at) => ({ at, cells: events.map((event) => cellOf(definition, chart, at, event)) }));
  return { events, variables, rows };
}

function compareCounts(variables: readonly string[], a: Context, b: Context): number {
  const differing = variables.find((field) => a[field] !== b[field]);
  if (differing === undefined) return 0;
  const [one, other] = [a[differing] ?? null, b[differing] ?? null];
  if (typeof one === "number" && typeof other === "number") return one - other;
  return canonical(one) < canonical(other) ? -1 : 1;
}

function cellOf(definition: LifecycleDefinition, chart: Chart, at: Configuration, event: string): Cell {
  if (chart.finals.has(at.status) && chart.moves(at).length === 0) return { kind: "final" };
  const move = chart.moves(at).find(({ candidate }) => candidate.event === event);
  if (move !== undefined) {
    return { kind: "allowed", to: move.to.status, changes: changesOf(at.context, move.to.context) };
  }
  const candidates: readonly Candidate[] = chart.candidates.get(at.status)?.get(event) ?? [];
  if (candidates.length === 0) return { kind: "none" };
  const guards = [...new Set(candidates.flatMap(({ guard }) => guard ?? []))];
  return {
    kind: "guard",
    guards: guards.map((guard) => ({ guard, numbers: definition.guards[guard]?.numbers(at.context) ?? "" })),
  };
}
