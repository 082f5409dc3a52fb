/** One example of every verdict and reason, with all that it says. */
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import type { Decision } from "../../src/verdict/decision.js";
import { rules as words, verdictKinds } from "../../src/rule.js";
import { sentence } from "../../src/verdict/sentence.js";
import { report } from "../report.js";
import { badge } from "./badge.js";
import { tell, tellMore } from "./history.js";

const locking = { maxAttempts: 3, maxErrors: 1, maxResets: 0 };
const steps = {
  level: "ASSUMED",
  source: "Verification status: Verification states",
  note: "the steps come in the order of the table",
};
const attemptsNote = {
  level: "STATED",
  source: "Verification status: note on 3 attempts",
  note: "3 attempts, all failed, send failed, failed, failed_reset or failed_locked",
};
const resetPolicies = { level: "STATED", source: "Help centre (D): Policies, Retries and Resettable" };
const runRule = {
  level: "IMPLIED",
  source: "Help centre (D)",
  note: "a signer has one current verificationId, and a reset brings a new one",
};
const handbook = { source: "The porter's handbook" };

test("the kinds are in the order in which they are decided", () => {
  expect(verdictKinds).toEqual(["duplicate", "unknown", "superseded", "stale", "late", "advance", "gap", "illegal"]);
});

describe("advance", () => {
  test("of the first report tells what it passed, and the weakest evidence of it", () => {
    const { verdict } = tell(iinkedsign, {}, { status: "failed", run: "A" });
    expect(verdict).toEqual({
      kind: "advance",
      rule: "advance",
      lifecycle: "iinkedsign",
      subject: "subject",
      run: "A",
      to: "failed",
      reported: "failed",
      path: ["not_started", "start", "consent", "consent_processing", "end", "failed"],
      skipped: ["not_started", "start", "consent", "consent_processing", "end"],
      evidence: steps,
      sequence: 1,
      at: "2024-03-01T00:00:00Z",
      delivery: "delivery-0",
      warnings: [],
      message:
        "failed as the first report fits, having passed not_started, start, consent, consent_processing, end unseen.",
    });
  });

  test("of a direct step passes nothing", () => {
    const { verdict } = tell(iinkedsign, {}, { status: "end", channel: "poll" }, { status: "passed" });
    expect(verdict).toMatchObject({
      kind: "advance",
      from: "end",
      to: "passed",
      path: ["passed"],
      skipped: [],
      evidence: { level: "STATED", source: "Verification status: Verification states" },
      message: "passed after end fits.",
    });
    expect(verdict).not.toHaveProperty("missing");
    expect(verdict).not.toHaveProperty("reason");
  });

  test("that shows a stay has neither path nor evidence", () => {
    const { verdict } = tell(iinkedsign, {}, { status: "passed", channel: "poll" }, { status: "passed" });
    expect(verdict).toMatchObject({ kind: "advance", from: "passed", path: [], skipped: [], warnings: [] });
    expect(verdict).not.toHaveProperty("evidence");
    expect(verdict.message).toBe("passed after passed fits.");
  });

  test("by a transition that keeps the status carries a warning", () => {
    const { verdict } = tell(badge, { policy: { tries: 1 } }, { status: "created" }, { status: "created" });
    expect(verdict).toMatchObject({
      kind: "advance",
      path: ["created"],
      skipped: [],
      evidence: { level: "IMPLIED", ...handbook },
      warnings: ["the status was reported again although it had not changed"],
      message: "created after created fits.",
    });
  });

  test("of a report that names only an event ends with that event", () => {
    const { verdict, record } = tell(
      badge,
      { policy: { tries: 2 } },
      { status: "created" },
      { event: "photo.refused" },
    );
    expect(verdict).toMatchObject({
      kind: "advance",
      from: "created",
      to: "photo.refused",
      path: ["submitted", "created"],
      skipped: ["submitted"],
      message: "photo.refused after created fits, having passed submitted unseen.",
    });
    expect(badge.observe(record, report(2, { event: "badge.touched" })).verdict).toMatchObject({ path: ["created"] });
  });

  test("after an event that may have led to one status or another names no status that it comes after", () => {
    const told = [{ status: "created" }, { event: "photo.refused" }];
    const poll = (status: string) => ({ status, channel: "poll" }) as const;
    const open = tell(badge, { policy: { tries: 2 } }, ...told, poll("created"));
    expect(open.verdict).toMatchObject({ rule: "advance", to: "created" });
    expect(open.verdict).not.toHaveProperty("from");
    expect(open.verdict).not.toHaveProperty("leavesOpen");
    expect(open.verdict.message).toBe("created after a report that leaves the status open fits.");
    expect(tell(badge, { policy: { tries: 2 } }, ...told, poll("declined")).rules.at(-1)).toBe("advance");
    expect(tell(badge, { policy: { tries: 1 } }, ...told, poll("declined")).verdict).toMatchObject({
      rule: "duplicate.repeat",
      from: "declined",
    });
  });

  test("passes over what a consumer did not subscribe to", () => {
    const reports = [{ status: "start" }, { status: "start" }];
    expect(tell(iinkedsign, { policy: locking }, ...reports).verdict.kind).toBe("gap");
    expect(tell(iinkedsign, { policy: locking, subscribed: ["start"] }, ...reports).verdict).toMatchObject({
      kind: "advance",
      skipped: ["consent", "consent_processing", "end", "failed"],
    });
  });

  test("with counts passes what they count, though a shorter way leads to the status", () => {
    const passedBy = (policy: object, counters: Readonly<Record<string, number>>, status: string, ...known: object[]) =>
      tell(iinkedsign, { policy }, ...known, { status, channel: "poll", counters }).verdict.path;
    const oneOfTwo = { maxAttempts: 2, maxErrors: 4, maxResets: 1 };
    expect(passedBy(oneOfTwo, { failures: 1, errors: 1 }, "failed_reset")?.join(" ")).toBe(
      "not_started start error start consent consent_processing end failed_reset",
    );
    const twoOfThree = { maxAttempts: 3, maxErrors: "unlimited", maxResets: 2, steps: ["consent"] };
    expect(passedBy(twoOfThree, { failures: 2, errors: 2 }, "end", { status: "start" })?.join(" ")).toBe(
      "consent consent_processing end failed start consent consent_processing end failed start consent consent_processing end",
    );
  });

  test("by adoption says that it is one", () => {
    const { record } = tell(iinkedsign, {}, { status: "passed" });
    const { verdict } = iinkedsign.adopt(record, report(1, { status: "failed", run: "A" }));
    expect(verdict).toEqual({
      kind: "advance",
      reason: "adopted",
      rule: "advance.adopted",
      lifecycle: "iinkedsign",
      subject: "subject",
      run: "A",
      from: "passed",
      to: "failed",
      reported: "failed",
      sequence: 2,
      at: "2024-03-01T00:01:00Z",
      delivery: "delivery-1",
      warnings: [],
      message: "failed was adopted as the provider's word; what came before it no longer counts.",
    });
  });
});

