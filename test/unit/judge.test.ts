/** A judgement says its kind without its verdict, for whoever judges by the million: it must be the verdict's. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lifecycles } from "../../machines/index.js";
import { createEngine } from "../../src/engine.js";
import { adoptReport, judge } from "../../src/judge.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { delivery } from "../../src/testing/index.js";
import { settings } from "../testing/settings.js";

describe.each(lifecycles.map((lifecycle: Lifecycle) => ({ id: lifecycle.id, lifecycle })))(
  "$id",
  ({ id, lifecycle }) => {
    const engine = createEngine(lifecycle.definition);
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
            const { kind, tell, change } = judging(space, known, observation);
            if (kind() !== tell().kind) differing.push({ observation, kind: kind(), verdict: tell().kind });
            record = { ...record, ...change?.fields };
          }
        }
        expect(differing).toEqual([]);
      },
    );
  },
);
