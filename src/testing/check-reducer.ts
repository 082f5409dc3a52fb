import * as fc from "fast-check";
import type * as z from "zod";
import { definitionOf, refuseOtherThanFunction, refuseOtherThanOptions } from "../argument.js";
import type { Lifecycle } from "../lifecycle.js";
import type { Messages } from "../messages/messages.js";
import type { Observation } from "../observation.js";
import type { VerdictKind } from "../rule.js";
import type { Arrival } from "./deliver.js";
import { delivery, type DeliveryOptions } from "./delivery.js";
import { describeDisagreement } from "./disagreement-text.js";
import { type Aspect, aspects, type Shown } from "./expectation.js";
import { refuseNoWholeNumber } from "./refuse-options.js";
import { shortest } from "./shortest.js";
import { type Input, type Problem, type Row, type Subjected, type Trial, tryOut } from "./trial.js";
import { usualTrouble } from "./trouble.js";

export interface ReducerOptions<State, Schema extends z.ZodObject = z.ZodObject> extends DeliveryOptions<Schema> {
  /**
   * The state before any report, or a function that makes it: where it holds the subject that the reports are about, or the
   * reducer changes it in place.
   */
  readonly initial: State | ((subject: string) => State);
  /** What a state shows of the lifecycle: a status, unless `by` says otherwise; null or undefined for nothing yet. */
  readonly project: (state: State) => string | null | undefined;
  /** What `project` gives: the provider's `status`, or the `phase` or `outcome` of Kycle's views. `status` when not given. */
  readonly by?: Aspect | undefined;
  /** How many deliveries are tried; fast-check's default when not given. */
  readonly numRuns?: number | undefined;
  /** fast-check's seed, to see a disagreement again. */
  readonly seed?: number | undefined;
}

/** Where a reducer and the lifecycle part, on the shortest delivery that shows it. */
export interface Disagreement {
  readonly lifecycle: string;
  /** The settings that are known. */
  readonly policy: object;
  /** What was delivered; the last row is where they part. */
  readonly rows: readonly Row[];
  readonly problem: Problem;
  /** fast-check's seed. */
  readonly seed: number;
  /** The number of the delivery that showed it first, from 1. */
  readonly runs: number;
  /** All of it for people: a table and what it comes to. */
  readonly message: string;
}

export interface CheckedReducer {
  /** How many deliveries were tried. */
  readonly runs: number;
  /** What was in them, by the lifecycle's verdicts: a kind that is not there was not tried. */
  readonly verdicts: Readonly<Partial<Record<VerdictKind, number>>>;
}

/** Raised when a reducer and the lifecycle disagree; the message is a table to read. */
export class ReducerDisagreement extends Error {
  override readonly name = "ReducerDisagreement";
  constructor(readonly disagreement: Disagreement) {
    super(disagreement.message);
  }
}

/**
 * Checks a reducer of your own against a lifecycle: whatever is delivered, in whatever order, its state shows what the
 * lifecycle shows, and is moved by no report that the lifecycle refuses. The reducer gets observations, or with `messages`
 * what the provider sends.
 *
 * @throws {ReducerDisagreement} with the shortest delivery on which they differ.
 * @throws {TypeError} for a reducer or projection that cannot be checked (one that returns a promise, say), and for what is no lifecycle.
 * @throws {RangeError} for an option that there cannot be, such as a rate above 1.
 */