describe("duplicate", () => {
  test("delivery: this delivery is in the window, whatever it now says", () => {
    const { verdict } = tell(iinkedsign, {}, { status: "failed", delivery: "d" }, { status: "passed", delivery: "d" });
    expect(verdict).toEqual({
      kind: "duplicate",
      reason: "delivery",
      rule: "duplicate.delivery",
      lifecycle: "iinkedsign",
      subject: "subject",
      to: "passed",
      reported: "passed",
      sequence: 1,
      at: "2024-03-01T00:01:00Z",
      delivery: "d",
      warnings: [],
      message: "This delivery of passed was already taken in.",
    });
  });

  test("delivery: tells the status before the report where it was taken in", () => {
    const [first, second, third] = ["error", "start", "passed"].map((status, nth) => ({ status, delivery: `${nth}` }));
    const told = [first, second, third].flatMap((one) => one ?? []);
    const froms = told.map((again) => tell(iinkedsign, {}, ...told, again).verdict?.from);
    expect(froms).toEqual([undefined, "error", "start"]);
  });

  test("repeat: a poll shows what is known", () => {
    const { verdict } = tell(iinkedsign, {}, { status: "failed" }, { status: "failed", channel: "poll" });
    expect(verdict).toMatchObject({
      rule: "duplicate.repeat",
      from: "failed",
      to: "failed",
      sequence: 1,
      message: "The poll shows failed, which is already known.",
    });
  });

  test("repeat: the very same poll is heard again, whatever was known since", () => {
    const poll = (status: string, at: string) => ({ status, at, channel: "poll" }) as const;
    const { rules } = tell(
      iinkedsign,
      {},
      poll("failed", "2024-03-01T00:00:00.5Z"),
      poll("passed", "2024-03-01T00:02:00Z"),
      poll("failed", "2024-03-01T01:00:00.5+01:00"),
    );
    expect(rules).toEqual(["advance", "advance", "duplicate.repeat"]);
  });

  test("repeat: polls of one time that name other events are not the same", () => {
    const poll = (event: string) => ({ event, at: "2024-03-01T00:00:00Z", channel: "poll" }) as const;
    const { rules } = tell(badge, {}, poll("badge.submitted"), poll("badge.approved"), poll("badge.submitted"));
    expect(rules).toEqual(["advance", "advance", "duplicate.repeat"]);
  });

  test("comes before an unknown word, a contradiction and a time that cannot be", () => {
    const { rules } = tell(
      badge,
      {},
      { status: "created", delivery: "d" },
      { reported: "lost", delivery: "d" },
      { status: "created", breaches: ["two owners"], delivery: "d" },
    );
    expect(rules).toEqual(["advance", "duplicate.delivery", "duplicate.delivery"]);
  });
});

