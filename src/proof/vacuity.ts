/**
 * Whether a property holds for want of anything it could fail on. What is named must come up: a ban after something that
 * never happens bans nothing.
 */
import type { Behaviour } from "./behaviour.js";
import { isPossible } from "./possibility.js";
import type { Property } from "./property.js";
import type { Part, Question } from "./vocabulary.js";

/** Why a property that holds could not fail under this policy; undefined when it could. */
export function vacuityOf(
  { kind, bound }: Property,
  { target, first, whenever }: { readonly target?: Part; readonly first?: Part; readonly whenever?: Part },
  behaviour: Behaviour,
): string | undefined {
  const lacks = (part: Part | undefined): string | undefined =>
    part === undefined || isPossible(behaviour, part.holds) ? undefined : `${part.text} never happens`;
  const neverComesUp =
    target?.comesUp === undefined || isPossible(behaviour, target.comesUp)
      ? undefined
      : `${target.words} never happens`;
  switch (kind) {
    case "never":
      return target?.text === target?.words ? undefined : neverComesUp;
    case "always":
    case "possible":
      return undefined;
    case "neverAfter":
      return lacks(first) ?? neverComesUp;
    case "precedes":
      return bound === 0 ? "it asks for nothing before" : lacks(target);
    case "atMost":
    case "counts":
      return lacks(target);
    case "eventuallyPossible":
      return lacks(whenever);
    case "inevitable":
      return target?.holds(behaviour.start) === true ? "it is so from the start" : undefined;
    case "leadsTo":
      return lacks(first) ?? comesAtOnce(first, target, behaviour);
  }
}

/** A first that is always its own then. */
function comesAtOnce(first: Part | undefined, target: Part | undefined, behaviour: Behaviour): string | undefined {
  if (first === undefined || target === undefined) return undefined;
  const waits: Question = (moment) => first.holds(moment) && !target.holds(moment);
  return isPossible(behaviour, waits) ? undefined : `${first.text} is ${target.text} itself`;
}
