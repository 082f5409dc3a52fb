/**
 * Every property by its definition, on every history up to a length that XState itself takes. Nothing is shared with the
 * prover: no graph, no monitor, no search.
 */
import { type AnyStateMachine, getNextSnapshot, initialTransition } from "xstate";
import { alphabetOf, leafOf } from "../xstate-walk.js";

export interface Told {
  readonly status: string;
  readonly event: string | undefined;
  readonly context: Readonly<Record<string, unknown>>;
  /** The events that can come next. */
  readonly enabled: readonly string[];
  readonly place: string;
}

export type History = readonly Told[];

/** All histories of at most `steps` steps, shortest first. */
export function historiesOf(machine: AnyStateMachine, input: unknown, steps: number): readonly History[] {
  const alphabet = alphabetOf(machine);
  const [initial] = initialTransition(machine, input);
  type Snapshot = typeof initial;
  const named = (type: string): string => {
    const delay = /^xstate\.after\.(\w+)\./.exec(type)?.[1];
    return delay === undefined ? type : `after ${delay}`;
  };
  const told = (snapshot: Snapshot, event: string | undefined): Told => ({
    status: leafOf(snapshot.value),
    event,
    context: snapshot.context,
    enabled: enabledIn(snapshot).map(named),
    place: `${leafOf(snapshot.value)} ${JSON.stringify(snapshot.context)}`,
  });
  const enabledIn = (snapshot: Snapshot): readonly string[] =>
    snapshot.status === "active" ? alphabet.filter((type) => snapshot.can({ type })) : [];
  let ends: { readonly snapshot: Snapshot; readonly history: History }[] = [
    { snapshot: initial, history: [told(initial, undefined)] },
  ];
  const all: History[] = [];
  for (let length = 0; length <= steps; length++) {
    all.push(...ends.map(({ history }) => history));
    ends = ends.flatMap(({ snapshot, history }) =>
      enabledIn(snapshot).map((type) => {
        const next = getNextSnapshot(machine, snapshot, { type });
        return { snapshot: next, history: [...history, told(next, named(type))] };
      }),
    );
  }
  return all;
}

export const means =
  (word: string) =>
  ({ status, event }: Told): boolean =>
    status === word || event === word;

type Test = (told: Told) => boolean;

/** How often something happened since the latest of `since`, which itself is counted in. */
function countSince(history: History, test: Test, since: Test): number {
  const from = history.findLastIndex(since);
  return history.slice(Math.max(from, 0)).filter(test).length;
}

/** The shortest history whose last moment breaks a rule about what came before; its number of moments. */
export function shortest(
  histories: readonly History[],
  breaks: (history: History, last: Told) => boolean,
): number | undefined {
  return histories.find((history) => {
    const last = history.at(-1);
    return last !== undefined && breaks(history, last);
  })?.length;
}

export const rules = {
  never: (a: Test) => (_: History, last: Told) => a(last),
  always: (a: Test) => (_: History, last: Told) => !a(last),
  neverAfter:
    (a: Test, b: Test, until: Test = () => false) =>
    (history: History, last: Told) => {
      const before = history.slice(0, -1);
      const began = before.findIndex((told, index) => a(told) && !history.slice(index + 1).some(until));
      return began !== -1 && b(last);
    },
  precedes:
    (a: Test, b: Test, times: number, since: Test = () => false) =>
    (history: History, last: Told) =>
      b(last) && countSince(history, a, since) < times,
  atMost:
    (a: Test, bound: number, since: Test = () => false) =>
    (history: History, last: Told) =>
      a(last) && countSince(history, a, since) > bound,
  counts:
    (counter: string, a: Test, limit: number, since: Test = () => false) =>
    (history: History, last: Told) =>
      last.context[counter] !== Math.min(countSince(history, a, since), limit),
};

/** The shortest history after which nothing among the histories that continue it is one of `target`. */
export function shortestLost(
  histories: readonly History[],
  target: Test,
  whenever: Test,
  horizon: number,
): number | undefined {
  const hopeful = new Set(
    histories.flatMap((history) => {
      const last = history.at(-1);
      return last !== undefined && target(last) ? history.map(({ place }) => place) : [];
    }),
  );
  return shortest(
    histories.filter(({ length }) => length <= horizon),
    (_, last) => whenever(last) && !hopeful.has(last.place),
  );
}

/**
 * The shortest history that owes `target` from one of its moments on (from the start where `first` is undefined) and ends,
 * or closes a fair loop; its number of moments, the loop's repeated start not counted twice.
 */
export function shortestUnpaid(
  histories: readonly History[],
  first: Test | undefined,
  target: Test,
): number | undefined {
  return shortest(histories, (history, last) => {
    const owedFrom =
      first === undefined ? 0 : history.findIndex((told, at) => first(told) && !history.slice(at).some(target));
    if (owedFrom === -1 || history.slice(owedFrom).some(target)) return false;
    if (last.enabled.length === 0) return true;
    return history.some((told, at) => {
      if (at < owedFrom || at === history.length - 1 || told.place !== last.place) return false;
      const loop = history.slice(at + 1);
      return told.enabled.every(
        (event) => loop.some((step) => step.event === event) || loop.some((step) => !step.enabled.includes(event)),
      );
    });
  });
}
