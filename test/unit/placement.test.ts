/** Where a report stands among those already known, and what it is there. */
import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry } from "../../machines/persona/lifecycle.js";
import type { Observation } from "../../src/observation.js";
import { badge } from "./badge.js";
import { tell, tellMore, type Told } from "./history.js";

const policy = { maxAttempts: 3, maxErrors: 1, maxResets: 1 } as const;
const minute = (number: number): string => `2024-03-01T00:0${number}:00Z`;
const told = (...reports: readonly Partial<Observation>[]): Told => tell(iinkedsign, { policy }, ...reports);
const poll = { channel: "poll", delivery: undefined } as const;

describe("a poll repeats", () => {
  test("what was known before the reports of its time, where they could as well have come after it", () => {
    const { rules } = told(
      { status: "failed", at: minute(1) },
      { status: "start", at: minute(3) },
      { ...poll, status: "failed", at: minute(3) },
    );
    expect(rules).toEqual(["advance", "advance", "duplicate.repeat"]);
  });

  test("what was known before a report without a time, where that could as well have come after it", () => {
    const { rules, verdict } = told(
      { status: "failed", at: minute(1) },
      { status: "start", at: undefined },
      { ...poll, status: "failed", at: minute(2) },
    );
    expect(rules).toEqual(["advance", "advance", "duplicate.repeat"]);
    expect(verdict.from).toBe("failed");
  });

  test("what was known then, whatever was told of later", () => {
    const { rules, verdict } = told(
      { status: "start", at: minute(1) },
      { status: "failed", at: minute(2) },
      { status: "passed", at: minute(4) },
      { ...poll, status: "failed", at: minute(3) },
    );
    expect(rules.at(-1)).toBe("duplicate.repeat");
    expect(verdict.from).toBe("failed");
  });

  test("what was known before the reports of its time, whatever was told of later", () => {
    const { rules, verdict } = told(
      { status: "failed", at: minute(1) },
      { status: "start", at: minute(3) },
      { status: "passed", at: minute(4) },
      { ...poll, status: "failed", at: minute(3) },
    );
    expect([rules.at(-1), verdict.from]).toEqual(["duplicate.repeat", "failed"]);
  });

  test("what was told of too late, and leaves nothing of its own when it is let go of", () => {
    const { record, rules } = tell(
      iinkedsign,
      { policy, capacity: 2 },
      { status: "start", at: minute(1) },
      { ...poll, status: "failed", at: minute(3) },
      { status: "failed", at: minute(2) },
      { status: "start", at: minute(4) },
      { status: "failed", at: minute(5) },
    );
    expect(rules).toEqual(["advance", "advance", "late", "advance", "advance"]);
    expect(record.checkpoint?.latest).toEqual({ status: "failed", channel: "webhook" });
    expect(iinkedsign.restore(JSON.stringify(record))).toEqual(record);
  });

  test("what was let go of, with the status that it then was", () => {
    const { rules, verdict } = tell(
      iinkedsign,
      { policy, capacity: 1 },
      { status: "failed", at: minute(1) },
      { status: "passed", at: minute(4) },
      { ...poll, status: "failed", at: minute(3) },
    );
    expect(rules.at(-1)).toBe("duplicate.repeat");
    expect(verdict.from).toBe("failed");
  });

  test("what named a run, where it names none, and what it shows besides that cannot be believed", () => {
    const known = { status: "failed", run: "A", at: minute(1) };
    expect(told(known, { ...poll, status: "failed", at: minute(2) }).rules.at(-1)).toBe("duplicate.repeat");
    const odd = { ...poll, status: "failed", at: minute(2), policy: { maxAttempts: 2 }, counters: { failures: 9 } };
    const { verdict } = told(known, odd);
    expect([verdict.rule, verdict.warnings.length]).toEqual(["duplicate.repeat", 2]);
  });

  test("no poll of another run, nor one without a time", () => {
    const another = told(
      { ...poll, status: "failed", run: "A", at: minute(1) },
      { ...poll, status: "failed", run: "B", at: minute(1) },
    );
    expect(another.rules).toEqual(["advance", "advance"]);
    const timeless = { ...poll, status: "failed", at: undefined };
    expect(told(timeless, { status: "start", at: undefined }, timeless).rules).toEqual([
      "advance",
      "advance",
      "advance",
    ]);
  });

  test("no webhook of the same time, where it shows counts that leave less", () => {
    const counted = { ...poll, status: "failed", at: minute(1), counters: { failures: 2 } };
    expect(told({ status: "failed", at: minute(1) }, counted).rules).toEqual(["advance", "advance"]);
  });
});

