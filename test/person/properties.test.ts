/** What holds for a person, whatever their attempts went through. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { lifecycles } from "../../machines/index.js";
import { type KycleRecord, type Lifecycle, viewPerson } from "../../src/index.js";
import { explore } from "../../src/explore.js";
import { outcomeOf } from "../../src/phase.js";
import { phaseOf } from "../../src/view.js";
import { report } from "../report.js";
import { switchboard } from "../switchboard.js";

const all: readonly Lifecycle[] = lifecycles;

/** An attempt by any lifecycle under its defaults, after any reports that it took in; times are few, so that some begin together. */
const anyAttempt = fc
  .record({
    lifecycle: fc.constantFrom(...all),
    words: fc.array(fc.record({ word: fc.nat({ max: 30 }), at: fc.nat({ max: 5 }), run: fc.nat({ max: 2 }) }), {
      maxLength: 6,
    }),
    isDated: fc.boolean(),
    capacity: fc.constantFrom(1, 16),
  })
  .map(({ lifecycle, words, isDated, capacity }) => (subject: string): KycleRecord => {
    const { definition, statuses } = lifecycle;
    const reports = words.map(({ word, at, run }, index) =>
      report(index, {
        subject,
        status: statuses[word % statuses.length],
        ...(definition.runs === undefined ? {} : { run: `run-${run}` }),
        at: isDated ? `2024-03-01T00:0${at}:00Z` : undefined,
      }),
    );
    return reports.reduce(lifecycle.reducer, lifecycle.open({ subject, capacity, policy: definition.policy.defaults }));
  });

const anyPerson = fc
  .array(anyAttempt, { maxLength: 6 })
  .map((attempts) => attempts.map((attempt, index) => attempt(`subject-${index}`)));
const another = anyAttempt.map((attempt) => attempt("another"));

const isApproved = (record: KycleRecord): boolean => viewPerson(all, [record]).outcome === "approved";

test("the order of the records does not matter", () => {
  fc.assert(
    fc.property(
      anyPerson.chain((records) =>
        fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })),
      ),
      fc.constantFrom("latest", "latestApproved"),
      ([records, shuffled], choice) => {
        expect(viewPerson(all, shuffled, { choice })).toEqual(viewPerson(all, records, { choice }));
      },
    ),
    { numRuns: 80 },
  );
});

test("latestApproved is approved exactly when some attempt is, and so never less than latest", () => {
  let approvals = 0;
  fc.assert(
    fc.property(anyPerson, (records) => {
      const { outcome } = viewPerson(all, records, { choice: "latestApproved" });
      expect(outcome === "approved").toBe(records.some(isApproved));
      if (viewPerson(all, records).outcome === "approved") expect(outcome).toBe("approved");
      if (outcome === "approved") approvals += 1;
    }),
    { numRuns: 150 },
  );
  expect(approvals).toBeGreaterThan(10);
});

test("another attempt never undoes an approval under latestApproved, and a newer decline is always in sight", () => {
  let declines = 0;
  fc.assert(
    fc.property(anyPerson, another, (records, newcomer) => {
      const before = viewPerson(all, records, { choice: "latestApproved" });
      const after = viewPerson(all, [...records, newcomer], { choice: "latestApproved" });
      if (before.outcome === "approved") expect(after.outcome).toBe("approved");
      const declined = after.newer.filter(({ view }) => view.outcome === "declined");
      expect(after.newerDecline).toEqual(declined.at(-1) ?? null);
      if (declined.length > 0) declines += 1;
    }),
    { numRuns: 150 },
  );
  expect(declines).toBeGreaterThan(5);
});

test("what speaks is the attempt's own view, and no newer attempt is left out", () => {
  fc.assert(
    fc.property(anyPerson, fc.constantFrom("latest", "latestApproved"), (records, choice) => {
      const { attempt, newer, status, phase, outcome, settled, waitingFor, retry } = viewPerson(all, records, {
        choice,
      });
      expect(attempt === null).toBe(records.length === 0);
      if (attempt === null) return;
      expect(attempt.view).toMatchObject({ status, phase, outcome, settled, waitingFor, retry });
      const isNewer = (began: string | null): boolean =>
        began === null || (attempt.began !== null && began > attempt.began);
      for (const other of records.map((record) => viewPerson(all, [record]).attempt)) {
        const isToldNewer = newer.some(({ subject }) => subject === other?.subject);
        if (choice === "latest") expect(isToldNewer).toBe(false);
        else if (other !== null && attempt.began !== null && isNewer(other.began)) expect(isToldNewer).toBe(true);
      }
    }),
    { numRuns: 80 },
  );
});

test("the bound refuses exactly when it is reached, and each attempt uses one up", () => {
  fc.assert(
    fc.property(anyPerson, another, fc.integer({ min: 1, max: 8 }), (records, newcomer, maxAttempts) => {
      const { attempts, mayBegin } = viewPerson(all, records, { maxAttempts });
      expect(mayBegin.answer).toBe(attempts.used < maxAttempts ? "yes" : "no");
      expect(mayBegin.guards.length).toBe(attempts.used < maxAttempts ? 0 : 1);
      expect(attempts.left).toBe(Math.max(0, maxAttempts - attempts.used));
      const more = viewPerson(all, [...records, newcomer], { maxAttempts });
      expect(more.attempts.used).toBeGreaterThan(attempts.used);
    }),
    { numRuns: 80 },
  );
});

test("no run that replaces another can undo an approval: that is why a record counts by its current run", () => {
  for (const { definition } of all) {
    const begins = new Set(definition.runs?.startedBy);
    if (begins.size === 0) continue;
    for (const policy of switchboard(definition).filter((_, index) => index % 7 === 0)) {
      const { configurations, transitions } = explore({ definition }, policy);
      for (const { from, candidate } of transitions.flat()) {
        const at = configurations[from];
        if (at === undefined || !begins.has(candidate.event)) continue;
        expect([definition.id, outcomeOf(phaseOf(definition, at))]).not.toEqual([definition.id, "approved"]);
      }
    }
  }
});
