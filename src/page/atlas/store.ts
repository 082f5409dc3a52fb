/** What the atlas shows: one immutable value, and those who want to know when it changes. */
import type { Log } from "../../atlas/log-reader.js";
import type { Lifecycle } from "../../lifecycle.js";
import type { Observation } from "../../observation.js";
import type { GivenPolicy } from "../../policy/given-policy.js";

export type View = "machine" | "matrix" | "log";

/** What the reader has picked out of the picture or the matrix. */
export type Picked =
  | { readonly kind: "state"; readonly id: string }
  | { readonly kind: "edge"; readonly id: string }
  | { readonly kind: "pair"; readonly from: string; readonly to: string };

export interface State {
  readonly view: View;
  readonly lifecycle: Lifecycle;
  /** The settings that are known. */
  readonly policy: GivenPolicy;
  readonly reports: readonly Observation[];
  /** How many of the reports have been taken in. */
  readonly at: number;
  readonly picked: Picked | undefined;
  readonly log: Log | undefined;
}

export interface Store {
  readonly get: () => State;
  readonly set: (change: Partial<State>) => void;
  /** Calls `draw` now, and after every change of one of the fields. */
  readonly draw: (fields: readonly (keyof State)[], draw: (state: State) => void) => void;
}

export function createStore(initial: State): Store {
  let state = initial;
  const drawings: ((before: State) => void)[] = [];
  return {
    get: () => state,
    set(change) {
      const before = state;
      state = { ...state, ...change };
      for (const draw of drawings) draw(before);
    },
    draw(fields, draw) {
      drawings.push((before) => {
        if (fields.some((field) => before[field] !== state[field])) draw(state);
      });
      draw(state);
    },
  };
}
