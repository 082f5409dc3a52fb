/** The compiled observer as its users hold it: statuses in, verdicts' kinds out, one look-up a report. */
import type { Channel } from "../observation.js";
import type { Space } from "../observer/estimate.js";
import type { VerdictKind } from "../rule.js";
import { type Alphabet, type SymbolNumber, unknownWord } from "./alphabet.js";
import { type CompiledObserver, compiledObserver } from "./compiled.js";
import { hasRemark, kindOf, stateAfter, type Step } from "./step.js";

/**
 * A lifecycle under one policy as a Mealy machine over numbers. It judges reports in the order in which they happened, each
 * by those before it; deliveries, times and names of runs are the caller's to keep. Nothing is allocated by a step that was
 * taken before.
 */
export interface Automaton extends Pick<CompiledObserver, "origin" | "next">, Pick<Alphabet, "symbolOf"> {
  /**
   * The step that a report of `status` is, by webhook when no channel is given: what `next` answers to its symbol.
   *
   * @example
   * const automaton = iinkedsign.under({ maxAttempts: 3 }).compile();
   * const failed = automaton.step(automaton.origin, "failed");
   * automaton.kindOf(automaton.step(failed, "passed")); // "advance"
   */
  readonly step: (from: Step, status: string, channel?: Channel) => Step;
  /** The kind of verdict that a step was: `advance`, `gap`, `illegal`, `duplicate` or `unknown`. */
  readonly kindOf: (step: Step) => VerdictKind;
  /** Whether the verdict warns that something shown was not believed, or that a status was told again. */
  readonly hasRemark: (step: Step) => boolean;
  /** The state after a step, a small whole number: all that must be kept of a subject besides its latest run. */
  readonly stateAfter: (step: Step) => number;
}

export function automatonOf(space: Space): Automaton {
  const { origin, next, symbolOf } = compiledObserver(space);
  /** The symbol that a status is on a channel, for the statuses that were met. */
  const symbolsBy = (channel: Channel) => {
    const symbols = new Map<string, SymbolNumber>();
    const learn = (status: string): SymbolNumber => {
      const symbol = symbolOf({ status, channel }, "untold");
      if (symbol !== unknownWord) symbols.set(status, symbol);
      return symbol;
    };
    return (status: string): SymbolNumber => symbols.get(status) ?? learn(status);
  };
  const [webhook, poll] = [symbolsBy("webhook"), symbolsBy("poll")];

  return {
    origin,
    next,
    symbolOf,
    step: (from, status, channel) => next(from, channel === "poll" ? poll(status) : webhook(status)),
    kindOf,
    hasRemark,
    stateAfter,
  };
}