export function checkReducer<State, Schema extends z.ZodObject>(
  lifecycle: Lifecycle<string, string, Schema>,
  reducer: (state: State, message: unknown) => State,
  options: ReducerOptions<State, Schema> & { readonly messages: Messages },
): CheckedReducer;
export function checkReducer<State, Schema extends z.ZodObject>(
  lifecycle: Lifecycle<string, string, Schema>,
  reducer: (state: State, observation: Observation) => State,
  options: ReducerOptions<State, Schema> & { readonly messages?: undefined },
): CheckedReducer;
export function checkReducer<State>(
  lifecycle: Lifecycle,
  reducer: (state: State, given: never) => State,
  options: ReducerOptions<State>,
): CheckedReducer {
  definitionOf(lifecycle);
  refuseOtherThanFunction("reducer", reducer);
  refuseOtherThanOptions(options);
  const { by = "status", subscribed, policy = {} } = options;
  refuseOtherThanFunction("the option project", options.project);
  if (!aspects.includes(by)) throw new RangeError(`the option by is one of ${aspects.join(", ")}`);
  refuseNoWholeNumber("numRuns", options.numRuns, 1);
  refuseNoWholeNumber("seed", options.seed, Number.MIN_SAFE_INTEGER);
  const bound = lifecycle.under(policy);
  const subjected = subject(reducer, options);
  const attempt = (inputs: readonly Input[]) => tryOut(bound, subjected, inputs, { subscribed, by });
  const verdicts: Partial<Record<VerdictKind, number>> = {};
  let failed: { readonly inputs: readonly Input[]; readonly trial: Trial } | undefined;
  const property = fc.property(delivery(lifecycle, { ties: true, ...options }), ({ arrivals }) => {
    const inputs = inputsOf(arrivals, options);
    const trial = attempt(inputs);
    for (const { verdict } of trial.rows) verdicts[verdict.kind] = (verdicts[verdict.kind] ?? 0) + 1;
    if (trial.problem !== undefined) failed = { inputs, trial };
    return trial.problem === undefined;
  });
  const { numRuns, seed, loss = usualTrouble.loss } = options;
  const found = fc.check(property, {
    // What fast-check would shrink is how a delivery came about; what is to be short is the delivery.
    endOnFailure: true,
    ...(numRuns === undefined ? {} : { numRuns }),
    ...(seed === undefined ? {} : { seed }),
  });
  if (failed === undefined) {
    // Whatever else stopped it (a projection that throws, settings that cannot be) is the caller's to see.
    if (found.failed) throw found.errorInstance;
    return { runs: found.numRuns, verdicts };
  }
  const { rows, problem, error } = shortened(failed, attempt, loss > 0);
  const told = {
    lifecycle: lifecycle.id,
    policy,
    rows,
    problem: problem ?? "shows",
    seed: found.seed,
    runs: found.numRuns,
  };
  throw new ReducerDisagreement({ ...told, message: describeDisagreement(told, by, error) });
}

/** The shortest trial that fails like one that failed, of what is left when reports are taken out. */
function shortened(
  { inputs, trial }: { readonly inputs: readonly Input[]; readonly trial: Trial },
  attempt: (inputs: readonly Input[]) => Trial,
  mayLose: boolean,
): Trial {
  // A reducer that remembers does not begin anew: nothing that it does again is worth anything.
  if (trial.problem === "remembers") return trial;
  // Without some reports others may become what a rate of 0 ruled out: illegal, say. Losses bring gaps and late reports only.
  const kinds = new Set(trial.rows.map(({ verdict }) => verdict.kind));
  if (mayLose) for (const kind of ["advance", "gap", "late"] as const) kinds.add(kind);
  const least = shortest(inputs.slice(0, trial.rows.length), (some) => {
    const { problem, rows } = attempt(some);
    return problem !== undefined && rows.every(({ verdict }) => kinds.has(verdict.kind));
  });
  const again = attempt(least);
  return again.problem === undefined ? trial : again;
}

/** A method's parameters are bivariant: a reducer of observations and one of messages are both meant. */
interface Reduces<State> {
  reduce(state: State, given: unknown): State;
}

function inputsOf(arrivals: readonly Arrival[], { messages }: { readonly messages?: unknown }): readonly Input[] {
  return arrivals.map(({ observation, message }) => ({
    observation,
    given: messages === undefined ? observation : message,
  }));
}

function subject<State>(
  reduce: Reduces<State>["reduce"],
  options: Pick<ReducerOptions<State>, "initial" | "project">,
): Subjected {
  const { initial, project } = options;
  const shownBy = (state: State): Shown => {
    if (isThenable(state)) throw new TypeError("the reducer returned a promise; hand in its synchronous core");
    const shown: unknown = project(state) ?? null;
    if (shown === null || typeof shown === "string") return shown;
    throw new TypeError(`project gave a ${typeof shown}; expected a string, null or undefined`);
  };
  return {
    begin(about) {
      let state = isMaker(initial) ? initial(about) : initial;
      return {
        take(given) {
          state = reduce(state, given);
        },
        show: () => shownBy(state),
      };
    },
  };
}

function isMaker<State>(initial: State | ((subject: string) => State)): initial is (subject: string) => State {
  return typeof initial === "function";
}

function isThenable(state: unknown): boolean {
  return typeof state === "object" && state !== null && "then" in state && typeof state.then === "function";
}