describe("unknown", () => {
  test("status: the word is not in the vocabulary", () => {
    const { verdict } = tell(iinkedsign, {}, { status: "failed" }, { reported: "approved" });
    expect(verdict).toMatchObject({
      rule: "unknown.status",
      from: "failed",
      reported: "approved",
      sequence: 1,
      message: "The provider's word approved is none that this lifecycle knows; the record stays as it is.",
    });
    expect(verdict).not.toHaveProperty("to");
  });

  test("status: a word that nobody knows is not repeated", () => {
    const { verdict } = tell(iinkedsign, {}, { status: "Maria Müller", reported: "word" });
    expect(verdict).not.toHaveProperty("to");
    expect(JSON.stringify(verdict)).not.toContain("Maria");
  });

  test.each(["__proto__", "constructor", "toString", "completed", "PASSED", ""])(
    "status: %j is no status, also where it is given as one",
    (status) => {
      expect(tell(iinkedsign, {}, { status, reported: "word" }).verdict.rule).toBe("unknown.status");
    },
  );

  test.each(["badge.eaten", "created", "__proto__", "xstate.init", ""])(
    "status: %j is no event, where a report names nothing else",
    (event) => {
      const told = { event, reported: "word" };
      expect(tell(badge, {}, { status: "created" }, told).rules).toEqual(["advance", "unknown.status"]);
      expect(tell(badge, {}, { status: "created", event }).rules).toEqual(["advance"]);
    },
  );

  test("status: the opening and a delay are events like others", () => {
    expect(tell(badge, {}, { event: "badge.created" }, { event: "after validity" }).rules).toEqual([
      "advance",
      "advance",
    ]);
  });

  test("session: a denial says nothing of a subject that nobody knows", () => {
    const denial = { status: "expired", deniesExistence: true, channel: "poll" } as const;
    expect(tell(badge, {}, denial).verdict).toMatchObject({
      rule: "unknown.session",
      to: "expired",
      sequence: 0,
      message: "Nothing shows that this subject ever existed, so expired says nothing.",
    });
    expect(tell(badge, { startedAt: "2024-02-29T00:00:00Z" }, denial).rules).toEqual(["advance"]);
    expect(tell(badge, {}, { status: "created" }, denial).rules).toEqual(["advance", "advance"]);
    const { record } = tell(badge, { capacity: 1 }, { status: "created" }, { status: "submitted" });
    for (const known of [record, badge.restore({ ...record, window: [] })]) {
      expect(tellMore(badge, known, denial).rules).toEqual(["advance"]);
    }
  });
});

describe("superseded", () => {
  const replaced = [
    { status: "failed", run: "A" },
    { status: "failed", run: "B", at: "2024-03-01T05:00:00Z" },
  ];

  test("a report of a run that a newer one has replaced, from the newer one's first report on", () => {
    const { verdict } = tell(iinkedsign, {}, ...replaced, { status: "passed", run: "A", at: "2024-03-01T05:00:00Z" });
    expect(verdict).toMatchObject({
      kind: "superseded",
      rule: "superseded",
      run: "A",
      from: "failed",
      to: "passed",
      sequence: 2,
      message: "passed after failed is about a run that a newer one has replaced; it is applied to nothing.",
    });
  });

  test("a report of such a run without a time, too, and an unfitting one before it is judged", () => {
    const { rules } = tell(
      iinkedsign,
      {},
      ...replaced,
      { status: "passed", run: "A", at: undefined },
      { status: "passed", run: "A", at: "2024-03-01T06:00:00Z", breaches: ["two results"] },
    );
    expect(rules.slice(2)).toEqual(["superseded", "superseded"]);
  });

  test("one from before the newer run's first report is judged in its place", () => {
    const early = { run: "A", at: "2024-03-01T04:59:59.9999999Z" };
    expect(tell(iinkedsign, {}, ...replaced, { status: "failed", ...early }).verdict.rule).toBe("late");
    expect(tell(iinkedsign, {}, ...replaced, { status: "passed", ...early }).verdict.rule).toBe("illegal.final");
  });

  test("one without a run, or of a run that is not replaced, is not", () => {
    const { rules } = tell(
      iinkedsign,
      {},
      ...replaced,
      { status: "failed", at: undefined },
      { status: "failed", run: "B" },
    );
    expect(rules.slice(2)).not.toContain("superseded");
  });
});

describe("stale", () => {
  test("happened before the newest report that the window has let go of", () => {
    const { verdict } = tell(
      iinkedsign,
      { capacity: 1 },
      { status: "failed", at: "2024-03-01T01:00:00.0000001Z" },
      { status: "failed", at: "2024-03-01T02:00:00Z" },
      { status: "failed", at: "2024-03-01T01:00:00Z" },
    );
    expect(verdict).not.toHaveProperty("from");
    expect(verdict).toMatchObject({
      kind: "stale",
      rule: "stale",
      to: "failed",
      sequence: 2,
      message: "failed happened no later than reports that are no longer remembered; it is too old to be placed.",
    });
  });
});

