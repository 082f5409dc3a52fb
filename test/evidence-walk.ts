/**
 * The evidence as a machine of its own: its rows say when a step may be taken, what it counts and how long it waits. A walk
 * through it and a lifecycle's graph side by side finds the first place where the two do not agree, in either direction.
 *
 * The rows keep their own counts. Nothing is asked of the machine but what it did.
 */
import type { Chart } from "../src/graph/chart.js";
import type { LifecycleDefinition } from "../src/definition.js";
import type { EvidenceRow } from "../src/evidence.js";
import type { GivenPolicy } from "../src/policy/given-policy.js";
import type { Graph } from "../src/graph/graph.js";

/** Which law of the evidence is broken. */
type EvidenceLaw = "start" | "told" | "taken" | "counts" | "waits";

export interface Disagreement {
  readonly law: EvidenceLaw;
  /** The step, as "failed → start by signer.retried". */
  readonly step: string;
}

type Counts = Readonly<Record<string, number>>;

/** The first disagreement of the rows and the graph under one policy, breadth first; undefined when they agree. */
export function disagreement(
  definition: LifecycleDefinition,
  chart: Chart,
  policy: GivenPolicy,
  { configurations, transitions }: Graph,
): Disagreement | undefined {
  const { evidence, counters } = definition;
  const start = configurations[0];
  const names = [...new Set(evidence.rows.flatMap(({ counts }) => counts ?? []))];
  const limits = Object.fromEntries(names.map((name) => [name, limitOf(name, counters, policy)]));
  const none: Counts = Object.fromEntries(names.map((name) => [name, 0]));
  const agrees = (node: number, counts: Counts): boolean =>
    Object.keys(counters).every((counter) => configurations[node]?.context[counter] === (counts[counter] ?? 0));

  if (start?.status !== evidence.start?.at) return { law: "start", step: `→ ${start?.status}` };
  if (!agrees(0, none)) return { law: "counts", step: `→ ${start?.status}` };
  const seen = new Set<string>();
  const queue = [{ node: 0, counts: none }];
  for (const { node, counts } of queue) {
    const from = configurations[node]?.status ?? "";
    const told = toldFrom(evidence.rows, from, { ...policy, ...counts });
    const taken = transitions[node] ?? [];
    for (const { event, row } of told) {
      const step = `${from} → ${row.to} by ${event}`;
      if (!taken.some(({ to, candidate }) => candidate.event === event && configurations[to]?.status === row.to)) {
        return { law: "taken", step };
      }
    }
    for (const { to, candidate } of taken) {
      const { event } = candidate;
      const step = `${from} → ${configurations[to]?.status} by ${event}`;
      const row = told.find((one) => one.event === event && one.row.to === configurations[to]?.status)?.row;
      if (row === undefined) return { law: "told", step };
      const waits = candidate.delay === undefined ? undefined : row.waits?.({ ...policy, ...counts });
      const delay = chart.delay(candidate, configurations[node]?.context ?? {});
      if (delay !== waits) return { law: "waits", step };
      const next = counted(counts, row, limits);
      if (!agrees(to, next)) return { law: "counts", step };
      const key = `${to} ${Object.values(next).join()}`;
      if (!seen.has(key)) queue.push({ node: to, counts: next });
      seen.add(key);
    }
  }
  return undefined;
}

function toldFrom(
  rows: readonly EvidenceRow[],
  from: string,
  facts: object,
): readonly { readonly event: string; readonly row: EvidenceRow }[] {
  return rows
    .filter((row) => row.from.includes(from) && row.when?.(facts, from) !== false)
    .flatMap((row) => row.event.map((event) => ({ event, row })));
}

/** A machine's counter stops at its limit, and counts nothing without one; what is only remembered is remembered once. */
function limitOf(name: string, counters: LifecycleDefinition["counters"], policy: GivenPolicy): number {
  const field = counters[name];
  if (field === undefined) return 1;
  const limit = policy[field];
  return typeof limit === "number" ? limit : 0;
}

function counted(counts: Counts, { counts: one, clears = [] }: EvidenceRow, limits: Counts): Counts {
  const cleared = Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, clears.includes(name) ? 0 : count]),
  );
  return one === undefined ? cleared : { ...cleared, [one]: Math.min((cleared[one] ?? 0) + 1, limits[one] ?? 0) };
}
