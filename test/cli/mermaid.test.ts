import { expect, test } from "vitest";
import { createMachine, setup } from "xstate";
import { draw } from "../../src/draw/draw.js";

const machine = setup({
  types: { context: {} as { readonly days: number } },
  guards: { allowed: () => true },
  delays: { deadline: 1000 },
}).createMachine({
  id: "small",
  context: { days: 1 },
  initial: "open",
  states: {
    open: {
      initial: "asked",
      on: { "owner.closed": { target: "#small.closed", description: "ends it: at once; #1" } },
      after: { deadline: { target: "closed" } },
      states: {
        asked: {
          on: {
            "person.answered": [
              { target: "answered", guard: "allowed" },
              { target: "asked", description: "not allowed" },
            ],
          },
        },
        answered: { on: { "person.reopened": { target: "#again" } } },
      },
    },
    aside: { initial: "in-review", states: { "in-review": { id: "again" } } },
    closed: { type: "final" },
  },
});

test("a diagram has groups, beginnings, ends, guards, timers and escapes", () => {
  expect(draw({ title: 'Small: "one"', machine }, { format: "mermaid" })).toMatchInlineSnapshot(`
    "---
    title: "Small: \\"one\\""
    ---
    stateDiagram-v2
      [*] --> open
      state open {
        [*] --> asked
        asked
        answered
      }
      state aside {
        state "in-review" as in_review
      }
      closed
      open --> closed : owner.closed / ends it#58; at once#59; #35;1
      open --> closed : after deadline
      asked --> answered : person.answered [allowed]
      asked --> asked : person.answered [not allowed]
      answered --> in_review : person.reopened
      closed --> [*]
    "
  `);
});

test("a group that shares its name with a state is told by its path", () => {
  const shared = createMachine({
    id: "shared",
    initial: "review",
    states: {
      review: { initial: "open", states: { open: { on: { done: "#end" } } } },
      open: { initial: "end", states: { end: { id: "end" } } },
    },
  });
  expect(draw({ title: "", machine: shared })).toMatchInlineSnapshot(`
    "---
    title: ""
    ---
    stateDiagram-v2
      [*] --> review
      state review {
        [*] --> open
        open
      }
      state "open" as open_group {
        end
      }
      open --> end : done
    "
  `);
});
