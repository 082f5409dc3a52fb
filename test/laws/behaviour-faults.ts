/** Faults in what a machine does. */
import { assign } from "xstate";
import type { LifecycleDefinition } from "../../src/definition.js";
import { type Fault, machineWith, sound } from "./sound.js";

const reached = "reaches every status under some policy";
const final = "has no way out of a final state";
const traps = "can reach a final or settled configuration from everywhere";
const counts = "counts no further than its limits, and nothing without one";
const waits = "waits for finite times only, each computed from named fields";
const phased = "gives every configuration one phase, and steps only as the phases do";
const policy = "has a policy whose defaults and families its own schema accepts";
const exactly = "takes exactly the transitions that its evidence tells of, under policies that switch every option";
const byEvent = "takes no transition by an event that its evidence does not tell of";

/** The sound lifecycle with another count after a refusal. */
const counting = (refused: () => number): LifecycleDefinition => ({
  ...sound,
  machine: sound.machine.provide({ actions: { countRefusal: assign({ refused }) } }),
});

/** The sound lifecycle with one more status, `lost`, that `expired` leads to. */
export function withLost(lost: object, phase: "awaiting_provider" | "no_result"): LifecycleDefinition {
  const way = { level: "ASSUMED", source: "Nobody.", event: ["badge.lost"] } as const;
  return {
    ...sound,
    statuses: [...sound.statuses, "lost"],
    phases: { ...sound.phases, lost: phase },
    evidence: {
      ...sound.evidence,
      rows: [
        ...sound.evidence.rows,
        { ...way, from: ["expired"], to: "lost" },
        ...("on" in lost ? [{ ...way, from: ["lost"], to: "lost" }] : []),
      ],
    },
    machine: machineWith({
      beside: {
        expired: {
          id: "expired",
          description: "Nobody came in time.",
          on: { "badge.lost": { target: "#lost" } },
        },
        lost: { id: "lost", description: "The badge is lost.", ...lost },
      },
    }),
  };
}