describe("late", () => {
  test("closes the gap that it explains", () => {
    const { verdicts } = tell(
      iinkedsign,
      { policy: locking },
      { status: "start" },
      { status: "start", at: "2024-03-01T02:00:00Z" },
      { status: "failed", at: "2024-03-01T01:00:00Z" },
    );
    expect(verdicts[1]).toMatchObject({ kind: "gap", missing: ["failed"] });
    expect(verdicts[2]).toMatchObject({
      kind: "late",
      rule: "late",
      from: "start",
      to: "failed",
      path: ["consent", "consent_processing", "end", "failed"],
      skipped: ["consent", "consent_processing", "end"],
      fills: ["failed"],
      evidence: steps,
      sequence: 3,
      message: "failed after start arrived late and fits where it happened, closing the gap of failed.",
    });
  });

  test("closes one of several gaps, and leaves the others", () => {
    const { verdict } = tell(
      iinkedsign,
      { policy: locking },
      { status: "start" },
      { status: "start", at: "2024-03-01T02:00:00Z" },
      { status: "start", at: "2024-03-01T04:00:00Z" },
      { status: "failed", at: "2024-03-01T03:00:00Z" },
    );
    expect(verdict).toMatchObject({ kind: "late", fills: ["failed"], from: "start" });
  });

  test("closes none where nothing was missing", () => {
    const { verdict } = tell(
      iinkedsign,
      {},
      { status: "failed" },
      { status: "failed", at: "2024-03-01T02:00:00Z" },
      { status: "failed", at: "2024-03-01T01:00:00Z" },
    );
    expect(verdict).toMatchObject({
      kind: "late",
      fills: [],
      message: "failed after failed arrived late and fits where it happened.",
    });
  });

  test("opens a gap before it where one shows, and then passes over nothing", () => {
    const { verdict } = tell(
      iinkedsign,
      { policy: locking },
      { status: "start" },
      { status: "failed", at: "2024-03-01T04:00:00Z" },
      { status: "start", at: "2024-03-01T02:00:00Z" },
    );
    expect(verdict).toMatchObject({ kind: "late", from: "start", missing: ["failed"], fills: [] });
    expect(verdict).not.toHaveProperty("skipped");
  });

  test("before all others has no status that it comes after", () => {
    const { verdict } = tell(
      iinkedsign,
      { policy: locking },
      { status: "failed", at: "2024-03-01T02:00:00Z" },
      { status: "failed", at: "2024-03-01T01:00:00Z" },
    );
    expect(verdict).toMatchObject({
      kind: "late",
      message: "failed as the first report arrived late and fits where it happened.",
    });
    expect(verdict).not.toHaveProperty("from");
  });

  test("before all that are remembered comes after the last that was let go of", () => {
    const { verdict } = tell(
      iinkedsign,
      { capacity: 1 },
      { status: "failed", at: "2024-03-01T01:00:00Z" },
      { status: "failed", at: "2024-03-01T03:00:00Z" },
      { status: "start", at: "2024-03-01T02:00:00Z" },
    );
    expect(verdict).toMatchObject({ kind: "late", from: "failed", to: "start" });
  });

  test("without a time closes the gap that it can", () => {
    const { verdict, record } = tell(
      iinkedsign,
      { policy: locking },
      { status: "start" },
      { status: "start" },
      { status: "failed", at: undefined },
    );
    expect(verdict).toMatchObject({ kind: "late", from: "start", fills: ["failed"] });
    expect(record.window.map(({ status }) => status)).toEqual(["start", "failed", "start"]);
  });
});

test("a poll without a time is what is known last, and closes no gap", () => {
  const { verdicts } = tell(
    iinkedsign,
    { policy: locking },
    { status: "start" },
    { status: "start" },
    { status: "failed", channel: "poll", at: undefined },
  );
  expect(verdicts.map(({ rule, from }) => [rule, from])).toEqual([
    ["advance", undefined],
    ["gap", "start"],
    ["advance", "start"],
  ]);
});

describe("gap", () => {
  test("names the fewest reports that are missing", () => {
    const { verdict } = tell(iinkedsign, { policy: locking }, { status: "start" }, { status: "start" });
    expect(verdict).toMatchObject({
      kind: "gap",
      rule: "gap",
      from: "start",
      to: "start",
      path: ["consent", "consent_processing", "end", "failed", "start"],
      missing: ["failed"],
      evidence: steps,
      sequence: 2,
      message: "start after start fits only if reports are missing: at least failed.",
    });
    expect(verdict).not.toHaveProperty("skipped");
    expect(verdict).not.toHaveProperty("fills");
  });

  test("shows now that a report before the last was lost", () => {
    const { verdicts } = tell(
      iinkedsign,
      { policy: { maxAttempts: 2, maxErrors: 2, maxResets: 0 } },
      { status: "start" },
      { status: "start" },
      { status: "error" },
    );
    expect(verdicts[1]).toMatchObject({ kind: "advance", skipped: ["error"] });
    expect(verdicts[2]).toMatchObject({ kind: "gap", missing: ["failed"] });
  });

  test("counts nothing again that an earlier gap has counted, nor what came before an adopted report", () => {
    const policy = { maxAttempts: 4, maxErrors: 2, maxResets: 0 };
    const start = { status: "start" };
    const { record, verdicts } = tell(iinkedsign, { policy }, start, start, start, start);
    expect(verdicts.map(({ missing }) => missing)).toEqual([undefined, undefined, ["failed"], undefined]);
    expect(tellMore(iinkedsign, record, { status: "error" }).verdict.missing).toEqual(["failed"]);
    const { record: known } = tell(iinkedsign, { policy }, start, start, start);
    const { record: adopted } = iinkedsign.adopt(known, report(3, { status: "start" }));
    const { verdicts: later } = tellMore(iinkedsign, adopted, start, { status: "error" });
    expect(later.map(({ missing }) => missing)).toEqual([undefined, ["failed"]]);
  });

  test("counts what a poll's counts show to be missing", () => {
    const { verdict } = tell(
      iinkedsign,
      { policy: { maxAttempts: 3, maxErrors: 3, maxResets: 0 } },
      { status: "start" },
      { status: "start" },
      { status: "start" },
      { status: "end", channel: "poll", counters: { failures: 2, errors: 0 } },
    );
    expect(verdict).toMatchObject({
      kind: "gap",
      missing: ["failed", "failed"],
      message: "end after start fits only if reports are missing: at least failed, failed.",
    });
  });

  test("before a poll counts only what was missing before the reports that came earlier", () => {
    const { verdicts } = tell(
      iinkedsign,
      { policy: { maxAttempts: 3, maxErrors: 3, maxResets: 0 } },
      { status: "start" },
      { status: "start" },
      { status: "end", channel: "poll", counters: { failures: 2, errors: 0 } },
    );
    expect(verdicts[1]).toMatchObject({ kind: "advance", skipped: ["error"] });
    expect(verdicts[2]).toMatchObject({ kind: "gap", missing: ["failed"] });
  });

  test("before a first report names the report of the opening", () => {
    const { verdict } = tell(badge, {}, { status: "approved" });
    expect(verdict).toMatchObject({
      kind: "gap",
      path: ["created", "submitted", "approved"],
      missing: ["created"],
      message: "approved as the first report fits only if reports are missing: at least created.",
    });
    expect(verdict).not.toHaveProperty("from");
  });
});

