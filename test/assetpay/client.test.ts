import { describe, expect, test } from "vitest";
import { assetpayClient } from "../../machines/assetpay/lifecycle.js";
import type { Observation } from "../../src/observation.js";
import type { KycleRecord } from "../../src/record/record.js";
import { report } from "../report.js";

type Policy = Parameters<typeof assetpayClient.under>[0];
type Given = Partial<Observation>;

/** A client's reports as polls, one a minute. */
function history(policy: Policy, reports: readonly Given[]) {
  let record: KycleRecord = assetpayClient.under(policy).open({ subject: "subject" });
  const verdicts = reports.map((given, index) => {
    const step = assetpayClient.observe(record, report(index, { channel: "poll", ...given }));
    record = step.record;
    return step.verdict;
  });
  return { record, verdicts, rules: verdicts.map(({ rule }) => rule) };
}

const runningA = { status: "running", run: "A" };
const endedA = { status: "ended", run: "A" };
const runningB = { status: "running", run: "B" };

describe("processes one after another", () => {
  test("a client tries, fails, tries again and is verified", () => {
    const { rules, record } = history({}, [
      { status: "no_process" },
      runningA,
      endedA,
      runningB,
      { status: "verified", run: "B" },
    ]);
    expect(rules).toEqual(["advance", "advance", "advance", "advance", "advance"]);
    expect(assetpayClient.view(record)).toMatchObject({ phase: "approved", settled: true, final: true });
  });

  test("a new processId shows that the old process had ended, though no poll saw it", () => {
    const { verdicts } = history({}, [runningA, runningB]);
    expect(verdicts[1]).toMatchObject({ kind: "advance", skipped: ["ended"] });
  });

  test("a process that has ended does not run again under its processId", () => {
    const { verdicts } = history({}, [endedA, runningA]);
    expect(verdicts[1]).toMatchObject({ rule: "illegal.run" });
    expect(verdicts[1]?.message).toContain("the processId changes with a start by the client, and only with one");
  });

  test("an old process is superseded once a newer one is known", () => {
    const { rules, record } = history({}, [runningA, runningB, endedA, { status: "running", run: "A" }]);
    expect(rules).toEqual(["advance", "advance", "superseded", "superseded"]);
    expect(assetpayClient.view(record).status).toBe("running");
  });

  test("what an old process did before the newer one is placed where it happened", () => {
    const { rules } = history({}, [runningA, { ...runningB, at: "2024-03-01T10:00:00Z" }, endedA]);
    expect(rules).toEqual(["advance", "advance", "late"]);
  });

  test("processes do not vanish", () => {
    expect(history({}, [runningA, { status: "no_process" }]).rules).toEqual(["advance", "illegal.unreachable"]);
    expect(history({}, [endedA, { status: "no_process" }]).rules).toEqual(["advance", "illegal.unreachable"]);
  });
});

describe("the level", () => {
  test.each([["no_process"], ["running"], ["ended"]])("linking brings a client from %s to level 1", (from) => {
    expect(assetpayClient.checkTransition(from, "verified").kind).toBe("direct");
    expect(assetpayClient.may(history({}, [{ status: from }]).record, "client.linked").answer).toBe("yes");
  });

  test("never falls back", () => {
    for (const status of ["no_process", "ended", "running"]) {
      expect(history({}, [{ status: "verified" }, { status }]).verdicts[1], status).toMatchObject({ kind: "illegal" });
    }
    expect(history({}, [{ status: "verified", run: "A" }, endedA]).verdicts[1]).toMatchObject({
      rule: "illegal.final",
      evidence: { level: "ASSUMED" },
    });
  });
});

describe("a start", () => {
  test("is refused at level 1: error 2301", () => {
    const { record, verdicts } = history({}, [{ status: "verified", run: "A" }, runningB]);
    expect(verdicts[1]).toMatchObject({ rule: "illegal.guard", guards: [{ guard: "notVerified" }] });
    expect(assetpayClient.may(record, "client.started")).toMatchObject({
      answer: "no",
      message:
        "client.started is not possible now: it needs verificationLevel 0, and it is 1, so that starting and linking are refused with error 2301.",
    });
  });

  test("is refused beside an unfinished process: error 2302", () => {
    const { record } = history({}, [runningA]);
    expect(assetpayClient.may(record, "client.started")).toMatchObject({
      answer: "no",
      guards: [{ guard: "noneUnfinished", evidence: { level: "STATED" } }],
      message:
        "client.started is not possible now: it needs no unfinished process younger than 30 minutes, and the latest is unfinished: refused with error 2302 until it is 30 minutes old.",
    });
  });

  test("and a link alike are refused at level 1", () => {
    const { record } = history({}, [{ status: "verified" }]);
    expect(assetpayClient.may(record, "client.linked")).toMatchObject({
      answer: "no",
      guards: [{ guard: "notVerified", evidence: { level: "STATED" } }],
    });
  });

  test("is possible before the first process and after each that ended", () => {
    for (const status of ["no_process", "ended"]) {
      expect(assetpayClient.may(history({}, [{ status }]).record, "client.started").answer).toBe("yes");
    }
  });
});

describe("a limit of the caller's own", () => {
  test("refuses one process too many, with its numbers", () => {
    const { record, verdicts } = history({ maxProcesses: 2 }, [
      runningA,
      endedA,
      runningB,
      { status: "ended", run: "B" },
      { status: "running", run: "C" },
    ]);
    expect(verdicts.map(({ rule }) => rule)).toEqual(["advance", "advance", "advance", "advance", "illegal.guard"]);
    expect(verdicts[4]?.message).toContain("it needs a process left, and 2 of 2 processes are used");
    expect(assetpayClient.view(record).attempts).toEqual({ used: 2, left: 0 });
  });

  test("leaves linking open when all processes are used", () => {
    expect(history({ maxProcesses: 1 }, [endedA, { status: "verified", run: "A" }]).rules).toEqual([
      "advance",
      "advance",
    ]);
  });

  test("is none unless given", () => {
    const reports = Array.from({ length: 40 }, (_, index) => ({ status: "running", run: `run-${index}` }));
    const { rules, record } = history({}, reports);
    expect(new Set(rules)).toEqual(new Set(["advance"]));
    expect(assetpayClient.view(record).attempts?.left).toBe("unlimited");
  });

  test.each([[0], [21], [1.5], ["none"]])("cannot be %s", (maxProcesses) => {
    expect(() => assetpayClient.under({ maxProcesses: maxProcesses as never })).toThrow(/maxProcesses/);
  });
});
