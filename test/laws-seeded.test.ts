/** Each law can be broken: a sound lifecycle with one fault after another, and what the laws say of it. */
import { describe, expect, test } from "vitest";
import { assign } from "xstate";
import * as z from "zod";
import { checkLaws } from "../src/index.js";
import { switchboard } from "../src/laws/switchboard.js";
import { behaviourFaults, withLost } from "./laws/behaviour-faults.js";
import { evidenceFaults } from "./laws/evidence-faults.js";
import { type Fault, sound } from "./laws/sound.js";
import { vocabularyFaults } from "./laws/vocabulary-faults.js";

const { attempts: _attempts, ...soundUncounted } = sound;

/** What each law that is broken says. */
function toldOf(definition: Fault["definition"], limit?: number): Fault["told"] {
  const broken = checkLaws({ definition }, { limit }).filter(({ breaches }) => breaches.length > 0);
  return Object.fromEntries(broken.map(({ law, breaches }) => [law, breaches]));
}

describe("a fault is told by the laws that it breaks, and by no other", () => {
  test.each([...vocabularyFaults, ...evidenceFaults, ...behaviourFaults])("$fault", ({ definition, told }) => {
    expect(toldOf(definition)).toEqual(told);
  });
});

describe("what breaks no law", () => {
  test.each<readonly [what: string, definition: Fault["definition"]]>([
    ["a sound lifecycle", sound],
    [
      "a final state in which somebody still has to act",
      { ...sound, phases: { ...sound.phases, expired: "awaiting_owner" } },
    ],
    ["an answer that repeats itself", withLost({ on: { "badge.lost": { target: "#lost" } } }, "no_result")],
    [
      "a lifecycle without settings",
      {
        ...soundUncounted,
        policy: { schema: z.strictObject({}), defaults: {}, family: {} },
        counters: {},
        timers: { validity: [] },
      },
    ],
  ])("%s", (_, definition) => {
    expect(toldOf(definition)).toEqual({});
  });
});

describe("a graph that is too large", () => {
  const explored = "is explored completely, under its largest policy too";
  const withTries = (most: number): Fault["definition"] => ({
    ...sound,
    policy: { ...sound.policy, schema: z.strictObject({ days: z.int(), tries: z.int().min(1).max(most) }) },
  });

  // A try has four configurations, and all together have the last answer.
  test.each([
    [9, 37],
    [40, 81],
  ])("is told of with the largest limit: up to %i tries need %i configurations", (most, size) => {
    const tries = Math.min(most, 20);
    expect(toldOf(withTries(most), size)).toEqual({});
    expect(toldOf(withTries(most), size - 1)).toEqual({ [explored]: [`not under {"tries":${tries}}`] });
  });

  test("is told of where a machine counts for ever, and nothing more is explored", () => {
    const endless = sound.machine.provide({
      guards: { triesLeft: () => true },
      actions: { countRefusal: assign({ refused: ({ context }) => context.refused + 1 }) },
    });
    const told = toldOf({ ...sound, counters: {}, machine: endless }, 1000);
    expect(told[explored]).toEqual(['not under {"days":2,"tries":2}']);
    expect(Object.keys(told)).not.toContain("can reach a final or settled configuration from everywhere");
  });
});

describe("the policies that are tried", () => {
  const tried = (policy: object, counters = {}): readonly object[] =>
    switchboard(Object.assign({}, sound, { policy, counters }));

  test.each([true, false])(
    "have each switch in both positions, and small limits that the schema takes, beside each other: by default %s",
    (hasPhoto) => {
      const schema = z.strictObject({ hasPhoto: z.boolean().nullable(), tries: z.int().max(2) });
      const family = { hasPhoto: [null, hasPhoto], tries: [2] };
      const policy = { schema, defaults: { hasPhoto, tries: 2 }, family };
      expect(tried(policy, { refused: "tries" })).toEqual([
        { hasPhoto, tries: 2 },
        { hasPhoto: null, tries: 2 },
        { hasPhoto: !hasPhoto, tries: 2 },
        { hasPhoto, tries: 1 },
        { hasPhoto: null, tries: 1 },
        { hasPhoto: !hasPhoto, tries: 1 },
      ]);
    },
  );

  test("have every part of a list, and of a word only the values of its family", () => {
    const schema = z.strictObject({ floors: z.array(z.string()), gate: z.union([z.string(), z.boolean()]) });
    const defaults = { floors: ["ground", "first"], gate: "north" };
    const family = { floors: [["ground", "first"]], gate: ["south", "west"] };
    expect(tried({ schema, defaults, family })).toEqual([
      { floors: ["ground", "first"], gate: "north" },
      { floors: [], gate: "north" },
      { floors: ["ground"], gate: "north" },
      { floors: ["first"], gate: "north" },
      { floors: ["ground", "first"], gate: "south" },
      { floors: ["ground", "first"], gate: "west" },
      { floors: [], gate: "south" },
      { floors: ["ground"], gate: "south" },
      { floors: ["first"], gate: "south" },
    ]);
  });

  test("have nothing but the default of a field without a family", () => {
    const schema = z.strictObject({ gate: z.string() });
    expect(tried({ schema, defaults: { gate: "north" }, family: {} })).toEqual([{ gate: "north" }]);
  });

  test("are the defaults alone where nothing can be set", () => {
    expect(tried({ schema: z.strictObject({}), defaults: {}, family: {} })).toEqual([{}]);
  });
});