describe("illegal", () => {
  test("contradiction: the message broke rules between its fields, which it lists", () => {
    const { verdict } = tell(iinkedsign, {}, { status: "failed", breaches: ["no result", "two results"] });
    expect(verdict).toMatchObject({
      rule: "illegal.contradiction",
      to: "failed",
      breaches: ["no result", "two results"],
      sequence: 0,
      message: "failed as the first report cannot be: the message contradicts itself (no result; two results).",
    });
  });

  test("mistimed: its time breaks a rule between times", () => {
    const { verdict } = tell(
      badge,
      { policy: { days: 2 }, startedAt: "2024-03-01T00:00:00Z" },
      { status: "created" },
      { status: "submitted", at: "2024-03-03T00:00:00Z" },
    );
    expect(verdict).toMatchObject({
      rule: "illegal.mistimed",
      from: "created",
      to: "submitted",
      breaches: ["after the 2 days that a badge is valid"],
      message: "submitted after created cannot be: its time does not fit (after the 2 days that a badge is valid).",
    });
  });

  test("mistimed: tells the status before it in its place", () => {
    const startedAt = "2024-03-01T00:00:00Z";
    const told = [
      { status: "submitted", at: "2024-03-01T06:00:00Z" },
      { status: "approved", at: "2024-03-01T12:00:00Z" },
      { status: "created", at: "2024-02-01T00:00:00Z" },
    ];
    const { verdict } = tell(badge, { policy: { days: 2 }, startedAt }, ...told);
    expect(verdict).not.toHaveProperty("from");
    expect(verdict).toMatchObject({ rule: "illegal.mistimed", to: "created" });
    expect(verdict?.message).toMatch(/^created as the first report cannot be: its time does not fit/);
  });

  test("mistimed: by the first report that has a time, where nobody tells when the subject began", () => {
    const { rules } = tell(
      badge,
      { policy: { days: 2 } },
      { status: "created", at: undefined },
      { status: "submitted", at: "2024-03-01T00:00:00Z" },
      { status: "approved", at: "2024-03-03T00:00:00Z" },
    );
    expect(rules).toEqual(["advance", "advance", "illegal.mistimed"]);
  });

  test("contradiction comes before mistimed, and both before stale and a repeat", () => {
    const opened = { startedAt: "2024-03-01T00:00:00Z", capacity: 1 };
    const early = { status: "submitted", at: "2024-02-01T00:00:00Z", channel: "poll" } as const;
    const { rules } = tell(
      badge,
      opened,
      { status: "created" },
      { status: "submitted" },
      { ...early, breaches: ["two owners"] },
      early,
      { status: "submitted", channel: "poll", breaches: ["two owners"] },
    );
    expect(rules.slice(2)).toEqual(["illegal.contradiction", "illegal.mistimed", "illegal.contradiction"]);
  });

  test("run: it would fit in another run, and what stands in its way in this one is told beside", () => {
    const failed = { status: "failed", run: "A" };
    const { verdict } = tell(
      iinkedsign,
      { policy: { ...locking, maxErrors: 2, maxResets: 1 } },
      failed,
      failed,
      failed,
    );
    expect(verdict).toMatchObject({
      rule: "illegal.run",
      run: "A",
      from: "failed",
      to: "failed",
      guards: [{ guard: "attemptsLeft", numbers: "3 of 3 attempts are used", evidence: attemptsNote }],
      evidence: runRule,
      sequence: 2,
      message:
        "failed after failed cannot be: the verificationId changes with a reset by the package owner, and only with one; as reported, it needs an attempt left after this failure, and 3 of 3 attempts are used (guard attemptsLeft).",
    });
    expect(verdict.fitting).toEqual([
      "passed",
      "failed_reset",
      "failed_locked",
      "error",
      "error_reset",
      "error_locked",
      "cancelled",
      "cancelled_reset",
      "invalid",
    ]);
  });

  test("what could have been told instead is that of every policy that fits", () => {
    const failed = { status: "failed", run: "A" };
    const { verdict } = tell(iinkedsign, { policy: { maxAttempts: 3 } }, failed, failed, failed);
    expect(verdict.fitting).toEqual([
      "passed",
      "failed_reset",
      "failed_locked",
      "error",
      "error_reset",
      "error_locked",
      "cancelled",
      "cancelled_reset",
      "invalid",
    ]);
  });

  test("run: another run began, although the policy begins none", () => {
    const { verdict } = tell(
      iinkedsign,
      { policy: { ...locking, resetKeepsVerificationId: true } },
      { status: "failed", run: "A" },
      { status: "failed", run: "B" },
    );
    expect(verdict).toMatchObject({
      rule: "illegal.run",
      run: "B",
      guards: [],
      fitting: [],
      evidence: runRule,
      message: "failed after failed cannot be: the verificationId never changes where resetKeepsVerificationId is on.",
    });
  });

  test("guard: it would fit if a guard were open, which is told with its numbers", () => {
    const failed = { status: "failed", run: "A" };
    const { verdict } = tell(iinkedsign, { policy: { ...locking, maxErrors: 2 } }, failed, failed, failed);
    expect(verdict).toMatchObject({
      rule: "illegal.guard",
      guards: [
        {
          guard: "attemptsLeft",
          needs: "an attempt left after this failure",
          numbers: "3 of 3 attempts are used",
          evidence: attemptsNote,
        },
      ],
      evidence: attemptsNote,
      fitting: ["passed", "failed_locked", "error", "error_locked", "cancelled", "invalid"],
      message:
        "failed after failed cannot be: it needs an attempt left after this failure, and 3 of 3 attempts are used (guard attemptsLeft).",
    });
  });

  test.each([
    [
      { maxAttempts: 1 },
      "failed",
      "it needs an attempt left after this failure, and 1 of 1 attempts are used (guard attemptsLeft)",
    ],
    [{ maxErrors: 1 }, "error", "it needs an error left after this one, and 1 of 1 errors are used (guard errorsLeft)"],
    [{ maxResets: 0 }, "failed_reset", "it needs a reset left, and 0 of 0 resets are used (guard resetsLeft)"],
    [{ maxResets: 0 }, "cancelled_reset", "it needs a reset left, and 0 of 0 resets are used (guard resetsLeft)"],
    [
      { maxErrors: "unlimited" },
      "error_locked",
      "it needs no error left after this one, and errors are unlimited (guard errorsLeft)",
    ],
    [
      { maxResets: "unlimited" },
      "failed_locked",
      "it needs no reset left, and resets are unlimited (guard resetsLeft)",
    ],
    [
      { steps: ["kba", "consent"], maxAttempts: 1, maxErrors: 1, maxResets: 0 },
      "document",
      "it needs a policy with the document step, and its steps are consent, kba (guard documentRequired)",
    ],
    [
      { steps: [], maxAttempts: 1, maxErrors: 1, maxResets: 0 },
      "consent",
      "it needs a policy with the consent step, and its steps are none (guard consentRequired)",
    ],
  ] as const)("guard: under %j the first report is not %s", (policy, status, clause) => {
    const { verdict } = tell(iinkedsign, { policy }, { status, channel: "poll" });
    expect(verdict.rule).toBe("illegal.guard");
    expect(verdict.message).toBe(`${status} as the first report cannot be: ${clause}.`);
  });

  test("guard: the second of two resets is used when a third is asked for", () => {
    const reset = { status: "cancelled_reset" };
    const { verdict } = tell(iinkedsign, { policy: { maxResets: 2 } }, reset, reset, reset);
    expect(verdict).toMatchObject({ rule: "illegal.guard", evidence: resetPolicies });
    expect(verdict.guards).toMatchObject([{ guard: "resetsLeft", numbers: "2 of 2 resets are used" }]);
  });

  test("guard: of several that stand in the way the fewest are told", () => {
    const policy = { maxAttempts: 1, maxErrors: 1, maxResets: 0 };
    const { verdict } = tell(
      iinkedsign,
      { policy },
      { status: "start", channel: "poll" },
      { status: "failed_reset", channel: "poll" },
    );
    expect(verdict.guards?.map(({ guard }) => guard)).toEqual(["resetsLeft"]);
  });

  test("guard: a run that began is not set aside", () => {
    const { verdict } = tell(
      iinkedsign,
      { policy: { maxAttempts: 1, maxErrors: 1, maxResets: 0 } },
      { status: "start", run: "A", channel: "poll" },
      { status: "error", run: "A" },
    );
    expect(verdict.guards).toMatchObject([{ guard: "errorsLeft", numbers: "1 of 1 errors are used" }]);
  });

  test("what a poll might have shown instead is more than what a webhook could have told", () => {
    const { verdict } = tell(
      iinkedsign,
      { policy: locking },
      { status: "failed", run: "A" },
      { status: "failed", run: "A" },
      { status: "error", run: "A", channel: "poll" },
    );
    expect(verdict).toMatchObject({ rule: "illegal.guard", guards: [{ guard: "errorsLeft" }] });
    const unfitting = ["not_started", "failed", "failed_reset", "error", "error_reset", "cancelled_reset"];
    expect(verdict.fitting).toEqual(iinkedsign.statuses.filter((status) => !unfitting.includes(status)));
  });

  test("final: nothing follows what is known", () => {
    const { verdict } = tell(iinkedsign, {}, { status: "passed" }, { status: "failed" });
    expect(verdict).toMatchObject({
      rule: "illegal.final",
      from: "passed",
      to: "failed",
      guards: [],
      fitting: [],
      evidence: {
        level: "STATED",
        source: "Verification status: Verification states",
        note: "passed, failed_locked, error_locked, cancelled and invalid name no way on",
      },
      message: "failed after passed cannot be: nothing follows passed.",
    });
  });

  test("unreachable: no path leads there, whatever was missed and whatever the guards say", () => {
    const { verdict } = tell(
      iinkedsign,
      { policy: locking },
      { status: "failed", run: "A" },
      { status: "not_started", run: "A" },
    );
    expect(verdict).toMatchObject({
      rule: "illegal.unreachable",
      from: "failed",
      to: "not_started",
      guards: [],
      fitting: ["passed", "failed", "failed_locked", "error_locked", "cancelled", "invalid"],
      evidence: {
        level: "IMPLIED",
        source: "Verification status: Verification states",
        note: "the table names every state and who acts in it",
      },
      message: "not_started after failed cannot be: no path of the lifecycle leads there, whatever was missed.",
    });
  });

  test("an event alone is refused like a status", () => {
    const { verdict } = tell(badge, { policy: { tries: 1 } }, { status: "submitted" }, { event: "badge.touched" });
    expect(verdict).toMatchObject({
      rule: "illegal.guard",
      from: "submitted",
      to: "badge.touched",
      guards: [{ guard: "triesLeft", numbers: "1 of 1 tries are used" }],
    });
  });

  test("a refused report leaves no trace, so its redelivery is judged again", () => {
    const { verdicts } = tell(
      iinkedsign,
      {},
      { status: "passed" },
      { status: "failed", delivery: "d" },
      { status: "failed", delivery: "d" },
    );
    expect(verdicts.map(({ rule, sequence }) => [rule, sequence])).toEqual([
      ["advance", 1],
      ["illegal.final", 1],
      ["illegal.final", 1],
    ]);
  });

  test("in its place, what is known after it could not have followed", () => {
    const { verdict } = tell(
      iinkedsign,
      {},
      { status: "failed" },
      { status: "passed", at: "2024-03-01T03:00:00Z" },
      { status: "cancelled", at: "2024-03-01T02:00:00Z" },
    );
    expect(verdict).toMatchObject({
      kind: "illegal",
      from: "failed",
      to: "cancelled",
      message: "cancelled after failed cannot be: passed is known to have followed, and nothing follows cancelled.",
      fitting: [],
      warnings: [],
    });
    expect(verdict).not.toHaveProperty("follower");
  });
});

