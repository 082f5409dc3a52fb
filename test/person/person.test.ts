/** One person over several lifecycles: which attempt speaks for them, told by histories written by hand. */
import { describe, expect, test } from "vitest";
import { assetpayClient, assetpayProcess } from "../../machines/assetpay/lifecycle.js";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry, personaVerification } from "../../machines/persona/lifecycle.js";
import {
  type KycleRecord,
  type Lifecycle,
  type Observation,
  PolicyError,
  type PersonOptions,
  RecordError,
  viewPerson,
} from "../../src/index.js";
import { report, type Told } from "../report.js";

const lifecycles = [iinkedsign, personaVerification, personaInquiry, assetpayProcess, assetpayClient, fortid];

function attempt(lifecycle: Lifecycle, subject: string, ...reports: readonly Told[]): KycleRecord {
  return observeAll(lifecycle, lifecycle.open({ subject }), ...reports);
}

function observeAll(lifecycle: Lifecycle, from: KycleRecord, ...reports: readonly Told[]): KycleRecord {
  return reports.reduce((record, told, index) => {
    const observation: Observation = report(record.sequence + index, { ...told, subject: record.subject });
    return lifecycle.reducer(record, observation);
  }, from);
}

const day = (date: number, time = "09:00"): string => `2024-03-${String(date).padStart(2, "0")}T${time}:00Z`;
const verdictOf = (records: readonly KycleRecord[], options?: PersonOptions) => {
  const { phase, attempt: chosen, newer, newerDecline } = viewPerson(lifecycles, records, options);
  return {
    phase,
    by: chosen?.subject,
    newer: newer.map(({ subject }) => subject),
    newerDecline: newerDecline?.subject,
  };
};

const passed = attempt(personaVerification, "ver_1", { status: "passed", at: day(1) });
const failed = attempt(iinkedsign, "package/signer", { status: "failed_locked", run: "a", at: day(5) });
const open = attempt(personaVerification, "ver_2", { status: "submitted", at: day(7) });

describe("the choice", () => {
  test("is the latest attempt unless told otherwise: a newer one that is open takes an approval's place", () => {
    expect(verdictOf([passed, open])).toEqual({
      phase: "awaiting_provider",
      by: "ver_2",
      newer: [],
      newerDecline: undefined,
    });
    expect(verdictOf([passed, open], { choice: "latest" })).toEqual(verdictOf([passed, open]));
  });

  test("latestApproved keeps an approval in spite of newer attempts, and keeps a newer decline in sight", () => {
    expect(verdictOf([passed, failed, open], { choice: "latestApproved" })).toEqual({
      phase: "approved",
      by: "ver_1",
      newer: ["package/signer", "ver_2"],
      newerDecline: "package/signer",
    });
  });

  test("latestApproved hides no decline that came before the approval, nor calls it newer", () => {
    const again = attempt(personaVerification, "ver_3", { status: "passed", at: day(9) });
    expect(verdictOf([failed, again], { choice: "latestApproved" })).toEqual({
      phase: "approved",
      by: "ver_3",
      newer: [],
      newerDecline: undefined,
    });
  });

  test("of several approvals the last one that began speaks", () => {
    const again = attempt(fortid, "session", { status: "VERIFICATION_SUCCEEDED", channel: "poll", at: day(9) });
    expect(verdictOf([again, passed], { choice: "latestApproved" }).by).toBe("session");
  });

  test("latestApproved is the latest attempt where none is approved", () => {
    expect(verdictOf([failed, open], { choice: "latestApproved" })).toEqual(verdictOf([failed, open]));
  });

  test("an approval that the provider itself overturned stands no longer", () => {
    const overturned = attempt(
      personaInquiry,
      "inq_1",
      { status: "approved", event: "inquiry.approved", at: day(1) },
      { status: "declined", event: "inquiry.declined", at: day(8) },
    );
    expect(verdictOf([overturned], { choice: "latestApproved" })).toMatchObject({ phase: "declined", by: "inq_1" });
    expect(verdictOf([passed, overturned], { choice: "latestApproved" }).phase).toBe("approved");
  });

  test("is not told by when the last report came, but by when the attempt began", () => {
    const slow = attempt(
      personaVerification,
      "slow",
      { status: "initiated", at: day(1) },
      { status: "failed", at: day(20) },
    );
    const quick = attempt(personaVerification, "quick", { status: "passed", at: day(10) });
    expect(verdictOf([slow, quick])).toMatchObject({ phase: "approved", by: "quick" });
  });
});

