/** A lifecycle that keeps every law: the visitor's badge with all that may be said of it. Each seeded fault spoils one part. */
import { createMachine } from "xstate";
import type { LifecycleDefinition } from "../../src/definition.js";
import { badge } from "../unit/badge.js";

/** What is wrong with a lifecycle, and the laws that say so, each in these words and no others. */
export interface Fault {
  readonly fault: string;
  readonly definition: LifecycleDefinition;
  readonly told: Readonly<Record<string, readonly string[]>>;
}

const created = {
  id: "created",
  description: "The visitor stands at the gate.",
  on: { "badge.submitted": { target: "submitted" }, "badge.touched": { target: "created" } },
};

const submitted = {
  id: "submitted",
  description: "The porter looks at the photo.",
  on: {
    "badge.approved": { target: "#approved" },
    "photo.refused": [
      { target: "created", guard: "triesLeft", actions: "countRefusal", description: "A try is left." },
      { target: "#declined", actions: "countRefusal", description: "No try is left." },
    ],
  },
};

const waiting = {
  id: "waiting",
  description: "No answer yet.",
  initial: "created",
  after: { validity: { target: "#expired" } },
  states: { created, submitted },
};

const states = {
  waiting,
  approved: { id: "approved", type: "final", description: "The visitor may come in." },
  declined: { id: "declined", type: "final", description: "The visitor has to leave." },
  expired: { id: "expired", type: "final", description: "Nobody came in time." },
};

interface Parts {
  readonly waiting?: object;
  readonly created?: object;
  readonly submitted?: object;
  /** Added to what `submitted` does. */
  readonly on?: object;
  /** Other states beside `waiting`. */
  readonly beside?: object;
}

/** The machine with other parts of its literal. */
export function machineWith(parts: Parts = {}): LifecycleDefinition["machine"] {
  const changed: object = {
    states: {
      ...states,
      waiting: {
        ...waiting,
        ...parts.waiting,
        states: {
          created: { ...created, ...parts.created },
          submitted: { ...submitted, on: { ...submitted.on, ...parts.on }, ...parts.submitted },
        },
      },
      ...parts.beside,
    },
  };
  const { config, implementations } = badge.machine;
  return createMachine({ ...config, ...changed }).provide(implementations);
}

export const sound: LifecycleDefinition = {
  ...badge.definition,
  machine: machineWith(),
  leftOut: [{ what: "The colour of the badge.", why: "It decides nothing." }],
  phases: { ...badge.definition.phases, created: "awaiting_person" },
};