export const behaviourFaults: readonly Fault[] = [
  {
    fault: "a status that nothing leads to",
    definition: {
      ...sound,
      statuses: [...sound.statuses, "lost"],
      phases: { ...sound.phases, lost: "no_result" },
      machine: machineWith({ beside: { lost: { type: "final", description: "The badge is lost." } } }),
    },
    told: { [reached]: ["lost is never reached"] },
  },
  {
    fault: "a way out of a final state",
    definition: {
      ...sound,
      machine: machineWith({
        beside: {
          declined: {
            id: "declined",
            type: "final",
            description: "The visitor has to leave.",
            on: { "badge.approved": { target: "#approved" } },
          },
        },
      }),
    },
    told: {
      [exactly]: ["declined → approved is taken, and no evidence tells of it"],
      [byEvent]: ["declined → approved by badge.approved"],
      [final]: ["declined → approved"],
    },
  },
  {
    fault: "a state that leads only to itself, and answers nothing",
    definition: withLost({ on: { "badge.lost": { target: "#lost" } } }, "awaiting_provider"),
    told: {
      [traps]: [
        'lost {"days":2,"refused":0,"tries":1} is a trap',
        'lost {"days":2,"refused":0,"tries":2} is a trap',
        'lost {"days":2,"refused":0,"tries":3} is a trap',
        'lost {"days":2,"refused":1,"tries":2} is a trap',
        'lost {"days":2,"refused":1,"tries":3} is a trap',
        'lost {"days":2,"refused":2,"tries":3} is a trap',
      ],
    },
  },
  {
    fault: "a count beyond its limit",
    definition: {
      ...sound,
      counters: { refused: "days" },
      policy: { ...sound.policy, family: { days: [2], tries: [3] } },
    },
    told: {
      [counts]: [
        "refused is 2 of 1 in approved",
        "refused is 2 of 1 in created",
        "refused is 2 of 1 in declined",
        "refused is 2 of 1 in expired",
        "refused is 2 of 1 in submitted",
        "refused is 3 of 2 in declined",
      ],
    },
  },
  {
    fault: "a count of less than nothing",
    definition: counting(() => -1),
    told: {
      [counts]: [
        "refused is -1 of 1 in declined",
        "refused is -1 of 2 in approved",
        "refused is -1 of 2 in created",
        "refused is -1 of 2 in expired",
        "refused is -1 of 2 in submitted",
        "refused is -1 of 3 in approved",
        "refused is -1 of 3 in created",
        "refused is -1 of 3 in expired",
        "refused is -1 of 3 in submitted",
      ],
    },
  },
  {
    fault: "a count of halves",
    definition: counting(() => 0.5),
    told: {
      [counts]: [
        "refused is 0.5 of 1 in declined",
        "refused is 0.5 of 2 in approved",
        "refused is 0.5 of 2 in created",
        "refused is 0.5 of 2 in expired",
        "refused is 0.5 of 2 in submitted",
        "refused is 0.5 of 3 in approved",
        "refused is 0.5 of 3 in created",
        "refused is 0.5 of 3 in expired",
        "refused is 0.5 of 3 in submitted",
      ],
    },
  },
  {
    fault: "a count that no field limits",
    definition: { ...sound, counters: { refused: "hours", constructor: "constructor" } },
    told: {
      [counts]: [
        "refused: its limit hours is no field of the policy",
        "constructor: its limit constructor is no field of the policy",
      ],
    },
  },
  {
    fault: "a count of what the machine does not count",
    definition: { ...sound, counters: { ...sound.counters, refusals: "tries" } },
    told: { [counts]: ["refusals: the machine's context has none"] },
  },
  {
    fault: "a wait that nobody names",
    definition: { ...sound, timers: {} },
    told: {
      [waits]: [
        "after validity in created waits for what no timer names",
        "after validity in submitted waits for what no timer names",
      ],
    },
  },
  {
    fault: "a wait that is said to be computed from a field that the policy lacks",
    definition: { ...sound, timers: { validity: ["days", "hours"] } },
    told: {
      [waits]: [
        "after validity in created is computed from hours, which is no field of the policy",
        "after validity in submitted is computed from hours, which is no field of the policy",
      ],
    },
  },
  {
    fault: "a wait until before it began",
    definition: { ...sound, machine: sound.machine.provide({ delays: { validity: () => -1 } }) },
    told: {
      [waits]: [
        "after validity in created waits for no finite time",
        "after validity in submitted waits for no finite time",
      ],
    },
  },
  {
    fault: "a phase that no status may step to",
    definition: { ...sound, phases: { ...sound.phases, created: "not_started" } },
    told: {
      [phased]: [
        "created → submitted: not_started → awaiting_provider",
        "submitted → created: awaiting_provider → not_started",
      ],
    },
  },
  {
    fault: "a phase that nobody knows",
    definition: { ...sound, phases: Object.assign({}, sound.phases, { submitted: "on_holiday" }) },
    told: { [phased]: ["submitted has no phase"] },
  },
  {
    fault: "statuses without a phase",
    definition: {
      ...sound,
      phases: { created: "awaiting_person", submitted: () => "awaiting_provider", declined: "declined" },
    },
    told: { [phased]: ["approved has no phase", "expired has no phase"] },
  },
  {
    fault: "defaults that the schema refuses",
    definition: { ...sound, policy: { ...sound.policy, defaults: { days: 99, tries: 2 } } },
    told: { [policy]: ["the defaults are refused"] },
  },
  {
    fault: "a default of no field",
    definition: { ...sound, policy: { ...sound.policy, defaults: { ...sound.policy.defaults, hours: 1 } } },
    told: { [policy]: ["the defaults are refused"] },
  },
  {
    fault: "families of some fields only, and of no field",
    definition: { ...sound, policy: { ...sound.policy, family: { tries: [], hours: [1] } } },
    told: { [policy]: ["days has no family", "tries has no family", "hours is no field"] },
  },
  {
    fault: "a family with a value that the schema refuses",
    definition: { ...sound, policy: { ...sound.policy, family: { days: [2], tries: [1, 99] } } },
    told: { [policy]: ["tries has a family that the schema refuses"] },
  },
];
