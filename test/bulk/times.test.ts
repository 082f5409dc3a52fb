/** Reports that break a rule between times are found by their subject's row as they are by its record. */
import * as fc from "fast-check";
import { test } from "vitest";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { addMilliseconds } from "../../src/instant.js";
import { defineLifecycle } from "../../src/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { agree } from "./agreement.js";
import { lateLog } from "./hostile-lines.js";

const runs = Number(process.env.KYCLE_RUNS || 8);

const answers = {
  IN_PROGRESS: { httpStatus: 200, body: { verificationSessionStatus: "IN_PROGRESS" } },
  VERIFICATION_SUCCEEDED: {
    httpStatus: 200,
    body: { verificationSessionStatus: "VERIFICATION_SUCCEEDED", presentedClaims: { nickname: "invented" } },
  },
  RENAMED: { httpStatus: 200, body: { verificationSessionStatus: "RENAMED" } },
  EXPIRED: { httpStatus: 410, body: { message: "Verification Session expired" } },
  REMOVED: { httpStatus: 404, body: { message: "Verification Session not found" } },
} as const;

const poll = fc.record({
  session: fc.constantFrom("5e1f0c2a-7b3d-4c9e-8a61-0d2f4b6c8e10", "b7a4d1c8-2e5f-4a03-9c7b-1f3e5d7c9b21"),
  second: fc.integer({ min: 0, max: 150 }),
  status: fc.oneof(
    { weight: 12, arbitrary: fc.constant("IN_PROGRESS" as const) },
    {
      weight: 3,
      arbitrary: fc.constantFrom("VERIFICATION_SUCCEEDED" as const, "RENAMED", "EXPIRED", "REMOVED"),
    },
  ),
});

const pollsOf = (polls: readonly { session: string; second: number; status: keyof typeof answers }[]): Uint8Array =>
  Buffer.from(
    polls
      .map(({ session: subject, second, status }) => {
        const at = addMilliseconds("2031-08-09T07:06:00.0430201Z", second * 1000);
        return `${JSON.stringify({ at, subject, ...answers[status] })}\n`;
      })
      .join(""),
  );

test("polls of sessions that time out come out as the slow path has it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(poll, { minLength: 4, maxLength: 40 }),
      fc.constantFrom({}, { sessionTimeoutSeconds: 90 }, { sessionTimeoutSeconds: 40, gracePeriodSeconds: 30 }),
      fc.constantFrom(1, 3, 16),
      (polls, policy, capacity) => agree(fortid, pollsOf(polls), [], { policy, capacity, tell: [] }),
    ),
    { numRuns: runs },
  );
}, 60_000);

/** Looks at all that a rule between times may look at. */
const suspicious = defineLifecycle({
  ...iinkedsign.definition,
  mistimed(report, { policy, startedAt, firstAt, reports }) {
    const before = reports.map(({ status, at }) => [status, at]);
    const seen = JSON.stringify([report.status, report.at, policy, startedAt, firstAt, before]);
    const sum = Array.from(seen).reduce((so, letter) => (31 * so + letter.charCodeAt(0)) % 65_521, 0);
    return sum % 5 === 0 ? ["an invented rule"] : [];
  },
});

test("a rule sees of a row what it sees of a record", async () => {
  await fc.assert(
    fc.asyncProperty(lateLog, fc.constantFrom(1, 2, 5, 16), (log, capacity) =>
      agree(suspicious, log, [], { policy: { maxAttempts: 3, maxErrors: 2 }, capacity, tell: [] }),
    ),
    { numRuns: runs },
  );
}, 60_000);