describe("a report of a run that another has replaced", () => {
  test("is judged in its place before the other's first report, whatever came in between without a run", () => {
    const { rules } = told(
      { status: "failed", run: "A", at: minute(1) },
      { status: "start", at: minute(2) },
      { status: "failed", run: "B", at: minute(5) },
      { status: "failed", run: "A", at: minute(3) },
    );
    expect(rules).toEqual(["advance", "advance", "advance", "late"]);
  });

  test("is told by the other's first report that has a time", () => {
    const { rules } = told(
      { status: "failed", run: "A", at: minute(1) },
      { status: "failed", run: "B", at: undefined },
      { status: "passed", run: "B", at: minute(3) },
      { status: "failed", run: "A", at: minute(4) },
    );
    expect(rules.at(-1)).toBe("superseded");
  });

  describe("where equal times leave open which one that is", () => {
    const toldOf = (...reports: readonly Partial<Observation>[]): Told =>
      tell(iinkedsign, { policy: { maxAttempts: 3 } }, ...reports);
    const reset = { status: "cancelled_reset", run: "A", at: minute(5), delivery: "9" };
    const begun = { status: "not_started", run: "B", at: minute(5), delivery: "2" };
    const failed = { status: "failed", run: "B", at: minute(8), delivery: "3" };
    const passed = { status: "passed", run: "B", at: minute(9), delivery: "4" };

    test("is none of it as long as it fits, in any order of arrival", () => {
      const { rules, record } = toldOf(reset, begun, failed, passed);
      expect(rules).toEqual(["advance", "advance", "advance", "advance"]);
      expect(record.window.map(({ status }) => status)).toEqual(["cancelled_reset", "not_started", "failed", "passed"]);
      for (const other of [
        [begun, reset, failed, passed],
        [failed, reset, begun, passed],
        [passed, failed, begun, reset],
      ]) {
        expect(toldOf(...other).record).toEqual(record);
      }
    });

    test("is of it where it fits as the newer one's no better", () => {
      const another = { ...reset, run: "B", delivery: "2" };
      expect(toldOf(reset, another, { ...passed, status: "failed_reset" }).rules).toEqual([
        "advance",
        "advance",
        "superseded",
      ]);
    });

    test("is of it where its run is the newer one only if more is missing", () => {
      const { rules, record } = told(
        { status: "start", at: minute(4), delivery: "1" },
        { status: "start", run: "A", at: minute(5), delivery: "9" },
        { status: "consent", run: "B", at: minute(5), delivery: "2" },
        { status: "passed", run: "B", at: minute(8), delivery: "3" },
      );
      expect(record.window.map(({ run }) => run)).toEqual([undefined, "B", "A"]);
      expect(rules.at(-1)).toBe("superseded");
    });

    test("is of it without a time", () => {
      expect(toldOf(reset, begun, { ...failed, at: undefined }).rules.at(-1)).toBe("superseded");
    });
  });

  test("is told as such wherever it stood among the others", () => {
    const { rules } = told(
      { status: "start", at: minute(0) },
      { status: "failed", run: "A", at: minute(1) },
      { status: "failed", run: "B", at: minute(2) },
      { status: "passed", run: "A", at: minute(3) },
    );
    expect(rules.at(-1)).toBe("superseded");
  });

  test("cannot return, where none of the other's reports tells when it began", () => {
    const { verdict } = told(
      { status: "failed", run: "A", at: minute(1) },
      { status: "failed", run: "B", at: undefined },
      { status: "passed", run: "A", at: minute(4) },
    );
    expect(verdict).toMatchObject({
      rule: "illegal.run",
      guards: [],
      evidence: iinkedsign.definition.runs?.evidence,
    });
  });
});

describe("a report without a time", () => {
  const strict = { maxAttempts: 3, maxErrors: 1, maxResets: 0 };
  const started = [
    { status: "start", at: minute(1) },
    { status: "start", at: minute(3) },
  ];

  test("closes the gap that it can", () => {
    const { rules } = tell(iinkedsign, { policy: strict }, ...started, { status: "failed", at: undefined });
    expect(rules).toEqual(["advance", "gap", "late"]);
  });

  describe("stands where it closes a gap", () => {
    const lenient = { maxAttempts: 2, maxErrors: 2, maxResets: 0 };
    const failed = { status: "failed", at: undefined };
    const retried: readonly Partial<Observation>[] = [
      { status: "start", at: minute(1) },
      { status: "start", at: minute(3) },
      { status: "error", at: minute(4) },
    ];
    const statusesAfter = (...reports: readonly Partial<Observation>[]): readonly unknown[] => {
      const { rules, record } = tell(iinkedsign, { policy: lenient }, ...reports, failed);
      return [rules.at(-1), ...record.window.map(({ status }) => status)];
    };

    test("though a later report showed it", () => {
      expect(tell(iinkedsign, { policy: lenient }, ...retried).verdict).toMatchObject({
        kind: "gap",
        missing: ["failed"],
      });
      expect(statusesAfter(...retried)).toEqual(["late", "start", "failed", "start", "error"]);
    });

    test("just before it, where it may stand there, too", () => {
      const further = { status: "start", at: minute(2) };
      expect(statusesAfter({ status: "start", at: minute(1) }, further, further)).toEqual([
        "late",
        "start",
        "start",
        "failed",
        "start",
      ]);
    });

    test("and not before a repeat where it may stand behind it", () => {
      const polled = { ...poll, status: "start", at: minute(2) };
      const { rules, record } = tell(iinkedsign, { policy: lenient }, polled, ...retried, failed);
      expect(rules).toEqual(["advance", "late", "advance", "gap", "late"]);
      expect(record.window.map(({ status, channel }) => `${status} by ${channel}`)).toEqual([
        "start by webhook",
        "start by poll",
        "failed by webhook",
        "start by webhook",
        "error by webhook",
      ]);
    });
  });

  test("stands behind all others rather than before a gap that it does not close", () => {
    const { rules, record } = tell(iinkedsign, { policy: strict }, ...started, { status: "consent", at: undefined });
    expect(rules).toEqual(["advance", "gap", "advance"]);
    expect(record.window.map(({ at }) => at)).toEqual([minute(1), minute(3), undefined]);
  });
});

