/** The bulk path gives the answer of the slow path about every lifecycle's messages; of iinkedSign's, see `check-log.test.ts`. */
import * as fc from "fast-check";
import { test } from "vitest";
import { lifecycles, messages } from "../../machines/index.js";
import type { LineKind, LogOptions } from "../../src/bulk/check-log.js";
import { agree } from "./agreement.js";
import { simulatedLog } from "./simulated-logs.js";

const runs = Number(process.env.KYCLE_RUNS ?? 12);

/** Nothing is mistimed where no timeout is known. */
const policies: Readonly<Record<string, readonly LogOptions["policy"][]>> = {
  fortid: [{}, { sessionTimeoutSeconds: 300, gracePeriodSeconds: 60 }],
  "persona/inquiry": [{ maxAttempts: 2 }],
};

test.each(messages.filter(({ lifecycle }) => lifecycle !== "iinkedsign"))(
  "a log of $lifecycle comes out as the slow path has it",
  async (written) => {
    const lifecycle = lifecycles.find(({ id }) => id === written.lifecycle);
    if (lifecycle === undefined) throw new Error(`${written.lifecycle} is no lifecycle`);
    await fc.assert(
      fc.asyncProperty(
        simulatedLog(lifecycle, written),
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.constantFrom(...(policies[lifecycle.id] ?? [{}])),
        fc.constantFrom(1, 3, 16),
        fc.constantFrom<readonly LineKind[] | undefined>(undefined, [], ["illegal", "late"]),
        (log, cuts, policy, capacity, tell) => agree(lifecycle, log, cuts, { policy, capacity, tell }),
      ),
      { numRuns: runs },
    );
  },
  120_000,
);