describe("a late result", () => {
  test("of a replaced run lands in its own place, and the newer run goes on speaking", () => {
    const renewed = attempt(
      iinkedsign,
      "package/signer",
      { status: "failed_reset", run: "a", at: day(1) },
      { status: "failed", run: "b", at: day(3) },
    );
    const before = viewPerson(lifecycles, [renewed]);
    const late = report(7, { subject: "package/signer", status: "failed", run: "a", at: day(1, "08:00") });
    const { verdict, record } = iinkedsign.observe(renewed, late);
    expect(verdict.kind).toBe("late");
    const after = viewPerson(lifecycles, [record]);
    expect(after).toEqual(before);
    expect(after.attempt?.run).toBe("b");
    expect(record.window.map(({ run }) => run)).toEqual(["a", "a", "b"]);
  });

  test("of a replaced run that came after the replacing one is applied to nothing", () => {
    const renewed = attempt(
      iinkedsign,
      "package/signer",
      { status: "failed_reset", run: "a", at: day(1) },
      { status: "failed", run: "b", at: day(3) },
    );
    const late = report(7, { subject: "package/signer", status: "passed", run: "a", at: day(4) });
    expect(iinkedsign.observe(renewed, late)).toMatchObject({ verdict: { kind: "superseded" } });
    expect(iinkedsign.reducer(renewed, late)).toBe(renewed);
  });

  test("of an older attempt approves the person under latestApproved, and is not hidden by the newer one", () => {
    const older = attempt(personaVerification, "older", { status: "submitted", at: day(1) });
    const newer = attempt(personaVerification, "newer", { status: "initiated", at: day(2) });
    expect(verdictOf([older, newer], { choice: "latestApproved" }).phase).toBe("awaiting_person");
    const approved = observeAll(personaVerification, older, { status: "passed", at: day(3) });
    expect(verdictOf([approved, newer], { choice: "latestApproved" })).toMatchObject({
      phase: "approved",
      by: "older",
      newer: ["newer"],
    });
    expect(verdictOf([approved, newer]).phase).toBe("awaiting_person");
  });
});

describe("when an attempt began", () => {
  const began = (record: KycleRecord) => viewPerson(lifecycles, [record]).attempt?.began;

  test("is told by the consumer first, then by the provider, then by the first report", () => {
    const opened = iinkedsign.open({ subject: "s", startedAt: "2024-02-29T10:00:00+01:00" });
    expect(began(observeAll(iinkedsign, opened, { status: "failed", at: day(2) }))).toBe("2024-02-29T09:00:00Z");
    const process = { status: "CREATED", channel: "poll", at: day(2), startedAt: day(1) } as const;
    expect(began(attempt(assetpayProcess, "p", process))).toBe(day(1));
    const failures = [
      { status: "failed", at: day(2, "10:00") },
      { status: "failed", at: day(2) },
    ] as const;
    expect(began(attempt(iinkedsign, "s", ...failures))).toBe(day(2));
  });

  test("is when its current run began, where runs replace each other", () => {
    const opened = iinkedsign.open({ subject: "s", startedAt: day(1) });
    const first = { status: "failed_reset", run: "a", at: day(2) } as const;
    const second = { status: "failed", run: "b", at: day(4) } as const;
    expect(began(observeAll(iinkedsign, opened, first))).toBe(day(1));
    expect(began(observeAll(iinkedsign, opened, first, second))).toBe(day(4));
  });

  test("is still known when its first report has left the window", () => {
    const [one, two, three] = [day(1), day(2), day(3)];
    const single = observeAll(
      iinkedsign,
      iinkedsign.open({ subject: "s", capacity: 1 }),
      ...[one, two, three].map((at) => ({ status: "failed", run: "a", at })),
    );
    expect(single.window).toHaveLength(1);
    expect(began(single)).toBe(one);
    const renewed = observeAll(
      iinkedsign,
      iinkedsign.open({ subject: "s", capacity: 1 }),
      { status: "failed_reset", run: "a", at: one },
      ...[two, three].map((at) => ({ status: "failed", run: "b", at })),
    );
    expect([renewed.window.length, began(renewed)]).toEqual([1, two]);
  });

  test("is unknown where nothing tells: it then counts as the newest, with a warning", () => {
    const unheard = iinkedsign.open({ subject: "unheard" });
    const view = viewPerson(lifecycles, [unheard, passed], { choice: "latest" });
    expect(view).toMatchObject({ phase: "not_started", attempt: { subject: "unheard", began: null } });
    expect(view.warnings).toEqual(["no time is known of 1 of 2 attempts, so they count as the newest"]);
    expect(viewPerson(lifecycles, [unheard]).warnings).toEqual([]);
  });
});

