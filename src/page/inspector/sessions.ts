/** What the inspector has been told: every actor with its steps, in the order in which they came. */
import type { MachineState, Message, Snapshot } from "./message.js";

export interface Step {
  /** The event's name; of an actor's first step, how it began. */
  readonly label: string;
  /** What was made of a report; undefined for an event of a running actor. */
  readonly verdict: string | undefined;
  /** The snapshot afterwards. */
  readonly snapshot: Snapshot;
  /** Whether the event changed anything. */
  readonly isChange: boolean;
}

export interface Session {
  readonly id: string;
  readonly name: string;
  readonly machine: MachineState | undefined;
  readonly steps: readonly Step[];
}

export type Sessions = readonly Session[];

/** The sessions one message further. An event without a snapshot changed nothing. */
export function withMessage(sessions: Sessions, message: Message): Sessions {
  const { sessionId: id } = message;
  if (message.type === "@xstate.actor") {
    const { name, definition: machine, snapshot } = message;
    const begun = { id, name, machine, steps: [{ label: "begins", verdict: undefined, snapshot, isChange: true }] };
    const isKnown = sessions.some((session) => session.id === id);
    return isKnown ? sessions.map((session) => (session.id === id ? begun : session)) : [...sessions, begun];
  }
  return sessions.map((session) =>
    session.id === id ? { ...session, steps: stepsWith(session.steps, message) } : session,
  );
}

function stepsWith(steps: readonly Step[], message: Exclude<Message, { type: "@xstate.actor" }>): readonly Step[] {
  const last = steps.at(-1);
  if (last === undefined) return steps;
  const { type: label, verdict } = message.event;
  if (message.type === "@xstate.event") {
    // An actor tells of its own beginning as an event, too.
    return label === "xstate.init" ? steps : [...steps, { label, verdict, snapshot: last.snapshot, isChange: false }];
  }
  const { snapshot } = message;
  if (label === "xstate.init") return [...steps.slice(0, -1), { ...last, snapshot }];
  const before = steps.at(-2)?.snapshot;
  const isChange = verdict !== undefined || JSON.stringify(before) !== JSON.stringify(snapshot);
  return last.label === label && !last.isChange && steps.length > 1
    ? [...steps.slice(0, -1), { ...last, snapshot, isChange }]
    : [...steps, { label, verdict, snapshot, isChange }];
}

/** The active states of a state value, groups first: paths from the root, their keys joined by dots. */
export function activePaths(value: unknown, above: readonly string[] = []): readonly string[] {
  if (typeof value === "string") return [[...above, value].join(".")];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [...above, key].join("."),
    ...activePaths(inner, [...above, key]),
  ]);
}
