/** Every small mistake that a machine can hold, one at a time. */
import { type AnyStateMachine, initialTransition } from "xstate";
import type { LifecycleDefinition } from "../../src/definition.js";
import {
  configOf,
  countNothing,
  type Functions,
  machineOf,
  type Place,
  placesIn,
  type Spot,
  spotsIn,
  type StateConfig,
} from "./config.js";

/** What a mistake is about. All but the last two are to be caught by a claim as well. */
export type Subject = "guard" | "limit" | "counter" | "delay" | "final state" | "transition" | "start";

interface Operator {
  readonly name: string;
  readonly subject: Subject;
}

export interface Mutant {
  readonly operator: Operator;
  /** What was changed, and where. */
  readonly place: string;
  readonly machine: () => AnyStateMachine;
}

interface Edit {
  readonly place: string;
  readonly change: (root: StateConfig) => void;
}

/** An operator that changes the literal: all edits of one literal, each applied to a copy of its own. */
interface LiteralOperator extends Operator {
  readonly edits: (root: StateConfig) => readonly Edit[];
}

const spotName = ({ place, event, index, list, transition }: Spot): string =>
  `${place.path.at(-1) ?? "the root"} on ${event}${list.length > 1 ? ` (${index + 1} of ${list.length})` : ""} → ${transition.target ?? "itself"}`;

/** An edit of each transition that applies, found again in the copy by its place in the list of all. */
function eachSpot(root: StateConfig, applies: (spot: Spot) => boolean, change: (spot: Spot) => void): readonly Edit[] {
  return spotsIn(root).flatMap((spot, number) =>
    applies(spot) ? [{ place: spotName(spot), change: (copy: StateConfig) => changeSpot(copy, number, change) }] : [],
  );
}

function changeSpot(copy: StateConfig, number: number, change: (spot: Spot) => void): void {
  const spot = spotsIn(copy)[number];
  if (spot === undefined) throw new Error("a copy has the transitions of its original");
  change(spot);
}

function changePlace(copy: StateConfig, { path }: Place, change: (state: StateConfig) => void): void {
  const place = placesIn(copy).find((other) => other.path.join() === path.join());
  if (place === undefined) throw new Error("a copy has the states of its original");
  change(place.state);
}

const leavesOf = (root: StateConfig): readonly Place[] =>
  placesIn(root).filter(({ state }) => state.states === undefined);

/** How XState names a state from anywhere. */
const absolute = (root: StateConfig, { path }: Place): string => `#${root.id}.${path.join(".")}`;

const keyOf = ({ path }: Place): string => path.at(-1) ?? "";

const literalOperators: readonly LiteralOperator[] = [
  {
    name: "drop a guard",
    subject: "guard",
    edits: (root) =>
      eachSpot(
        root,
        ({ transition }) => transition.guard !== undefined,
        ({ transition }) => delete transition.guard,
      ),
  },
  {
    name: "swap the order of guards",
    subject: "guard",
    edits: (root) =>
      spotsIn(root).flatMap((spot, number) =>
        spot.list.slice(spot.index + 1).map((_, offset) => ({
          place: `${spotName(spot)}, with the one ${offset + 1} later`,
          change: (copy: StateConfig) =>
            changeSpot(copy, number, ({ list, index }) => {
              const [one, other] = [list[index], list[index + offset + 1]];
              if (one !== undefined && other !== undefined) [list[index], list[index + offset + 1]] = [other, one];
            }),
        })),
      ),
  },
  {
    name: "drop a counting action",
    subject: "counter",
    edits: (root) =>
      eachSpot(
        root,
        ({ transition }) => transition.actions !== undefined,
        // Without any action, a transition that stays where it is would forbid its event.
        ({ transition }) => (transition.actions = countNothing),
      ),
  },
  {
    name: "lead out of a final state",
    subject: "final state",
    edits: (root) => {
      const events = new Map(spotsIn(root).map(({ event, transition }) => [transition.target ?? "", event]));
      const [anyEvent = ""] = events.values();
      return leavesOf(root)
        .filter(({ state }) => state.type === "final")
        .flatMap((final) =>
          leavesOf(root)
            .filter((target) => target !== final)
            .map((target) => {
              const event = events.get(`#${target.state.id ?? ""}`) ?? events.get(keyOf(target)) ?? anyEvent;
              return {
                place: `${keyOf(final)} on ${event} → ${keyOf(target)}`,
                change: (copy: StateConfig) =>
                  changePlace(copy, final, (state) => {
                    delete state.type;
                    const delay = /^after (.*)$/.exec(event)?.[1];
                    const out = { [delay ?? event]: [{ target: absolute(root, target) }] };
                    if (delay === undefined) state.on = out;
                    else state.after = out;
                  }),
              };
            }),
        );
    },
  },
  {
    name: "retarget a transition",
    subject: "transition",
    edits: (root) =>
      leavesOf(root).flatMap((target) =>
        eachSpot(
          root,
          ({ transition }) => ![keyOf(target), `#${target.state.id ?? ""}`].includes(transition.target ?? ""),
          ({ transition }) => {
            transition.target = absolute(root, target);
          },
        ).map(({ place, change }) => ({ place: `${place}, now ${keyOf(target)}`, change })),
      ),
  },
  {
    name: "drop a transition",
    subject: "transition",
    edits: (root) =>
      eachSpot(
        root,
        () => true,
        ({ list, index }) => list.splice(index, 1),
      ),
  },
  {
    name: "change the initial state",
    subject: "start",
    edits: (root) =>
      placesIn(root).flatMap((group) =>
        Object.keys(group.state.states ?? {})
          .filter((key) => key !== group.state.initial)
          .map((key) => ({
            place: `${keyOf(group) || "the root"} begins at ${key}`,
            change: (copy: StateConfig) =>
              changePlace(copy, group, (state) => {
                state.initial = key;
              }),
          })),
      ),
  },
];

