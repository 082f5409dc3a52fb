/**
 * What everyone is measured on: iinkedSign's announced statuses under its default policy, as the finite automaton that the
 * compiled observer is, and one long legal history of them. Peers get that automaton as states and events of their own.
 */
import { iinkedsign } from "../dist/iinkedsign.js";

const { announced, policy } = iinkedsign.definition;

export const bound = iinkedsign.under(policy.defaults);
export const automaton = bound.compile();
export const events = [...announced.always, ...announced.maybe];

const { origin, step, kindOf, stateAfter } = automaton;
const isLegal = (taken) => kindOf(taken) === "advance";

/** The states that legal histories lead to, by name, each with its legal events. */
export const transitions = new Map();
const steps = [origin];
for (const from of steps) {
  const legal = new Map();
  transitions.set(nameOf(from), legal);
  for (const event of events) {
    const taken = step(from, event);
    if (!isLegal(taken)) continue;
    legal.set(event, nameOf(taken));
    if (!steps.some((known) => nameOf(known) === nameOf(taken))) steps.push(taken);
  }
}

export function nameOf(taken) {
  return `state${stateAfter(taken)}`;
}

export const initial = nameOf(origin);

/** A long legal history that never ends: the next status is drawn, by a generator of our own, from those that lead on. */
export const history = historyOf(4096);

function historyOf(length) {
  let seed = 7;
  const draw = (below) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const statuses = [];
  let at = initial;
  while (statuses.length < length) {
    const onwards = [...transitions.get(at)].filter(([, to]) => transitions.get(to).size > 0);
    const [status, to] = onwards[draw(onwards.length)];
    statuses.push(status);
    at = to;
  }
  return statuses;
}
