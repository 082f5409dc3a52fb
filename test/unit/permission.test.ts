import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { lifecycles } from "../../machines/index.js";
import { personaInquiry, personaVerification } from "../../machines/persona/lifecycle.js";
import type { Lifecycle } from "../../src/lifecycle.js";
import { report } from "../report.js";
import { badge } from "./badge.js";
import { gates } from "./gates.js";
import { tell } from "./history.js";

const once = { maxAttempts: 2, maxErrors: 1, maxResets: 1 };
const noReset = {
  guard: "resetsLeft",
  needs: "a reset left",
  evidence: { level: "STATED", source: "Help centre (D): Policies, Retries and Resettable" },
};

describe("may", () => {
  test("yes, in every configuration that fits", () => {
    const { record } = tell(iinkedsign, { policy: once }, { status: "failed" });
    expect(iinkedsign.may(record, "signer.retried")).toEqual({
      answer: "yes",
      guards: [],
      message: "signer.retried may happen now.",
    });
  });

  test("no, with the guard that refuses and its numbers", () => {
    const { record } = tell(iinkedsign, { policy: once }, { status: "cancelled_reset" }, { status: "failed" });
    expect(iinkedsign.may(record, "owner.reset")).toEqual({
      answer: "no",
      guards: [{ ...noReset, numbers: "1 of 1 resets are used" }],
      message: "owner.reset is not possible now: it needs a reset left, and 1 of 1 resets are used.",
    });
  });

  test.each([
    ["passed", "owner.reset"],
    ["passed", "package.cancelled"],
    ["failed", "server.passed"],
  ] as const)("no, in %s not by %j at all", (status, event) => {
    const { record } = tell(iinkedsign, {}, { status });
    expect(iinkedsign.may(record, event)).toEqual({
      answer: "no",
      guards: [],
      message: `${event} is not possible now: not in ${status}.`,
    });
  });

  test.each([
    ["signer.retryed", "signer.retryed is no event of iinkedsign: did you mean signer.retried?"],
    ["Owner.Reset", "Owner.Reset is no event of iinkedsign: did you mean owner.reset?"],
    ["failed", "failed is a status, and no event, of iinkedsign: its events are "],
    ["no.such.event", "no.such.event is no event of iinkedsign: its events are signer.opened, owner.reset, "],
    ["jane@example.com", "what was asked for is no event of iinkedsign: its events are "],
    ["__proto__", "__proto__ is no event"],
    ["constructor", "constructor is no event"],
    ["xstate.init", "xstate.init is no event"],
    ["", "what was asked for is no event"],
    [undefined, "what was asked for is no event"],
    [7, "what was asked for is no event"],
  ])("is not asked about %j, which is no event of the lifecycle", (event, message) => {
    const { record } = tell(iinkedsign, {}, { status: "failed" });
    const ask = () => Reflect.apply(iinkedsign.may, iinkedsign, [record, event]);
    expect(ask).toThrow(RangeError);
    expect(ask).toThrow(message);
    expect(ask).not.toThrow("jane");
  });

  test.each(lifecycles)("knows the events of $id", (lifecycle: Lifecycle) => {
    const { machine, definition } = lifecycle;
    const record = lifecycle.open({ subject: "subject" });
    const events = machine.events.filter((event) => !event.startsWith("xstate."));
    for (const event of [...events, ...(definition.opening === undefined ? [] : [definition.opening])]) {
      expect(lifecycle.may(record, event).message).toContain(event);
    }
  });

  test.each([personaVerification, personaInquiry, badge])(
    "yes of what creates the subject, before any report: $id",
    (lifecycle: Lifecycle) => {
      const { opening = "" } = lifecycle.definition;
      const record = lifecycle.open({ subject: "subject" });
      expect(lifecycle.may(record, opening)).toEqual({
        answer: "yes",
        guards: [],
        message: `${opening} may happen now.`,
      });
      const begun = lifecycle.reducer(record, report(0, { status: lifecycle.statuses[0] }));
      expect(lifecycle.may(begun, opening).answer).toBe("no");
    },
  );

  test("no, with each guard that refuses one of its ways", () => {
    const { record } = tell(gates, {}, { status: "outside", channel: "poll" });
    expect(gates.may(record, "call").message).toBe(
      "call is not possible now: it needs a pass, and there are 0; it needs an invitation, and there are 0 passes.",
    );
  });

  test("unknown, where the policy decides and is not known", () => {
    const record = iinkedsign.open({ subject: "subject", policy: { maxResets: undefined } });
    expect(iinkedsign.may(record, "owner.reset")).toEqual({
      answer: "unknown",
      guards: [{ ...noReset, numbers: "0 of 0 resets are used" }],
      message:
        "owner.reset may or may not be possible: in some cases that fit it needs a reset left, and 0 of 0 resets are used.",
    });
  });

  test("unknown, where what was lost decides", () => {
    const { record } = tell(iinkedsign, { policy: once }, { status: "failed" });
    expect(iinkedsign.may(record, "owner.reset")).toMatchObject({
      answer: "unknown",
      guards: [{ guard: "resetsLeft", numbers: "1 of 1 resets are used" }],
    });
    expect(
      iinkedsign.may(tell(iinkedsign, { policy: once }, { status: "failed_reset" }).record, "owner.reset").answer,
    ).toBe("yes");
  });

  test("unknown, also where a lost report alone would allow it", () => {
    const starts = [{ status: "start" }, { status: "start" }];
    const { record, verdict } = tell(iinkedsign, { policy: { ...once, maxAttempts: 3 } }, ...starts);
    expect(verdict).toMatchObject({ kind: "advance", skipped: ["cancelled_reset", "not_started"] });
    expect(iinkedsign.may(record, "owner.reset")).toMatchObject({
      answer: "unknown",
      guards: [{ guard: "resetsLeft", numbers: "1 of 1 resets are used" }],
    });
  });

  test("unknown, where the reports leave open what happened", () => {
    const { record } = tell(badge, { policy: { tries: 2 } }, { status: "created" }, { event: "photo.refused" });
    expect(badge.may(record, "badge.submitted")).toEqual({
      answer: "unknown",
      guards: [],
      message: "badge.submitted may or may not be possible: the reports leave open whether it can.",
    });
  });

  test("is asked of the initial configuration before any report", () => {
    const record = iinkedsign.open({ subject: "subject", policy: once });
    expect(iinkedsign.may(record, "signer.opened").answer).toBe("yes");
    expect(iinkedsign.may(record, "signer.retried").message).toBe(
      "signer.retried is not possible now: not in not_started.",
    );
  });

  test("tells of delays by the event that stands for them", () => {
    const record = badge.open({ subject: "subject" });
    expect(badge.may(record, "after validity").answer).toBe("yes");
    const { record: approved } = tell(badge, {}, { status: "created" }, { status: "approved" });
    expect(badge.may(approved, "after validity").answer).toBe("no");
  });

  test("changes nothing: a record asked is the record it was", () => {
    const { record } = tell(iinkedsign, {}, { status: "failed" });
    const before = JSON.stringify(record);
    iinkedsign.may(record, "owner.reset");
    iinkedsign.view(record);
    expect(JSON.stringify(record)).toBe(before);
  });
});
