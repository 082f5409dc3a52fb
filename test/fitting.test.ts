/** What a refusal says would have fitted does fit: the same report with that status, whenever it happened. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { lifecycles } from "../machines/index.js";
import type { Lifecycle } from "../src/lifecycle.js";
import { delivery } from "../src/testing/index.js";
import { tell } from "./unit/history.js";
import { assetpayProcess } from "../machines/assetpay/lifecycle.js";

test.each(lifecycles)("of $id", (lifecycle: Lifecycle) => {
  let named = 0;
  fc.assert(
    fc.property(delivery(lifecycle, { ties: true, illegal: 0.5, delays: 0.3 }), ({ history, arrivals }) => {
      const bound = lifecycle.under(history.policy);
      let record = bound.open({ subject: arrivals[0]?.observation.subject ?? "subject" });
      for (const { observation } of arrivals) {
        const { verdict, record: next } = bound.observe(record, observation);
        for (const status of verdict.fitting ?? []) {
          const instead = { ...observation, status, reported: status, event: undefined };
          const { kind, message } = bound.observe(record, instead).verdict;
          expect(kind, `${status} in place of ${observation.reported}: ${message}`).not.toBe("illegal");
          named += 1;
        }
        record = next;
      }
    }),
    { numRuns: Number(process.env.KYCLE_RUNS || 30) },
  );
  expect(named).toBeGreaterThan(0);
});

const startedAt = "2024-03-01T00:00:00Z";
const poll = (status: string, minute: number) =>
  ({ status, channel: "poll", at: `2024-03-01T00:0${minute}:00Z`, startedAt }) as const;

test("what would be too early is not named", () => {
  const { verdict } = tell(assetpayProcess, {}, poll("PROCESSING", 5), poll("CREATED", 6));
  expect(verdict).toMatchObject({ rule: "illegal.unreachable", fitting: ["ACCEPTED", "REJECTED", "ERROR"] });
});

test("nor is what cannot be followed by what is known", () => {
  const { verdict } = tell(assetpayProcess, {}, poll("PROCESSING", 2), poll("ACCEPTED", 9), poll("CREATED", 5));
  expect(verdict).toMatchObject({ rule: "illegal.unreachable", fitting: ["ACCEPTED"] });
});