test("a verdict has no field for what is not known", () => {
  const { verdict } = tell(iinkedsign, {}, { status: "failed", at: undefined, delivery: undefined });
  expect(Object.entries(verdict).filter(([, value]) => value === undefined)).toEqual([]);
  expect(
    Object.keys(verdict).filter((field) => ["run", "at", "receivedAt", "delivery", "from"].includes(field)),
  ).toEqual([]);
});

describe("times", () => {
  const at = "2024-03-01T01:00:00Z";

  test("5 minutes after the receipt are the provider's clock, more are no time", () => {
    const within = tell(iinkedsign, {}, { status: "failed", at, receivedAt: "2024-03-01T00:55:00Z" });
    expect(within.verdict).toMatchObject({ at, receivedAt: "2024-03-01T00:55:00Z", warnings: [] });
    const ahead = tell(iinkedsign, {}, { status: "failed", at, receivedAt: "2024-03-01T00:54:59.9999999Z" });
    expect(ahead.verdict.warnings).toEqual([
      "its time is more than 5 minutes after it was received and counts as none",
    ]);
    expect(ahead.verdict).not.toHaveProperty("at");
    expect(ahead.record.window[0]).not.toHaveProperty("at");
  });

  test("a receipt in the calendar's last minutes makes no time a later one", () => {
    const { verdict } = tell(iinkedsign, {}, { status: "failed", at, receivedAt: "9999-12-31T23:59:00Z" });
    expect(verdict).toMatchObject({ at, warnings: [] });
  });

  test("a text that is no instant counts as none", () => {
    const { verdict } = tell(iinkedsign, {}, { status: "failed", at: "2024-03-01T01:00:00" });
    expect(verdict.warnings).toEqual(["its time is not an ISO 8601 instant and counts as none"]);
    expect(verdict).not.toHaveProperty("at");
  });

  test("that are none are none whenever they were received", () => {
    const timeless = tell(iinkedsign, {}, { status: "failed", at: undefined, receivedAt: at }).verdict;
    expect(timeless).toMatchObject({ kind: "advance", receivedAt: at, warnings: [] });
    const { verdict } = tell(iinkedsign, {}, { status: "failed", at: "later", receivedAt: at });
    expect([verdict.at, verdict.warnings.length]).toEqual([undefined, 1]);
  });

  test("that nobody tells are nothing to warn of", () => {
    expect(tell(iinkedsign, {}, { status: "failed", at: undefined }).verdict.warnings).toEqual([]);
  });

  test("are told in UTC at full precision", () => {
    const { verdict } = tell(iinkedsign, {}, { status: "failed", at: "2024-03-01T02:00:00.2500600+01:00" });
    expect(verdict.at).toBe("2024-03-01T01:00:00.25006Z");
  });
});

