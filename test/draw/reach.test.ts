/** What a policy rules out, compared with explorations of every concrete policy that the test kit can think of. */
import { describe, expect, test } from "vitest";
import { lifecycles } from "../../machines/index.js";
import { pictureOf } from "../../src/draw/picture.js";
import { unreachable } from "../../src/draw/reach.js";
import { explore } from "../../src/explore.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { switchboard } from "../switchboard.js";

describe.each(lifecycles.map((lifecycle: Lifecycle) => ({ id: lifecycle.id, lifecycle })))("$id", ({ lifecycle }) => {
  const picture = pictureOf(lifecycle);
  const statuses = picture.states.flatMap(({ id, kind }) => (kind === "group" ? [] : [id]));
  const explored = switchboard(lifecycle.definition).map((policy) => ({
    policy,
    steps: stepsUnder(lifecycle, policy),
  }));
  const settings = Object.keys(lifecycle.definition.policy.schema.shape).flatMap((field) => {
    const values = new Map(explored.map(({ policy }) => [JSON.stringify(policy[field]), policy[field] ?? null]));
    return [...values.values()].map((value) => ({ field, value }));
  });

  test("is what no policy of that setting reaches", { timeout: 60_000 }, () => {
    for (const { field, value } of settings) {
      const setting = { [field]: value };
      const steps = explored.filter(({ policy }) => JSON.stringify(policy[field]) === JSON.stringify(value));
      const reached = new Set(steps.flatMap((each) => [...each.steps.statuses]));
      const faded = unreachable(lifecycle, picture, setting);
      expect([setting, faded.filter((id) => statuses.includes(id))]).toEqual([
        setting,
        statuses.filter((status) => !reached.has(status)),
      ]);
      const taken = new Set(steps.flatMap((each) => [...each.steps.taken]));
      for (const { id, event, guard, evidence, from, to } of picture.arrows) {
        const isTaken = evidence.some((piece) =>
          piece.from.some((leaf) => taken.has(`${leaf} ${event} ${guard?.name ?? ""} ${to === from ? leaf : to}`)),
        );
        // The test kit tries fewer combinations: what it takes cannot be faded.
        expect([setting, id, isTaken && faded.includes(id)]).toEqual([setting, id, false]);
      }
    }
  });
});

function stepsUnder(
  lifecycle: Lifecycle,
  policy: unknown,
): { readonly statuses: ReadonlySet<string>; readonly taken: ReadonlySet<string> } {
  const { configurations, transitions } = explore(lifecycle, policy);
  return {
    statuses: new Set(configurations.map(({ status }) => status)),
    taken: new Set(
      transitions
        .flat()
        .map(({ from, to, candidate }) =>
          [configurations[from]?.status, candidate.event, candidate.guard, configurations[to]?.status].join(" "),
        ),
    ),
  };
}