test("a report beside one without a time stands where the fewest are missing", () => {
  const { rules, record } = tell(
    iinkedsign,
    { policy: { maxAttempts: 3, maxErrors: 1, maxResets: 0 } },
    { status: "start", at: minute(1) },
    { status: "start", at: undefined },
    { status: "failed", at: minute(2) },
  );
  expect(rules).toEqual(["advance", "gap", "late"]);
  expect(record.window.map(({ status }) => status)).toEqual(["start", "failed", "start"]);
});

test("a webhook stands behind a poll without a time that says the same, and does not make it a repeat", () => {
  const { rules, record } = told(
    { ...poll, status: "failed_locked", at: undefined },
    { status: "failed_locked", at: minute(2) },
  );
  expect(rules).toEqual(["advance", "advance"]);
  expect(record.window.map(({ channel }) => channel)).toEqual(["poll", "webhook"]);
});

describe("what has been let go of", () => {
  test("leaves no trace where a record of reports that nobody can order let nothing go", () => {
    const together = [
      { status: "failed_locked", at: minute(1) },
      { status: "document_processing", at: minute(1) },
    ];
    const opened = { ...iinkedsign.open({ subject: "subject", policy, capacity: 1 }), note: "of the consumer" };
    const { record } = tellMore(iinkedsign, opened, ...together);
    expect(record.window).toHaveLength(2);
    expect(Object.keys(record)).not.toContain("checkpoint");
  });

  test("is known as a run that a newer one has replaced, where the rest had to be ordered anew", () => {
    const { rules } = tell(
      iinkedsign,
      { policy: { maxAttempts: 2, maxErrors: 2, maxResets: 2 }, capacity: 3 },
      { status: "error_reset", run: "A", at: undefined },
      { status: "error_reset", at: minute(1) },
      { status: "document_processing", at: minute(1) },
      { status: "document_processing", run: "B", at: undefined },
      { status: "document_processing", run: "A", at: undefined },
    );
    expect(rules.at(-1)).toBe("superseded");
  });

  test("with its gaps counts no longer: a report without a time is not put before a gap that it leaves open", () => {
    const { record, rules } = tell(
      iinkedsign,
      { policy: { maxAttempts: "unlimited", maxErrors: 1, maxResets: 0 }, capacity: 2 },
      ...[1, 2, 3, 4].map((at) => ({ status: "start", at: minute(at) })),
      { status: "consent", at: undefined },
    );
    expect(rules).toEqual(["advance", "gap", "gap", "gap", "advance"]);
    expect(record.window.map(({ status }) => status)).toEqual(["start", "consent"]);
  });

  test("is told with its run and channel, also where nothing tells its status", () => {
    const { record } = tell(
      badge,
      { capacity: 1 },
      { event: "photo.refused", run: "A" },
      { event: "badge.approved", run: "A" },
    );
    expect(record.checkpoint?.latest).toEqual({ run: "A", channel: "webhook" });
  });
});

test("a late report fills the reports of its gap, and none that are missing elsewhere", () => {
  const { verdict } = tell(
    personaInquiry,
    { policy: { maxAttempts: 2 } },
    { status: "completed", at: undefined },
    { status: "created", at: undefined },
  );
  expect(verdict).toMatchObject({ kind: "late", fills: ["created"] });
});

describe("adopted", () => {
  test("a report of the newest time keeps it", () => {
    const { record } = told({ status: "passed", at: minute(1) });
    const { verdict } = iinkedsign.adopt(record, { ...observed("failed"), at: minute(1) });
    expect(verdict.at).toBe(minute(1));
  });

  test("a report that is older than the newest time has none, also behind reports that have none", () => {
    const { record } = told({ status: "failed", at: minute(3) }, { status: "passed", at: undefined });
    const { verdict } = iinkedsign.adopt(record, { ...observed("failed"), at: minute(2) });
    expect(verdict).not.toHaveProperty("at");
  });
});

function observed(status: string): Observation {
  return { subject: "subject", status, reported: status, channel: "webhook", breaches: [], warnings: [] };
}
