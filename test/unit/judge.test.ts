/** A judgement says its kind without its verdict, for whoever judges by the million: it must be the verdict's. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { lifecycles } from "../../machines/index.js";
import { engineOf } from "../../src/engine.js";
import { adoptReport, judge } from "../../src/verdict/judge.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { delivery } from "../../src/testing/index.js";
import { report } from "../report.js";
import { settings } from "../testing/settings.js";
import { tell } from "./history.js";

describe.each(lifecycles.map((lifecycle: Lifecycle) => ({ id: lifecycle.id, lifecycle })))(
  "$id",
  ({ id, lifecycle }) => {
    const engine = engineOf(lifecycle.definition);
    const policy = settings[id] ?? {};
    const deliveries = fc.sample(delivery(lifecycle, { policy, capacity: 2, ties: true }), { seed: 1, numRuns: 40 });

    test.each([
      ["judged", judge],
      ["adopted", adoptReport],
    ] as const)(
      "a report that is %s has the kind of its verdict, and changes what it says that it changes",
      (_, judging) => {
        const differing: unknown[] = [];
        for (const { arrivals } of deliveries) {
          const [{ observation: { subject } } = { observation: { subject: "nobody" } }] = arrivals;
          let record = lifecycle.under(policy).open({ subject, capacity: 2 });
          for (const { observation } of arrivals) {
            const { space, ...known } = engine.known(record);
            const { change, ...judgement } = judging(space, known, observation);
            const [kind, verdict] = [judgement.kind(), judgement.tell()];
            if (kind !== verdict.kind) differing.push({ observation, kind, verdict: verdict.kind });
            record = { ...record, ...change?.fields };
          }
        }
        expect(differing).toEqual([]);
      },
    );
  },
);

test("a poll that repeats what was known before the reports of its time is a duplicate by its kind, too", () => {
  const engine = engineOf(iinkedsign.definition);
  const shown = { status: "failed", channel: "poll", delivery: undefined, at: "2024-03-01T00:03:00Z" } as const;
  const { record } = tell(
    iinkedsign,
    { policy: { maxAttempts: 3, maxErrors: 1, maxResets: 1 } },
    { status: "failed", at: "2024-03-01T00:01:00Z" },
    { status: "start", at: "2024-03-01T00:03:00Z" },
  );
  const { space, ...known } = engine.known(record);
  expect(judge(space, known, report(2, shown)).kind()).toBe("duplicate");
});