describe("warnings", () => {
  test("of the message come first, then of its time, its facts and its place", () => {
    const { verdict } = tell(
      iinkedsign,
      { policy: { maxAttempts: 3, passToSign: true } },
      {
        status: "failed_reset",
        at: "later",
        warnings: ["of the message"],
        policy: { passToSign: false },
        counters: { failures: 0 },
      },
    );
    expect(verdict.kind).toBe("advance");
    expect(verdict.warnings).toEqual([
      "of the message",
      "its time is not an ISO 8601 instant and counts as none",
      "the report shows a setting that no policy that fits has, and it was ignored",
      "the report's counts fit no configuration and were ignored",
      "failed_reset is the first report, although the policy allows several attempts: earlier failures may be missing",
    ]);
  });

  test.each([
    [{ maxAttempts: 3 }, "failed_locked", true],
    [{ maxAttempts: "unlimited" }, "failed_reset", true],
    [{ maxAttempts: 1 }, "failed_reset", false],
    [{}, "failed_reset", false],
    [{ maxAttempts: 3 }, "error_reset", false],
  ] as const)("under %j a first %s may miss earlier failures: %s", (policy, status, warns) => {
    const { verdict } = tell(iinkedsign, { policy }, { status });
    expect(verdict.kind).toBe("advance");
    expect(verdict.warnings.some((warning) => warning.includes("earlier failures may be missing"))).toBe(warns);
  });

  test("of a first report are told of each run's first, and of no other", () => {
    const policy = { maxAttempts: 3, maxResets: 2 };
    const warned = tell(
      iinkedsign,
      { policy },
      { status: "failed", run: "A" },
      { status: "failed_reset", run: "A" },
      { status: "failed_reset", run: "B" },
    );
    expect(warned.verdicts.map(({ warnings }) => warnings.length)).toEqual([0, 0, 1]);
  });

  test.each([
    ["of its run are known", "A", "A", 0],
    ["without a run are known", undefined, "B", 0],
    ["are known, and it names no run", "A", undefined, 0],
    ["of another run are known", "A", "B", 1],
  ] as const)("of a first report, where earlier ones %s", (_, first, run, warnings) => {
    for (const capacity of [10, 1]) {
      const { verdict } = tell(
        iinkedsign,
        { policy: { maxAttempts: 5, maxResets: 5 }, capacity },
        { status: "start", run: first },
        { status: "failed", run: "A" },
        { status: "failed_reset", run },
      );
      expect([capacity, verdict.kind, verdict.warnings.length]).toEqual([capacity, "advance", warnings]);
    }
  });
});

