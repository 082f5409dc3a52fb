/** Which values of a setting are tried, where it is not given: seen by what they reach. */
import { setup } from "xstate";
import * as z from "zod";
import { expect, test } from "vitest";
import type { LifecycleDefinition } from "../../src/definition.js";
import { pictureOf } from "../../src/draw/picture.js";
import { unreachable } from "../../src/draw/reach.js";

const schema = z.strictObject({
  isOn: z.boolean().or(z.literal("sometimes")),
  byHand: z.boolean().or(z.literal("never")),
  steps: z.array(z.enum(["a", "b"])).min(1),
  word: z.string(),
});

type Settings = Readonly<z.output<typeof schema>>;
const defaults: Settings = { isOn: true, byHand: "never", steps: ["a", "b"], word: "usual" };

const machine = setup({
  types: { context: defaults, input: defaults },
  guards: {
    isOff: ({ context }) => context.isOn === false,
    isByHand: ({ context }) => context.byHand !== "never",
    isShort: ({ context }) => context.steps.length === 1,
    isEmpty: ({ context }) => context.steps.length === 0,
    isUnusual: ({ context }) => context.word !== "usual",
  },
}).createMachine({
  id: "settings",
  context: ({ input }) => ({ ...input }),
  initial: "open",
  states: {
    open: {
      on: {
        go: [
          { target: "manual", guard: "isByHand" },
          { target: "done", guard: "isEmpty" },
          { target: "done", guard: "isOff" },
        ],
        skip: { target: "short", guard: "isShort" },
        say: { target: "done", guard: "isUnusual" },
      },
    },
    manual: { initial: "checking", states: { checking: {} } },
    short: {},
    done: { type: "final" },
  },
});

const stated = { level: "STATED", source: "" } as const;

const definition: LifecycleDefinition = {
  id: "settings",
  provider: "settings",
  title: "",
  machine,
  statuses: ["open", "checking", "short", "done"],
  leftOut: [],
  policy: {
    schema,
    defaults,
    family: { isOn: [true, "sometimes"], byHand: ["never"], steps: [["a", "b"]], word: ["usual"] },
  },
  guards: {},
  announced: { by: "status", always: [], maybe: [] },
  counters: {},
  evidence: {
    rows: [
      { ...stated, from: ["open"], to: "checking", event: ["go"] },
      { ...stated, from: ["open"], to: "done", event: ["go", "say"] },
      { ...stated, from: ["open"], to: "short", event: ["skip"] },
    ],
    finality: stated,
    order: stated,
  },
  phases: { open: "awaiting_person", checking: "awaiting_owner", short: "awaiting_owner", done: "approved" },
  retries: {},
};

const picture = pictureOf({ definition });
const faded = (policy?: object): readonly string[] => unreachable({ definition }, picture, policy);

test("a setting that is not given is tried in both positions of a switch, in all parts of a list, and as its family has it", () => {
  expect(faded()).toEqual(["manual.*", "checking", "open go 0", "open go 1", "open say 0"]);
});

test("a setting that is given is tried as it is", () => {
  const given: Settings = { isOn: false, byHand: true, steps: ["a"], word: "usual" };
  expect(faded(given)).toEqual(["done", "open go 1", "open go 2", "open say 0"]);
});

test("an arrow that is left out of a picture is no part of it", () => {
  expect(unreachable({ definition }, { ...picture, arrows: [] })).toEqual(["manual.*", "checking"]);
});