type Given = { readonly context: Readonly<Record<string, unknown>> };
type Answering = (given: Given, params: unknown) => unknown;

/** A function of the machine's that sees a context in which one field is another. */
const seeing =
  (ask: Answering, change: (context: Given["context"]) => Given["context"]): Answering =>
  (given, params) =>
    ask({ ...given, context: change(given.context) }, params);

const shifted =
  ({ field, by }: { readonly field: string; readonly by: number }) =>
  (context: Given["context"]): Given["context"] => {
    const limit = context[field];
    return typeof limit === "number" ? { ...context, [field]: limit + by } : context;
  };

/** Whether a function's answer may depend on a field. */
function reads(ask: Answering, field: string, context: Given["context"]): boolean {
  let isRead = false;
  const watched = new Proxy(context, {
    get(target, key) {
      isRead ||= key === field;
      return target[String(key)];
    },
  });
  ask({ context: watched }, undefined);
  return isRead;
}

/** Every mutant of a lifecycle's machine. */
export function mutantsOf(definition: LifecycleDefinition): readonly Mutant[] {
  return [...literalMutants(definition), ...implementationMutants(definition)];
}

function literalMutants({ machine }: LifecycleDefinition): readonly Mutant[] {
  return literalOperators.flatMap((operator) =>
    operator.edits(configOf(machine)).map(({ place, change }) => ({
      operator,
      place,
      machine: () => {
        const copy = configOf(machine);
        change(copy);
        return machineOf(copy, machine);
      },
    })),
  );
}

/** Negated guards, one place at a time; limits as a guard or a counting action sees them; counters; delays. */
function implementationMutants({ machine, counters }: LifecycleDefinition): readonly Mutant[] {
  const { guards, actions, delays } = machine.implementations;
  const make = (change: (copy: StateConfig) => void, others: Functions): AnyStateMachine => {
    const copy = configOf(machine);
    change(copy);
    return machineOf(copy, machine, others);
  };
  const asIs = (): void => {};

  const negated = eachSpot(
    configOf(machine),
    ({ transition }) => transition.guard !== undefined,
    ({ transition }) => {
      transition.guard = `not ${transition.guard}`;
    },
  ).map(({ place, change }) => ({
    operator: { name: "negate a guard", subject: "guard" as const },
    place,
    machine: () =>
      make(change, {
        guards: {
          ...guards,
          ...Object.fromEntries(
            Object.entries(guards).map(([name, guard]) => [
              `not ${name}`,
              (given: Given, params: unknown) => (guard as Answering)(given, params) !== true,
            ]),
          ),
        },
      }),
  }));

  const sample = initialTransition(machine, {})[0].context as Given["context"];
  const shifts = [...new Set(Object.values(counters))].flatMap((field) => [-1, 1].map((by) => ({ field, by })));
  const limit = { name: "shift a limit by one", subject: "limit" } as const;
  const shiftName = (name: string, { field, by }: (typeof shifts)[number]): string =>
    `${name} sees ${field} ${by > 0 ? "+" : "−"} 1`;
  const shiftedGuards = Object.entries(guards).flatMap(([name, guard]) =>
    shifts
      .filter(({ field }) => reads(guard as Answering, field, sample))
      .map((shift) => ({
        operator: limit,
        place: shiftName(name, shift),
        machine: () => make(asIs, { guards: { ...guards, [name]: seeing(guard as Answering, shifted(shift)) } }),
      })),
  );
  const shiftedActions = Object.entries(actions).flatMap(([name, action]) =>
    shifts
      .filter(({ field }) => assignersOf(action).some(([, assigner]) => reads(assigner, field, sample)))
      .map((shift) => ({
        operator: limit,
        place: shiftName(name, shift),
        machine: () => make(asIs, { actions: { ...actions, [name]: assigning(action, shifted(shift)) } }),
      })),
  );

  const started = Object.keys(counters).map((counter) => ({
    operator: { name: "begin counting at one", subject: "counter" as const },
    place: counter,
    machine: () =>
      make((copy) => {
        const context = copy.context as (given: object) => object;
        copy.context = (given: object) => ({ ...context(given), [counter]: 1 });
      }, {}),
  }));

  const delayed = Object.entries(delays).flatMap(([name, delay]) =>
    [0.5, 2].map((factor) => ({
      operator: { name: "change a delay", subject: "delay" as const },
      place: `${name} takes ${factor === 2 ? "twice" : "half"} as long`,
      machine: () =>
        make(asIs, {
          delays: {
            ...delays,
            [name]: (given: Given, params: unknown) =>
              factor * Number(typeof delay === "function" ? (delay as Answering)(given, params) : delay),
          },
        }),
    })),
  );
  return [...negated, ...shiftedGuards, ...shiftedActions, ...started, ...delayed];
}

interface Assign {
  readonly assignment: Readonly<Record<string, unknown>>;
}

function assignersOf(action: unknown): readonly (readonly [string, Answering])[] {
  return Object.entries((action as Assign).assignment).flatMap(([field, assigner]) =>
    typeof assigner === "function" ? [[field, assigner as Answering] as const] : [],
  );
}

/** An assign whose assigners see another context; it stays an assign to XState. */
function assigning(action: unknown, change: (context: Given["context"]) => Given["context"]): unknown {
  const changed = assignersOf(action).map(([field, assigner]) => [field, seeing(assigner, change)] as const);
  const assignment = { ...(action as Assign).assignment, ...Object.fromEntries(changed) };
  return Object.assign((): void => {}, action, { assignment });
}