describe("sentences", () => {
  const bare = { guards: [], fitting: [], evidence: iinkedsign.definition.evidence.order };

  test.each<[string, Decision]>([
    [
      "passed after start fits, having passed failed, error unseen.",
      { ...words.advance, path: [], skipped: ["failed", "error"] },
    ],
    ["passed after start fits.", { ...words.advance, path: [], skipped: [] }],
    [
      "passed after start fits only if reports are missing: at least failed, error.",
      { ...words.gap, path: [], missing: ["failed", "error"] },
    ],
    ["passed after start fits only if reports are missing.", { ...words.gap, path: [], missing: [] }],
    [
      "passed after start arrived late and fits where it happened, closing the gap of failed, error.",
      { ...words.late, path: [], fills: ["failed", "error"] },
    ],
    [
      "passed after start arrived late and fits where it happened, if reports are missing before it: at least failed, error.",
      { ...words.late, path: [], fills: [], missing: ["failed", "error"] },
    ],
    ["passed after start arrived late and fits where it happened.", { ...words.late, path: [], fills: [] }],
    [
      "passed after start cannot be: its time does not fit (too early; too late).",
      { ...words["illegal.mistimed"], breaches: ["too early", "too late"] },
    ],
    [
      "passed after start cannot be: the message contradicts itself (this; that).",
      { ...words["illegal.contradiction"], breaches: ["this", "that"] },
    ],
    ["passed after start cannot be: a run is a run.", { ...words["illegal.run"], ...bare }],
    ["passed after start cannot be: nothing follows start.", { ...words["illegal.final"], ...bare }],
  ])("%s", (said, decision) => {
    expect(sentence({ ...decision, from: "start" }, "passed", "a run is a run")).toBe(said);
  });

  test("of a first report that nothing can be", () => {
    expect(sentence({ ...words["illegal.final"], ...bare }, "passed", "")).toBe(
      "passed as the first report cannot be: nothing follows what is known.",
    );
  });
});
