/** Steps of the compiled observer: the kind of verdict, and the state afterwards, in one number that a table can hold. */
import { type VerdictKind, verdictKinds } from "../rule.js";

/** A state, with the kind of verdict that led there. It means something only to the observer that it came from. */
export type Step = number;

const kindBits = 3;
const kindMask = (1 << kindBits) - 1;
const remarkBit = 1 << kindBits;
const stateShift = kindBits + 1;

/** `remark`: the verdict carries a warning of the engine's own. */
export function stepTo(state: number, kind: VerdictKind, remark: boolean): Step {
  return (state << stateShift) | (remark ? remarkBit : 0) | verdictKinds.indexOf(kind);
}

/** A step into a state, to go on from: only its state counts. */
export function stepFrom(state: number): Step {
  return state << stateShift;
}

/** The kind of verdict that a step was. */
export function kindOf(step: Step): VerdictKind {
  return verdictKinds[step & kindMask] ?? "unknown";
}

/** The place of that kind among all. */
export function kindNumber(step: Step): number {
  return step & kindMask;
}

/** Whether the verdict warns that something shown was not believed, or that a status was told again. */
export function hasRemark(step: Step): boolean {
  return (step & remarkBit) !== 0;
}

/** The state that a step leads to: a small whole number, all that must be kept of a subject besides its latest run. */
export function stateAfter(step: Step): number {
  return step >>> stateShift;
}
