/**
 * An application for a visa: a small lifecycle with what a picture can show and no provider's has all of: groups in groups,
 * arrows that stay in their group, a group called like a status in it, a status that means one thing or another.
 */
import { assign, setup } from "xstate";
import * as z from "zod";
import type { LifecycleDefinition } from "../../src/definition.js";
import type { Layout } from "../../src/draw/layout.js";
import type { PaintedHistory } from "../../src/draw/paint.js";

const schema = z.strictObject({ days: z.int() });

type Policy = Readonly<z.output<typeof schema>>;

const defaults: Policy = { days: 30 };
const source = "The consulate's page";

const machine = setup({
  types: { context: {} as Policy & { readonly reminded: boolean }, input: defaults },
  guards: { wasReminded: ({ context }) => context.reminded, isComplete: () => true },
  actions: { noteReminder: assign({ reminded: true }) },
  delays: { patience: ({ context }) => context.days * 86_400_000 },
}).createMachine({
  id: "visa",
  context: ({ input }) => ({ ...input, reminded: false }),
  initial: "open",
  states: {
    open: {
      initial: "open",
      on: {
        "office.reminded": { actions: "noteReminder" },
        "office.recalled": { target: ".review.queued" },
        "office.closed": [{ target: "#closed", guard: "wasReminded" }, { target: "#refused" }],
      },
      after: { patience: { target: "#closed", guard: "wasReminded" } },
      states: {
        open: { description: "Nothing was sent yet.", on: { "person.sent": { target: "review" } } },
        review: {
          initial: "queued",
          on: { "office.granted": { target: "#granted", guard: "isComplete", description: "all papers are there" } },
          states: { queued: { on: { "office.opened": { target: "seen", description: "by turns" } } }, seen: {} },
        },
      },
    },
    granted: { id: "granted", type: "final" },
    refused: { id: "refused", type: "final" },
    closed: { id: "closed", type: "final" },
  },
});

const unanswered = ["open", "queued", "seen"];

export const visa: LifecycleDefinition = {
  id: "visa",
  provider: "visa",
  title: "An application for a visa.",
  machine,
  statuses: [...unanswered, "granted", "refused", "closed"],
  leftOut: [],
  policy: { schema, defaults, family: { days: [30] } },
  guards: {
    wasReminded: {
      needs: "a reminder",
      needsNot: "no reminder",
      numbers: () => "none was sent",
      evidence: { level: "STATED", source: "The consulate's rules" },
    },
  },
  announced: { by: "status", always: [], maybe: [] },
  counters: {},
  evidence: {
    rows: [
      ...unanswered.map(
        (at) => ({ from: [at], to: at, event: ["office.reminded"], level: "ASSUMED", source }) as const,
      ),
      { from: unanswered, to: "queued", event: ["office.recalled"], level: "ASSUMED", source },
      { from: unanswered, to: "closed", event: ["office.closed", "after patience"], level: "STATED", source },
      { from: unanswered, to: "refused", event: ["office.closed"], level: "IMPLIED", source },
      { from: ["open"], to: "queued", event: ["person.sent"], level: "STATED", source },
      { from: ["queued"], to: "seen", event: ["office.opened"], level: "STATED", source },
      { from: ["queued", "seen"], to: "granted", event: ["office.granted"], level: "STATED", source },
    ],
    finality: { level: "STATED", source },
    order: { level: "IMPLIED", source },
  },
  phases: {
    open: "awaiting_person",
    queued: "awaiting_provider",
    seen: ({ reminded }) => (reminded === true ? "awaiting_owner" : "awaiting_provider"),
    granted: "approved",
    refused: "declined",
    closed: ({ reminded }) => (reminded === true ? "no_result" : "declined"),
  },
  retries: {},
};

const column = ["open.*", "open", "open.review.*", "queued", "seen", "granted", "refused", "closed"];

/** Its states below each other, and the one edge that shows two arrows. */
export const visaInAColumn: Layout = {
  width: 100,
  height: 900,
  states: Object.fromEntries(column.map((id, index) => [id, { x: 0, y: 100 * index, width: 100, height: 40 }])),
  heads: {},
  edges: {
    "open.* office.closed 0": {
      points: [
        { x: 50, y: 40 },
        { x: 50, y: 700 },
      ],
      label: { x: 20, y: 200, width: 60, height: 20 },
    },
  },
  start: {
    dot: { x: 50, y: -30 },
    points: [
      { x: 50, y: -30 },
      { x: 50, y: 0 },
    ],
  },
};

/** Paint of a history of which nothing is told. */
export const noHistory: PaintedHistory = {
  reported: {},
  passed: [],
  missing: [],
  current: [],
  taken: [],
  refused: [],
  remarks: [],
};