describe("of attempts that began at the same time, or nobody knows when", () => {
  const began = (subject: string, at: string | undefined): KycleRecord =>
    attempt(personaVerification, subject, { status: "submitted", at });
  const speaking = (...records: readonly KycleRecord[]): readonly (string | undefined)[] =>
    [records, records.toReversed()].map((given) => verdictOf(given).by);

  test("the last by name speaks, in whatever order they are given", () => {
    expect(speaking(began("a", day(1)), began("b", day(1)))).toEqual(["b", "b"]);
    expect(speaking(began("a", undefined), began("b", undefined))).toEqual(["b", "b"]);
    expect(speaking(began("a", undefined), began("b", day(1)))).toEqual(["a", "a"]);
  });

  test("it is told how many have no time", () => {
    const view = viewPerson(lifecycles, [began("a", undefined), began("b", undefined), began("c", day(1))]);
    expect(view.warnings).toEqual(["no time is known of 2 of 3 attempts, so they count as the newest"]);
  });
});

test("a run is named as the current one whatever came before it", () => {
  const runs = ["a", "b", "c"].map((run, index) => ({ status: "failed_reset", run, at: day(index + 1) }));
  expect(viewPerson(lifecycles, [attempt(iinkedsign, "s", ...runs)]).attempt).toMatchObject({ run: "c" });
  const unnamed = attempt(iinkedsign, "s", { status: "start", at: day(1) }, ...runs.slice(0, 1));
  expect(viewPerson(lifecycles, [unnamed])).toMatchObject({ attempt: { run: "a" }, attempts: { used: 1 } });
});

describe("the bound on attempts", () => {
  test("counts a record as one attempt, or as many as it has runs", () => {
    const renewed = attempt(
      iinkedsign,
      "package/signer",
      { status: "failed_reset", run: "a", at: day(1) },
      { status: "failed", run: "b", at: day(3) },
    );
    expect(viewPerson(lifecycles, [renewed, passed]).attempts).toEqual({ used: 3, left: "unlimited" });
    expect(viewPerson(lifecycles, [renewed, passed], { maxAttempts: 5 }).attempts).toEqual({ used: 3, left: 2 });
  });

  test("counts runs that have left the window", () => {
    const reports = ["a", "b", "c"].map((run, index) => ({ status: "failed_reset", run, at: day(index + 1) }));
    const record = observeAll(iinkedsign, iinkedsign.open({ subject: "s", capacity: 1 }), ...reports);
    expect(record.window).toHaveLength(1);
    expect(viewPerson(lifecycles, [record]).attempts.used).toBe(3);
  });

  test("is a guard that refuses with its reason", () => {
    const { mayBegin } = viewPerson(lifecycles, [passed, failed], { maxAttempts: 3 });
    expect(mayBegin).toEqual({ answer: "yes", guards: [], message: "Another attempt may begin now." });
    expect(viewPerson(lifecycles, [passed, failed]).mayBegin).toEqual(mayBegin);
    expect(viewPerson(lifecycles, [passed, failed, open], { maxAttempts: 3 }).mayBegin).toEqual({
      answer: "no",
      guards: [
        {
          guard: "attemptsLeft",
          needs: "an attempt left",
          numbers: "3 of 3 attempts over all records are used",
          evidence: {
            level: "ASSUMED",
            source: "maxAttempts",
            note: "a bound of the caller's own, over all providers",
          },
        },
      ],
      message:
        "Another attempt is not possible now: it needs an attempt left, and 3 of 3 attempts over all records are used.",
    });
  });

  test("never takes an attempt back that goes beyond it", () => {
    expect(viewPerson(lifecycles, [passed, failed, open], { maxAttempts: 1 })).toMatchObject({
      attempt: { subject: "ver_2" },
      attempts: { used: 3, left: 0 },
    });
  });
});

