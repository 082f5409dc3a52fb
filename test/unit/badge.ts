/**
 * A visitor's badge: the smallest lifecycle with what iinkedSign lacks (statuses told by events, an opening event, a
 * timer, rules between times, a report that names only an event, a self-transition), for the engine's own tests.
 */
import { assign, setup } from "xstate";
import * as z from "zod";
import { defineLifecycle } from "../../src/lifecycle.js";
import { addMilliseconds, compareInstants } from "../../src/instant.js";

const policySchema = z.strictObject({ days: z.int().min(1).max(9), tries: z.int().min(1).max(3) });

type Policy = Readonly<z.output<typeof policySchema>>;

const anyPolicy: Partial<Policy> = {};
const day = 86_400_000;
const defaults: Policy = { days: 2, tries: 2 };
const source = "The porter's handbook";

const machine = setup({
  types: { context: {} as Policy & { readonly refused: number }, input: anyPolicy },
  guards: { triesLeft: ({ context }) => context.refused + 1 < context.tries },
  actions: { countRefusal: assign({ refused: ({ context }) => Math.min(context.refused + 1, context.tries) }) },
  delays: { validity: ({ context }) => context.days * day },
}).createMachine({
  id: "badge",
  context: ({ input }) => ({ ...defaults, ...input, refused: 0 }),
  initial: "waiting",
  states: {
    waiting: {
      initial: "created",
      after: { validity: { target: "#expired" } },
      states: {
        created: {
          id: "created",
          on: { "badge.submitted": { target: "submitted" }, "badge.touched": { target: "created" } },
        },
        submitted: {
          on: {
            "badge.approved": { target: "#approved" },
            "photo.refused": [
              { target: "created", guard: "triesLeft", actions: "countRefusal" },
              { target: "#declined", actions: "countRefusal" },
            ],
          },
        },
      },
    },
    approved: { id: "approved", type: "final" },
    declined: { id: "declined", type: "final" },
    expired: { id: "expired", type: "final" },
  },
});

export const badge = defineLifecycle({
  id: "badge",
  provider: "badge",
  title: "A visitor's badge, from the gate to the porter's answer.",
  machine,
  statuses: ["created", "submitted", "approved", "declined", "expired"],
  leftOut: [],
  policy: { schema: policySchema, defaults, family: { days: [defaults.days], tries: [1, 2, 3] } },
  guards: {
    triesLeft: {
      needs: "a try left",
      needsNot: "no try left",
      numbers: ({ refused, tries }) => `${Number(refused) + 1} of ${Number(tries)} tries are used`,
      evidence: { level: "STATED", source },
    },
  },
  announced: { by: "event", always: ["badge.created", "badge.approved"], maybe: ["photo.refused", "after validity"] },
  opening: "badge.created",
  counters: { refused: "tries" },
  attempts: "refused",
  evidence: {
    rows: [
      { from: ["created"], to: "submitted", event: ["badge.submitted"], level: "STATED", source },
      { from: ["created"], to: "created", event: ["badge.touched"], level: "IMPLIED", source },
      { from: ["submitted"], to: "approved", event: ["badge.approved"], level: "STATED", source },
      { from: ["submitted"], to: "created", event: ["photo.refused"], level: "IMPLIED", source },
      { from: ["submitted"], to: "declined", event: ["photo.refused"], level: "IMPLIED", source },
      { from: ["created", "submitted"], to: "expired", event: ["after validity"], level: "ASSUMED", source },
    ],
    finality: { level: "STATED", source, note: "an answer stands" },
    order: { level: "IMPLIED", source, note: "no other way is told" },
  },
  timers: { validity: ["days"] },
  phases: {
    created: ({ refused }) => (refused === 0 ? "not_started" : "awaiting_person"),
    submitted: "awaiting_provider",
    approved: "approved",
    declined: "declined",
    expired: "no_result",
  },
  retries: { created: "the visitor brings another photo" },
  mistimed: ({ status, at }, { policy: { days }, startedAt, firstAt }) => {
    if (startedAt !== undefined && compareInstants(at, startedAt) < 0) return ["before the badge was made"];
    if (status === "expired" || typeof days !== "number") return [];
    const since = startedAt ?? firstAt;
    const isOver = since !== undefined && compareInstants(at, addMilliseconds(since, days * day)) >= 0;
    return isOver ? [`after the ${days} days that a badge is valid`] : [];
  },
});
