/**
 * A library's book: the smallest lifecycle with what proofs have to cope with. It goes round for ever, waits, counts up to
 * a limit that may be open, repeats itself without moving, and ends.
 */
import { assign, setup } from "xstate";
import * as z from "zod";
import { defineLifecycle } from "../../src/lifecycle.js";

const policySchema = z.strictObject({
  days: z.int().min(1),
  maxRenewals: z.int().min(0).max(9).or(z.literal("unlimited")),
});

type Policy = Readonly<z.output<typeof policySchema>>;

const anyPolicy: Partial<Policy> = {};
const defaults: Policy = { days: 14, maxRenewals: 2 };
const source = "The library's rules";
const day = 86_400_000;

const machine = setup({
  types: {
    context: {} as Policy & { readonly renewals: number },
    events: {} as {
      type: "reader.borrowed" | "reader.renewed" | "reader.returned" | "library.reminded" | "library.wrote-off";
    },
    input: anyPolicy,
  },
  guards: {
    renewalsLeft: ({ context: { renewals, maxRenewals } }) => maxRenewals === "unlimited" || renewals < maxRenewals,
  },
  actions: {
    countRenewal: assign({
      renewals: ({ context: { renewals, maxRenewals } }) =>
        maxRenewals === "unlimited" ? 0 : Math.min(renewals + 1, maxRenewals),
    }),
    forget: assign({ renewals: 0 }),
    keep: assign({}),
  },
  delays: { loan: ({ context }) => context.days * day },
}).createMachine({
  id: "book",
  context: ({ input }) => ({ ...defaults, ...input, renewals: 0 }),
  initial: "shelved",
  states: {
    shelved: { on: { "reader.borrowed": { target: "lent" } } },
    lent: {
      on: {
        "reader.renewed": { target: "lent", guard: "renewalsLeft", actions: "countRenewal" },
        "reader.returned": { target: "shelved", actions: "forget" },
      },
      after: { loan: { target: "overdue" } },
    },
    overdue: {
      on: {
        "library.reminded": { actions: "keep" },
        "reader.returned": { target: "shelved", actions: "forget" },
        "library.wrote-off": { target: "lost" },
      },
    },
    lost: { type: "final" },
  },
});

export const book = defineLifecycle({
  id: "book",
  provider: "book",
  title: "A library's book, from shelf to shelf.",
  machine,
  statuses: ["shelved", "lent", "overdue", "lost"],
  leftOut: [],
  policy: { schema: policySchema, defaults, family: { days: [14], maxRenewals: [0, 1, 2, "unlimited"] } },
  guards: {
    renewalsLeft: {
      needs: "a renewal left",
      needsNot: "no renewal left",
      numbers: ({ renewals, maxRenewals }) => `${Number(renewals)} of ${Number(maxRenewals)} renewals are used`,
      evidence: { level: "STATED", source },
    },
  },
  announced: { by: "status", always: [], maybe: [] },
  counters: { renewals: "maxRenewals" },
  timers: { loan: ["days"] },
  evidence: {
    rows: [
      { from: ["shelved"], to: "lent", event: ["reader.borrowed"], level: "STATED", source },
      { from: ["lent"], to: "lent", event: ["reader.renewed"], level: "STATED", source },
      { from: ["lent", "overdue"], to: "shelved", event: ["reader.returned"], level: "STATED", source },
      { from: ["lent"], to: "overdue", event: ["after loan"], level: "STATED", source },
      { from: ["overdue"], to: "overdue", event: ["library.reminded"], level: "STATED", source },
      { from: ["overdue"], to: "lost", event: ["library.wrote-off"], level: "STATED", source },
    ],
    finality: { level: "STATED", source },
    order: { level: "IMPLIED", source },
  },
  phases: { shelved: "not_started", lent: "awaiting_person", overdue: "awaiting_person", lost: "no_result" },
  retries: {},
});