test("a person without any attempt has not started", () => {
  expect(viewPerson(lifecycles, [], { choice: "latestApproved", maxAttempts: 1 })).toEqual({
    status: null,
    phase: "not_started",
    outcome: null,
    settled: false,
    waitingFor: "person",
    retry: null,
    attempt: null,
    newer: [],
    newerDecline: null,
    attempts: { used: 0, left: 1 },
    mayBegin: { answer: "yes", guards: [], message: "Another attempt may begin now." },
    warnings: [],
  });
});

describe("what cannot be taken is refused by name and place", () => {
  const refusal = (records: readonly KycleRecord[], known: readonly Lifecycle[] = lifecycles) => {
    try {
      viewPerson(known, records);
    } catch (error) {
      return error instanceof RecordError ? [error.reason, error.path] : error;
    }
    return undefined;
  };

  test("a record of a lifecycle that was not given, a damaged one, and a subject that is there twice", () => {
    expect(refusal([passed, failed], [personaVerification])).toEqual(["foreign", "[1].lifecycle"]);
    expect(refusal([passed, { ...failed, sequence: -1 }])).toEqual(["corrupt", "[1].sequence"]);
    expect(refusal([passed, { ...failed, kycle: 2 }])).toEqual(["newer", "[1].kycle"]);
    expect(refusal([passed, open, { ...passed }])).toEqual(["corrupt", "[2].subject"]);
  });

  test("what is no record at all", () => {
    for (const nothing of [null, undefined, 7, "record", []]) {
      const records: readonly KycleRecord[] = JSON.parse(JSON.stringify([passed, nothing ?? null]));
      expect(refusal(records)).toEqual(["foreign", "[1].lifecycle"]);
    }
    const hollow: readonly KycleRecord[] = JSON.parse('[{ "lifecycle": "iinkedsign" }]');
    expect(refusal(hollow)).toEqual(["corrupt", "[0]"]);
  });

  test("in words that name what is known, and nothing of the record", () => {
    const both = [personaVerification, fortid];
    expect(() => viewPerson(both, [failed])).toThrow("not a record of any of persona/verification, fortid");
    expect(() => viewPerson(lifecycles, [passed, passed])).toThrow("a subject that is there twice");
    expect(() => viewPerson(lifecycles, [], { maxAttempts: 0 })).toThrow(
      "policy maxAttempts: expected a whole number of 1 or more",
    );
  });

  test("a bound or a choice that there cannot be", () => {
    for (const maxAttempts of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => viewPerson(lifecycles, [], { maxAttempts })).toThrow(PolicyError);
    }
    const choice: { choice: "latest" } = JSON.parse('{ "choice": "best" }');
    expect(() => viewPerson(lifecycles, [], choice)).toThrow("policy choice: none of latest, latestApproved");
  });
});

describe("an attempt began", () => {
  const beginningOf = (record: KycleRecord): string | null | undefined =>
    viewPerson([iinkedsign], [record]).attempt?.began;

  test("with the earliest that its reports tell, whichever of them tells it", () => {
    const opened = iinkedsign.open({ subject: "package/signer" });
    const told = [
      { status: "failed", at: day(5) },
      { status: "start", at: day(6), startedAt: day(4) },
    ];
    expect(beginningOf(observeAll(iinkedsign, opened, ...told))).toBe("2024-03-04T09:00:00Z");
  });

  test("not with what was reported before there was a run", () => {
    const waiting = { status: "no_process", channel: "poll", at: day(1) } as const;
    const verified = { status: "verified", channel: "poll", run: "p", at: day(7) } as const;
    const client = attempt(assetpayClient, "client", waiting, verified);
    const between = attempt(personaVerification, "ver", { status: "failed", at: day(4) });
    expect(verdictOf([client, between])).toMatchObject({ phase: "approved", by: "client" });
    const renewed = attempt(
      iinkedsign,
      "s",
      { status: "not_started", at: day(1) },
      { status: "start", run: "a", at: day(2) },
    );
    expect(beginningOf(renewed)).toBe(day(2));
    expect(beginningOf(attempt(iinkedsign, "s", { status: "not_started", at: day(1) }))).toBe(day(1));
  });

  test("not with what the window has let go of, where that was another run", () => {
    const opened = iinkedsign.open({ subject: "package/signer", capacity: 1 });
    const told = [
      { status: "failed_reset", run: "a", at: day(5) },
      { status: "failed", run: "b", at: day(6) },
    ];
    expect(beginningOf(observeAll(iinkedsign, opened, ...told))).toBe("2024-03-06T09:00:00Z");
  });
});
