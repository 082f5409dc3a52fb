/** One observation: the status as text goes in, the state comes out; everyone ends in the same state. */
import { contestants } from "./contestants.mjs";
import { measure } from "./measure.mjs";
import { history } from "./workload.mjs";

export function measureObservation() {
  const works = contestants.map(({ name, make, share }) => {
    const part = history.slice(0, history.length * share);
    const walk = make();
    return { name, part, walk, operations: part.length, run: () => walk(part) };
  });
  for (const { name, part, walk } of works) {
    const expected = works[0].walk(part);
    const ended = walk(part);
    if (ended !== expected) throw new Error(`${name} ends in ${ended}, and not in ${expected}`);
  }
  const times = measure(works);
  return contestants.map(({ name, isReference = false }) => ({ name, isReference, nanoseconds: times.get(name) }));
}
