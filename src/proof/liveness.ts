/**
 * Whether every history comes to what is owed, provided that an event which stays enabled for ever is taken at some time
 * (weak fairness, event by event). A history that never does ends somewhere, or goes round for ever in a strongly
 * connected part of the graph where no event is both enabled throughout and never taken.
 *
 * Manna and Pnueli 1992, "The temporal logic of reactive and concurrent systems": justice.
 */
import type { Behaviour, Way } from "./behaviour.js";
import { componentsOf } from "./components.js";
import type { PlainMoment } from "./moment.js";
import { historyTo } from "./safety.js";
import type { Question } from "./vocabulary.js";

/** What is owed after a moment, if it was or was not before. */
export type Obligation = (isOwed: boolean, moment: PlainMoment) => boolean;

export function inevitableObligation(target: Question): Obligation {
  return (isOwed, moment) => isOwed && !target(moment);
}

export function leadsToObligation(first: Question, target: Question): Obligation {
  return (isOwed, moment) => (isOwed || first(moment)) && !target(moment);
}

/** A history in which something stays owed: `stem`, and then nothing (an empty `loop`) or `loop` again and again. */
export interface Evasion {
  readonly stem: readonly PlainMoment[];
  readonly loop: readonly PlainMoment[];
}

interface Step {
  readonly to: number;
  readonly moment: PlainMoment;
}

/** The product of the graph and what is owed. Places are twice a configuration's number, plus 1 where something is owed. */
interface Product {
  readonly cameBy: ReadonlyMap<number, { readonly from: number; readonly moment: PlainMoment } | undefined>;
  readonly waysFrom: (place: number) => readonly Way[];
  /** The steps from a place after which something is still owed. */
  readonly owing: (place: number) => readonly Step[];
}

/** A shortest history that stays owing, stem and loop together; undefined when every history pays. */
export function shortestEvasion(behaviour: Behaviour, isOwedFirst: boolean, owes: Obligation): Evasion | undefined {
  const product = productOf(behaviour, isOwedFirst, owes);
  const { cameBy, waysFrom, owing } = product;
  const places = [...cameBy.keys()].filter((place) => place % 2 === 1);
  const distances = new Map([...cameBy.keys()].map((place) => [place, historyTo(place, cameBy).length]));
  const components = componentsOf(places, (place) => owing(place).map(({ to }) => to));
  const componentOf = new Map(
    components
      .filter((component) => isFair(component, product))
      .flatMap((component) => {
        const members = new Set(component);
        return component.map((place) => [place, members] as const);
      }),
  );

  let best: { readonly place: number; readonly loop: readonly PlainMoment[]; readonly length: number } | undefined;
  // Places come in the order of their distance, so that no later one can be better than a total that is met already.
  for (const place of places) {
    const distance = distances.get(place) ?? 0;
    if (best !== undefined && distance >= best.length) break;
    const component = componentOf.get(place);
    const allowed = (best?.length ?? Infinity) - distance;
    const loop = waysFrom(place).length === 0 ? [] : component && shortestLoop(place, component, product, allowed);
    if (loop !== undefined) best = { place, loop, length: distance + loop.length };
  }
  return best && { stem: [behaviour.start, ...historyTo(best.place, cameBy)], loop: best.loop };
}

function productOf({ start, ways }: Behaviour, isOwedFirst: boolean, owes: Obligation): Product {
  const stepsFrom = (place: number): readonly Step[] =>
    (ways[place >> 1] ?? []).map(({ to, moment }) => ({ to: 2 * to + Number(owes(place % 2 === 1, moment)), moment }));
  const steps = new Map<number, readonly Step[]>();
  const cameBy = new Map<number, { readonly from: number; readonly moment: PlainMoment } | undefined>([
    [Number(owes(isOwedFirst, start)), undefined],
  ]);
  for (const place of cameBy.keys()) {
    const out = stepsFrom(place);
    steps.set(
      place,
      out.filter(({ to }) => to % 2 === 1),
    );
    for (const { to, moment } of out) if (!cameBy.has(to)) cameBy.set(to, { from: place, moment });
  }
  return { cameBy, waysFrom: (place) => ways[place >> 1] ?? [], owing: (place) => steps.get(place) ?? [] };
}

/** The events enabled in a place, whether or not taking one pays. */
function enabledIn({ waysFrom }: Product, place: number): ReadonlySet<string | undefined> {
  return new Set(waysFrom(place).map(({ moment }) => moment.event));
}

/** Whether going round in a component for ever is fair: each event is somewhere disabled or somewhere taken. */
function isFair(component: readonly number[], product: Product): boolean {
  const members = new Set(component);
  const inside = component.flatMap((place) => product.owing(place).filter(({ to }) => members.has(to)));
  if (inside.length === 0) return false;
  const taken = new Set(inside.map(({ moment }) => moment.event));
  const [first = 0, ...others] = component;
  return [...enabledIn(product, first)]
    .filter((event) => others.every((place) => enabledIn(product, place).has(event)))
    .every((event) => taken.has(event));
}

/** The shortest fair way round from a place back to it, of fewer than `allowed` moments. */
function shortestLoop(
  place: number,
  members: ReadonlySet<number>,
  product: Product,
  allowed: number,
): readonly PlainMoment[] | undefined {
  const dues = [...enabledIn(product, place)];
  type Round = {
    readonly at: number;
    readonly unmet: bigint;
    readonly last: PlainMoment;
    readonly before: Round | undefined;
  };
  const seen = new Set<string>();
  const extend = (at: number, unmet: bigint, before: Round | undefined): void => {
    for (const { to, moment } of product.owing(at)) {
      if (!members.has(to)) continue;
      const enabled = enabledIn(product, to);
      const left = dues.reduce(
        (mask, event, bit) => (event === moment.event || !enabled.has(event) ? mask & ~(1n << BigInt(bit)) : mask),
        unmet,
      );
      const key = `${to} ${left}`;
      if (seen.has(key)) continue;
      seen.add(key);
      next.push({ at: to, unmet: left, last: moment, before });
    }
  };
  let next: Round[] = [];
  extend(place, (1n << BigInt(dues.length)) - 1n, undefined);
  for (let length = 1; length < allowed && next.length > 0; length++) {
    const rounds = next;
    next = [];
    const closing = rounds.find(({ at, unmet }) => at === place && unmet === 0n);
    if (closing !== undefined) return momentsOf(closing);
    for (const round of rounds) extend(round.at, round.unmet, round);
  }
  return undefined;

  function momentsOf(round: Round): readonly PlainMoment[] {
    const moments: PlainMoment[] = [];
    for (let step: Round | undefined = round; step !== undefined; step = step.before) moments.push(step.last);
    return moments.toReversed();
  }
}
