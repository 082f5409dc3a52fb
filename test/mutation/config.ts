/** A machine's literal as plain objects that may be changed, and a machine made of a changed one. */
import { type AnyStateMachine, assign, createMachine } from "xstate";

interface TransitionConfig {
  target?: string;
  guard?: string;
  actions?: string;
  description?: string;
}

export interface StateConfig {
  id?: string;
  type?: string;
  initial?: string;
  context?: unknown;
  on?: Record<string, TransitionConfig[]>;
  after?: Record<string, TransitionConfig[]>;
  states?: Record<string, StateConfig>;
}

/** A copy in which every event has a list of transitions. Functions are shared. */
export function configOf(machine: AnyStateMachine): StateConfig {
  return copied(machine.config as StateConfig);
}

function copied(config: StateConfig): StateConfig {
  const { on, after, states } = config;
  return {
    ...config,
    ...(on && { on: mapped(on, listed) }),
    ...(after && { after: mapped(after, listed) }),
    ...(states && { states: mapped(states, copied) }),
  };
}

function listed(given: string | TransitionConfig | TransitionConfig[]): TransitionConfig[] {
  const list = Array.isArray(given) ? given : [given];
  return list.map((transition) => (typeof transition === "string" ? { target: transition } : { ...transition }));
}

function mapped<From, To>(record: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** A state of a literal, with the keys that lead to it. */
export interface Place {
  readonly path: readonly string[];
  readonly state: StateConfig;
}

export function placesIn(state: StateConfig, path: readonly string[] = []): readonly Place[] {
  const inner = Object.entries(state.states ?? {}).flatMap(([key, child]) => placesIn(child, [...path, key]));
  return [{ path, state }, ...inner];
}

/** One transition of a literal: the list it stands in, and its place there. */
export interface Spot {
  readonly place: Place;
  /** The event, or `after <delay>`. */
  readonly event: string;
  readonly list: TransitionConfig[];
  readonly index: number;
  readonly transition: TransitionConfig;
}

export function spotsIn(root: StateConfig): readonly Spot[] {
  return placesIn(root).flatMap((place) =>
    [
      ...Object.entries(place.state.on ?? {}),
      ...Object.entries(place.state.after ?? {}).map(([delay, list]) => [`after ${delay}`, list] as const),
    ].flatMap(([event, list]) => list.map((transition, index) => ({ place, event, list, index, transition }))),
  );
}

/** The named functions of a machine; each kind may be replaced. */
export interface Functions {
  readonly guards?: Readonly<Record<string, unknown>>;
  readonly actions?: Readonly<Record<string, unknown>>;
  readonly delays?: Readonly<Record<string, unknown>>;
}

/** An action that every machine made here has, and that changes nothing. */
export const countNothing = "countNothing";

/** A machine of a literal, with a lifecycle's functions or others in their place. */
export function machineOf(
  config: StateConfig,
  { implementations }: AnyStateMachine,
  others: Functions = {},
): AnyStateMachine {
  type Given = Parameters<typeof createMachine>;
  const given = { ...implementations, ...others };
  const actions = { ...given.actions, [countNothing]: assign({}) };
  return createMachine(config as Given[0], { ...given, actions } as Given[1]);
}
