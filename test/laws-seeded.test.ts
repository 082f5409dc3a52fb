/** Each law can be broken: a small lifecycle with one fault after another, and the law that finds it. */
import { createMachine } from "xstate";
import { describe, expect, test } from "vitest";
import type { LifecycleDefinition } from "../src/definition.js";
import { checkLaws } from "../src/index.js";
import { badge } from "./unit/badge.js";

const sound: LifecycleDefinition = badge.definition;

/** The badge's machine with other parts of its literal. */
function machineWith(change: (config: typeof badge.machine.config) => object): LifecycleDefinition["machine"] {
  const { config, implementations } = badge.machine;
  return createMachine({ ...config, ...change(config) }).provide(implementations);
}

function broken(definition: LifecycleDefinition): readonly string[] {
  return checkLaws({ definition }).flatMap(({ law, breaches }) => breaches.map((breach) => `${law}: ${breach}`));
}

const rowsWithout = (to: string) => sound.evidence.rows.filter((row) => row.to !== to);

const faults: readonly (readonly [fault: string, definition: LifecycleDefinition, breach: string])[] = [
  [
    "a status that no state has",
    { ...sound, statuses: [...sound.statuses, "lost"] },
    "has one leaf state for each documented status and no other: lost is a status without a leaf state",
  ],
  [
    "a state that is no status",
    { ...sound, statuses: sound.statuses.filter((status) => status !== "expired") },
    "has one leaf state for each documented status and no other: expired is a leaf state and no status",
  ],
  [
    "a guard without words",
    { ...sound, guards: {} },
    "has words for every guard, and no others: triesLeft is a guard without words",
  ],
  [
    "words without a guard",
    { ...sound, guards: { ...sound.guards, isSunday: { ...sound.guards["triesLeft"], needs: "Sunday" } as never } },
    "has words for every guard, and no others: isSunday has words and is no guard",
  ],
  [
    "a guard that is never met",
    {
      ...sound,
      machine: badge.machine.provide({ guards: { triesLeft: () => false } }),
    },
    "has guards that are each met somewhere and unmet somewhere: triesLeft is met nowhere",
  ],
  [
    "an announcement of nothing",
    { ...sound, announced: { ...sound.announced, maybe: ["badge.lost"] } },
    "announces statuses or events that it has, each in one way: badge.lost is no event",
  ],
  [
    "something left out without a reason",
    { ...sound, leftOut: [{ what: "the colour", why: "" }] },
    "says what it leaves out, and why: leftOut[0] says not why",
  ],
  [
    "a transition without evidence",
    { ...sound, evidence: { ...sound.evidence, rows: rowsWithout("approved") } },
    "takes exactly the transitions that its evidence tells of, under policies that switch every option: submitted → approved is taken, and no evidence tells of it",
  ],
  [
    "evidence without a transition",
    {
      ...sound,
      evidence: {
        ...sound.evidence,
        rows: [
          ...sound.evidence.rows,
          { from: ["expired"], to: "approved", event: ["badge.approved"], level: "ASSUMED", source: "nobody" },
        ],
      },
    },
    "takes exactly the transitions that its evidence tells of, under policies that switch every option: expired → approved is told of, and never taken",
  ],
  [
    "a transition by another event than the evidence says",
    {
      ...sound,
      evidence: {
        ...sound.evidence,
        rows: sound.evidence.rows.map((row) => (row.to === "approved" ? { ...row, event: ["badge.granted"] } : row)),
      },
    },
    "takes no transition by an event that its evidence does not tell of: submitted → approved by badge.approved",
  ],
  [
    "evidence without a source",
    {
      ...sound,
      evidence: { ...sound.evidence, rows: sound.evidence.rows.map((row) => ({ ...row, source: "" })) },
    },
    "tells of known statuses only, each with a source: submitted → approved has no source",
  ],
  [
    "a step that is ruled out",
    {
      ...sound,
      evidence: {
        ...sound.evidence,
        never: [{ from: ["submitted"], to: "approved", level: "STATED", source: "The porter's handbook" }],
      },
    },
    "never takes a step that is said never to follow: submitted → approved",
  ],
  [
    "a counter without its limit",
    { ...sound, counters: { refused: "days" }, policy: { ...sound.policy, family: { days: [1], tries: [3] } } },
    "counts no further than its limits, and nothing without one: refused is 2 of 1 in created",
  ],
  [
    "a timer that is computed from nobody knows what",
    { ...sound, timers: {} },
    "waits for finite times only, each computed from named fields: after validity in created",
  ],
  [
    "a phase that a step may not lead to",
    { ...sound, phases: { ...sound.phases, submitted: "approved", declined: "awaiting_owner" } },
    "gives every configuration one phase, and steps only as the phases do: submitted → declined: approved → awaiting_owner",
  ],
  [
    "a trap",
    { ...sound, phases: { ...sound.phases, created: "not_started", submitted: "awaiting_owner" } },
    "gives every configuration one phase, and steps only as the phases do: submitted → created: awaiting_owner → not_started",
  ],
  [
    "a family that the schema refuses",
    { ...sound, policy: { ...sound.policy, family: { days: [2], tries: [99] } } },
    "has a policy whose defaults and families its own schema accepts: tries has a family that the schema refuses",
  ],
  [
    "a final state with a way out",
    {
      ...sound,
      machine: machineWith(({ states }) => ({
        states: { ...states, expired: { id: "expired", on: { "badge.approved": { target: "#approved" } } } },
      })),
    },
    "takes exactly the transitions that its evidence tells of, under policies that switch every option: expired → approved is taken, and no evidence tells of it",
  ],
  [
    "a status that nothing leads to",
    {
      ...sound,
      statuses: [...sound.statuses, "lost"],
      phases: { ...sound.phases, lost: "no_result" },
      machine: machineWith(({ states }) => ({ states: { ...states, lost: { type: "final" } } })),
    },
    "reaches every status under some policy: lost is never reached",
  ],
  [
    "a dead end that is no end",
    {
      ...sound,
      statuses: [...sound.statuses, "lost"],
      phases: { ...sound.phases, lost: "awaiting_provider" },
      machine: machineWith(({ states }) => ({
        states: {
          ...states,
          expired: { id: "expired", on: { "badge.lost": { target: "#lost" } } },
          lost: { id: "lost", on: { "badge.lost": { target: "#lost", reenter: true } } },
        },
      })),
    },
    "can reach a final or settled configuration from everywhere: ",
  ],
];

describe("a fault is found by the law that it breaks", () => {
  test.each(faults)("%s", (_, definition, breach) => {
    expect(broken(definition).some((found) => found.startsWith(breach))).toBe(true);
  });
});

test("nothing else is said of it: the badge describes nothing, and goes from not started straight to the porter", () => {
  expect(new Set(broken(sound).map((found) => found.split(":")[0]))).toEqual(
    new Set([
      "describes its states and its guarded choices in at most 80 characters",
      "gives every configuration one phase, and steps only as the phases do",
    ]),
  );
});
