import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { lifecycles } from "../../machines/index.js";
import { personaInquiry } from "../../machines/persona/lifecycle.js";
import { pictureOf } from "../../src/draw/picture.js";
import { unreachable } from "../../src/draw/reach.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { nodesOf } from "../xstate-walk.js";

describe.each(lifecycles.map((lifecycle: Lifecycle) => ({ id: lifecycle.id, lifecycle })))("$id", ({ lifecycle }) => {
  const { definition, machine, statuses } = lifecycle;
  const picture = pictureOf(lifecycle);
  const leaves = picture.states.filter(({ kind }) => kind !== "group");

  test("shows every status once, inside the groups that the machine has", () => {
    expect(leaves.map(({ id }) => id).toSorted()).toEqual([...statuses].toSorted());
    expect(picture.states.length).toBe(nodesOf(machine).length - 1);
    expect(new Set([...picture.states, ...picture.arrows].map(({ id }) => id)).size).toBe(
      picture.states.length + picture.arrows.length,
    );
  });

  test("shows exactly the steps of the evidence, each with what it rests on", () => {
    const shown = picture.arrows.flatMap(({ from: source, to, event, evidence }) =>
      evidence.flatMap(({ from, level, source: page }) =>
        from.map((leaf) => `${leaf} → ${to === source ? leaf : to} by ${event}: ${level} ${page}`),
      ),
    );
    const told = definition.evidence.rows.flatMap(({ from, to, event, level, source }) =>
      from.flatMap((leaf) => event.map((type) => `${leaf} → ${to} by ${type}: ${level} ${source}`)),
    );
    expect(shown.filter((step) => !told.includes(step))).toEqual([]);
    const pairs = (steps: readonly string[]): readonly string[] =>
      [...new Set(steps.map((step) => step.replace(/ by .*/, "")))].toSorted();
    expect(pairs(shown)).toEqual(pairs(told));
  });

  test("says of each status whose turn it is", () => {
    expect(leaves.filter(({ phases }) => phases.length === 0)).toEqual([]);
  });

  test("shows nothing that no policy allows", () => {
    expect(unreachable(lifecycle, picture)).toEqual([]);
  });
});

test("a policy without resets takes the reset branch away, and nothing else", () => {
  expect(unreachable(iinkedsign, pictureOf(iinkedsign), { maxResets: 0 })).toMatchInlineSnapshot(`
    [
      "failed_reset",
      "error_reset",
      "cancelled_reset",
      "live.resettable.* owner.reset 0",
      "live.resettable.in_progress.* server.erred 1",
      "end server.failed 1",
      "end server.rejected 0",
      "cancelled_reset server.renewed 0",
    ]
  `);
});

test("a policy sets how long timers run", () => {
  const timersOf = (policy: unknown): readonly unknown[] =>
    pictureOf(personaInquiry, policy).arrows.flatMap(({ timer }) => (timer === null ? [] : [timer.words]));
  expect(timersOf({})).toEqual(["1 day"]);
  expect(timersOf({ expiresAfterHours: 30 })).toEqual(["1 day 6 hours"]);
});
