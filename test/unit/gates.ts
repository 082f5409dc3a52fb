/** A lifecycle of which one end is behind two guards, one event has two ways with a guard each, and two ways are as long. */
import { setup } from "xstate";
import * as z from "zod";
import { defineLifecycle } from "../../src/lifecycle.js";

const policySchema = z.strictObject({ passes: z.int().min(0).max(9), seals: z.int().min(0).max(9) });

type Policy = Readonly<z.output<typeof policySchema>>;

const anyPolicy: Partial<Policy> = {};
const defaults: Policy = { passes: 0, seals: 0 };
const source = "The porter's handbook";
const evidence = { level: "STATED", source } as const;

const machine = setup({
  types: { context: {} as Policy, input: anyPolicy },
  guards: {
    hasPass: ({ context }) => context.passes > 0,
    isInvited: ({ context }) => context.passes > 1,
    hasSeal: ({ context }) => context.seals > 0,
  },
}).createMachine({
  id: "gates",
  context: ({ input }) => ({ ...defaults, ...input }),
  initial: "outside",
  states: {
    outside: {
      on: {
        enter: { target: "yard", guard: "hasPass" },
        knock: { target: "yard", guard: "isInvited" },
        call: [
          { target: "yard", guard: "hasPass" },
          { target: "porch", guard: "isInvited" },
        ],
      },
    },
    yard: { on: { enter: { target: "inside", guard: "hasSeal" } } },
    inside: { type: "final" },
    porch: { type: "final" },
  },
});

export const gates = defineLifecycle({
  id: "gates",
  provider: "gates",
  title: "Two gates, one behind the other.",
  machine,
  statuses: ["outside", "yard", "inside", "porch"],
  leftOut: [],
  policy: { schema: policySchema, defaults, family: { passes: [0], seals: [0] } },
  guards: {
    hasPass: { needs: "a pass", needsNot: "no pass", numbers: ({ passes }) => `there are ${Number(passes)}`, evidence },
    isInvited: {
      needs: "an invitation",
      needsNot: "no invitation",
      numbers: ({ passes }) => `there are ${Number(passes)} passes`,
      evidence,
    },
    hasSeal: { needs: "a seal", needsNot: "no seal", numbers: ({ seals }) => `there are ${Number(seals)}`, evidence },
  },
  announced: { by: "status", always: [], maybe: [] },
  counters: {},
  evidence: {
    rows: [
      { from: ["outside"], to: "yard", event: ["enter", "knock", "call"], level: "STATED", source },
      { from: ["outside"], to: "porch", event: ["call"], level: "STATED", source },
      { from: ["yard"], to: "inside", event: ["enter"], level: "STATED", source },
    ],
    finality: { level: "STATED", source },
    order: { level: "STATED", source },
  },
  phases: { outside: "not_started", yard: "awaiting_person", inside: "approved", porch: "declined" },
  retries: {},
});
