import { expect, test } from "vitest";
import { createActor, SimulatedClock } from "xstate";
import { personaInquiry } from "../../machines/persona/lifecycle.js";
import type { Observation } from "../../src/observation.js";
import { report } from "../report.js";

const status = (word: string): Partial<Observation> => ({ status: word });
const event = (name: string): Partial<Observation> => ({ event: name });

function observed(policy: Parameters<typeof personaInquiry.under>[0], ...reports: readonly Partial<Observation>[]) {
  return reports.reduce(
    (record, given, index) => personaInquiry.reducer(record, report(index, given)),
    personaInquiry.open({ subject: "subject", policy }),
  );
}

test("attempts are counted from the verifications' own events", () => {
  const after = (failures: number) =>
    personaInquiry.view(
      observed(
        { maxAttempts: 2 },
        status("created"),
        status("pending"),
        ...Array.from({ length: failures }, () => event("verification.failed")),
      ),
    ).attempts;
  expect(after(2)).toEqual({ used: 2, left: 0 });
  expect(after(5)).toEqual({ used: 2, left: 0 });
});

test.each([1, 3, 20])("with %i attempts, the verification after the last failure is one too many", (maxAttempts) => {
  const failures = Array.from({ length: maxAttempts }, () => event("verification.failed"));
  const record = observed({ maxAttempts }, status("pending"), ...failures);
  const { verdict } = personaInquiry.observe(record, report(50, event("verification.created")));
  expect(verdict).toMatchObject({
    rule: "illegal.guard",
    guards: [{ guard: "attemptsLeft", numbers: `${maxAttempts} of ${maxAttempts} attempts are used` }],
  });
  const before = observed({ maxAttempts }, status("pending"), ...failures.slice(1));
  expect(personaInquiry.observe(before, report(50, event("verification.created"))).verdict.kind).toBe("advance");
});

test("a limit that nobody gave refuses nothing", () => {
  const failures = Array.from({ length: 30 }, () => event("verification.failed"));
  const record = observed({}, status("pending"), ...failures);
  expect(personaInquiry.observe(record, report(50, event("verification.created"))).verdict.kind).toBe("advance");
});

test.each([
  [24, "2024-03-02T00:00:00Z"],
  [0.5, "2024-03-01T00:30:00Z"],
  [596, "2024-03-25T20:00:00Z"],
])("an inquiry of %d hours expires at %s", (expiresAfterHours, at) => {
  const begun = { ...status("created"), startedAt: "2024-03-01T00:00:00Z" };
  const deadlines = [{ to: "expired", at }];
  expect(personaInquiry.view(observed({ expiresAfterHours }, begun)).deadlines).toEqual(deadlines);
  expect(personaInquiry.view(observed({ expiresAfterHours }, begun, status("pending"))).deadlines).toEqual(deadlines);
  expect(personaInquiry.view(observed({ expiresAfterHours }, begun, status("approved"))).deadlines).toEqual([]);
});

test("in a running actor one timer counts for created and pending, and ends with them", () => {
  const clock = new SimulatedClock();
  const actor = createActor(personaInquiry.machine, { clock, input: { expiresAfterHours: 2 } }).start();
  const hour = 3_600_000;
  const isExpired = () => actor.getSnapshot().matches({ undecided: { unreviewed: "expired" } });
  clock.increment(hour);
  actor.send({ type: "inquiry.started" });
  actor.send({ type: "verification.created" });
  actor.send({ type: "verification.failed" });
  clock.increment(hour - 1);
  expect(isExpired()).toBe(false);
  clock.increment(1);
  expect(isExpired()).toBe(true);
});

test("without the policy's hours no deadline is claimed", () => {
  const begun = { ...status("created"), startedAt: "2024-03-01T00:00:00Z" };
  expect(personaInquiry.view(observed({}, begun)).deadlines).toEqual([]);
});

test.each([
  ["maxAttempts", { maxAttempts: 21 }],
  ["maxAttempts", { maxAttempts: 0 }],
  ["expiresAfterHours", { expiresAfterHours: 0 }],
  ["expiresAfterHours", { expiresAfterHours: 8761 }],
])("a policy whose %s is out of bounds is refused by name", (path, policy) => {
  expect(() => personaInquiry.under(policy)).toThrow(expect.objectContaining({ name: "PolicyError", path }));
});

test("completed, failed and expired are ends for the person only", () => {
  for (const end of ["completed", "failed", "expired"]) {
    const view = personaInquiry.view(observed({}, status("created"), status("pending"), status(end)));
    expect(view).toMatchObject({ phase: "awaiting_owner", waitingFor: "owner", settled: false, final: false });
    for (const decision of ["approved", "declined", "needs_review"]) {
      expect(personaInquiry.checkTransition(end, decision)).toMatchObject({ kind: "direct" });
    }
  }
});

test("a decision is settled, and final where decisions are not overturned", () => {
  const history = [status("created"), status("pending"), status("completed"), status("approved")];
  expect(personaInquiry.view(observed({}, ...history))).toMatchObject({ settled: true, final: false });
  expect(personaInquiry.view(observed({ decisionsOverturn: false }, ...history))).toMatchObject({
    settled: true,
    final: true,
  });
});

test.each(["approved", "declined"])("what is %s cannot be marked for review", (decided) => {
  expect(personaInquiry.checkTransition(decided, "needs_review")).toMatchObject({
    kind: "illegal",
    reason: "unreachable",
  });
});

test("an expired inquiry may be resumed unless it was redacted, which no report shows", () => {
  const { answer, guards } = personaInquiry.may(observed({}, status("created"), status("expired")), "owner.resumed");
  expect(answer).toBe("unknown");
  expect(guards).toMatchObject([{ guard: "notRedacted" }]);
  expect(personaInquiry.checkTransition("expired", "pending")).toMatchObject({ kind: "direct" });
});
