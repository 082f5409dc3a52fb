/** One delivery given to a consumer's reducer, step by step, beside what the lifecycle says. */
import type { Observation } from "../observation.js";
import type { Verdict } from "../verdict/verdict.js";
import { type Aspect, expecting, type Judging, type Shown } from "./expectation.js";

/** What arrives: the report, and what the reducer is given of it. */
export interface Input {
  readonly observation: Observation;
  readonly given: unknown;
}

/** A consumer's reducer, with its state kept out of sight. */
export interface Subjected {
  /** Starts anew, about a subject. `take` reduces what arrives and may throw what the reducer throws; `show` tells what the state shows. */
  begin(subject: string): { readonly take: (given: unknown) => void; readonly show: () => Shown };
}

export interface Row {
  readonly observation: Observation;
  /** What the lifecycle says. */
  readonly verdict: Verdict;
  /** What the state may show. */
  readonly allowed: readonly Shown[];
  /** What it shows; undefined when the reducer threw. */
  readonly shown: Shown | undefined;
}

export type Problem =
  /** It shows what cannot be. */
  | "shows"
  /** It threw an error. */
  | "throws"
  /** Given the same once more, from the same beginning, it shows something else or throws an error. */
  | "remembers";

export interface Trial {
  readonly rows: readonly Row[];
  /** What is wrong in the last row; undefined when nothing is. */
  readonly problem: Problem | undefined;
  readonly error?: unknown;
}

export interface TrialOptions {
  readonly subscribed: readonly string[] | undefined;
  readonly by: Aspect;
}

/** Ends with the first row in which something is wrong. */
export function tryOut(
  lifecycle: Judging,
  reducer: Subjected,
  inputs: readonly Input[],
  { subscribed, by }: TrialOptions,
): Trial {
  const rows: Row[] = [];
  const subject = inputs[0]?.observation.subject;
  if (subject === undefined) return { rows, problem: undefined };
  const expected = expecting(lifecycle, { subject, subscribed, by });
  const run = reducer.begin(subject);
  let before = run.show();
  for (const { observation, given } of inputs) {
    const { verdict, allowed } = expected.next(observation, before);
    try {
      run.take(given);
    } catch (error) {
      rows.push({ observation, verdict, allowed, shown: undefined });
      return { rows, problem: "throws", error };
    }
    const shown = run.show();
    rows.push({ observation, verdict, allowed, shown });
    if (!allowed.includes(shown)) return { rows, problem: "shows" };
    before = shown;
  }
  const again = reducer.begin(subject);
  for (const [place, row] of rows.entries()) {
    try {
      again.take(inputs[place]?.given);
    } catch (error) {
      return { rows: [...rows.slice(0, place), { ...row, shown: undefined }], problem: "remembers", error };
    }
    if (again.show() !== row.shown) return { rows: rows.slice(0, place + 1), problem: "remembers" };
  }
  return { rows, problem: undefined };
}
