/** Whether there is a way: backward reachability, and the shortest history to a place from which there is none. */
import type { Behaviour } from "./behaviour.js";
import type { PlainMoment } from "./moment.js";
import { historyTo } from "./safety.js";
import type { Question } from "./vocabulary.js";

/** Whether some history contains such a moment. */
export function isPossible({ start, ways }: Behaviour, target: Question): boolean {
  return target(start) || ways.some((out) => out.some(({ moment }) => target(moment)));
}

/**
 * The moments of a shortest history to one of `whenever` from which no way leads to `target`; undefined when there is a way
 * from all.
 */
export function shortestDeadEnd(
  { start, ways }: Behaviour,
  target: Question,
  whenever: Question,
): readonly PlainMoment[] | undefined {
  const leads = leadingTo(ways, target);
  const isLost = (node: number, moment: PlainMoment): boolean =>
    !leads.has(node) && whenever(moment) && !target(moment);
  if (isLost(0, start)) return [start];
  const cameBy = new Map<number, { readonly from: number; readonly moment: PlainMoment } | undefined>([[0, undefined]]);
  for (const node of cameBy.keys()) {
    for (const { to, moment } of ways[node] ?? []) {
      if (isLost(to, moment)) return [start, ...historyTo(node, cameBy), moment];
      if (!cameBy.has(to)) cameBy.set(to, { from: node, moment });
    }
  }
  return undefined;
}

/** The configurations from which a later moment can be one of `target`. */
function leadingTo(ways: Behaviour["ways"], target: Question): ReadonlySet<number> {
  const before: number[][] = ways.map(() => []);
  const leads = new Set<number>();
  for (const [node, out] of ways.entries()) {
    for (const { to, moment } of out) {
      before[to]?.push(node);
      if (target(moment)) leads.add(node);
    }
  }
  for (const node of leads) for (const earlier of before[node] ?? []) leads.add(earlier);
  return leads;
}
