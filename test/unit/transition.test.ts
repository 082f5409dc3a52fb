import { describe, expect, test } from "vitest";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaVerification } from "../../machines/persona/lifecycle.js";
import { badge } from "./badge.js";

const check: typeof iinkedsign.checkTransition = (from, to, policy) => iinkedsign.checkTransition(from, to, policy);

describe("checkTransition", () => {
  test("direct: one transition", () => {
    expect(check("failed", "start")).toEqual({
      kind: "direct",
      from: "failed",
      to: "start",
      between: [],
      guards: [],
      evidence: {
        level: "STATED",
        source: "Verification status: Verification states",
        note: "that the signer may retry is stated, that it begins at start is assumed",
      },
      message: "start may follow failed.",
    });
  });

  test("indirect: the statuses between, on the shortest path, and the weakest evidence of it", () => {
    expect(check("failed", "passed", { maxAttempts: 3 })).toEqual({
      kind: "indirect",
      from: "failed",
      to: "passed",
      between: ["start", "consent", "consent_processing", "end"],
      guards: [],
      evidence: {
        level: "ASSUMED",
        source: "Verification status: Verification states",
        note: "the steps come in the order of the table",
      },
      message: "passed may follow failed by way of start, consent, consent_processing, end.",
    });
    expect(check("start", "not_started")).toMatchObject({
      between: ["cancelled_reset"],
      evidence: { level: "IMPLIED" },
    });
    expect(check("failed", "end", { steps: ["document"] }).between).toEqual([
      "start",
      "document",
      "document_processing",
    ]);
    expect(check("failed", "end", { steps: [] }).between).toEqual(["start"]);
  });

  test("indirect: also by way of what is always announced", () => {
    expect(personaVerification.checkTransition("initiated", "passed")).toMatchObject({ kind: "indirect" });
  });

  test("same: no change, whether or not it can be left and come back to", () => {
    expect(check("failed", "failed")).toEqual({
      kind: "same",
      from: "failed",
      to: "failed",
      between: [],
      guards: [],
      message: "failed is the same status.",
    });
    expect(check("passed", "passed").kind).toBe("same");
    expect(badge.checkTransition("created", "created").kind).toBe("same");
  });

  test("illegal, final: nothing follows", () => {
    expect(check("passed", "failed")).toEqual({
      kind: "illegal",
      reason: "final",
      from: "passed",
      to: "failed",
      between: [],
      guards: [],
      evidence: {
        level: "STATED",
        source: "Verification status: Verification states",
        note: "passed, failed_locked, error_locked, cancelled and invalid name no way on",
      },
      message: "failed cannot follow passed: nothing follows passed.",
    });
    for (const from of ["passed", "failed_locked", "error_locked", "cancelled", "invalid"]) {
      for (const to of iinkedsign.statuses) {
        if (from !== to) expect(check(from, to)).toMatchObject({ kind: "illegal", reason: "final" });
      }
    }
  });

  test("illegal, guard: which, with its numbers", () => {
    expect(check("start", "cancelled_reset", { maxResets: 0 })).toEqual({
      kind: "illegal",
      reason: "guard",
      from: "start",
      to: "cancelled_reset",
      between: [],
      guards: [
        {
          guard: "resetsLeft",
          needs: "a reset left",
          numbers: "0 of 0 resets are used",
          evidence: { level: "STATED", source: "Help centre (D): Policies, Retries and Resettable" },
        },
      ],
      evidence: { level: "STATED", source: "Help centre (D): Policies, Retries and Resettable" },
      message:
        "cancelled_reset cannot follow start: it needs a reset left, and 0 of 0 resets are used (guard resetsLeft).",
    });
    expect(check("start", "cancelled_reset")).toMatchObject({ kind: "direct" });
    expect(check("failed", "failed_locked", { maxResets: "unlimited" }).message).toBe(
      "failed_locked cannot follow failed: it needs no reset left, and resets are unlimited (guard resetsLeft).",
    );
    expect(check("not_started", "kba", { steps: ["consent"] }).message).toBe(
      "kba cannot follow not_started: it needs a policy with the kba step, and its steps are consent (guard kbaRequired).",
    );
    expect(badge.checkTransition("submitted", "created", { tries: 1 }).message).toBe(
      "created cannot follow submitted: it needs a try left, and 1 of 1 tries are used (guard triesLeft).",
    );
  });

  test("illegal, unreachable: the status itself cannot be reached under the policy", () => {
    expect(check("failed", "start", { maxAttempts: 1 })).toMatchObject({
      kind: "illegal",
      reason: "unreachable",
      guards: [],
      evidence: { level: "IMPLIED", note: "the table names every state and who acts in it" },
      message: "failed itself cannot be reached under this policy.",
    });
    expect(check("error_reset", "start", { maxResets: 0 })).toMatchObject({ reason: "unreachable" });
  });

  test("illegal, unreachable: no path leads there", () => {
    expect(fortid.checkTransition("EXPIRED", "IN_PROGRESS")).toEqual({
      kind: "illegal",
      reason: "unreachable",
      from: "EXPIRED",
      to: "IN_PROGRESS",
      between: [],
      guards: [],
      evidence: {
        level: "STATED",
        source: "Verification Status Check: timeout and grace period",
        note: "after a session has expired, 410 and then 404 are all that is returned",
      },
      message: "IN_PROGRESS cannot follow EXPIRED: no path of the lifecycle leads there.",
    });
  });

  test("is one answer for each two statuses, also of the smallest lifecycle", () => {
    const bound = badge.under({ tries: 2 });
    expect(bound.checkTransition("created", "approved")).toBe(bound.checkTransition("created", "approved"));
  });

  test("is one frozen answer for each two statuses, and keeps none about other words", () => {
    const strict = iinkedsign.under({ maxAttempts: 3 });
    const answer = strict.checkTransition("failed", "passed");
    expect(strict.checkTransition("failed", "passed")).toBe(answer);
    expect([answer, answer.between, answer.guards].every((part) => Object.isFrozen(part))).toBe(true);
    expect(strict.checkTransition("failed", "approved")).not.toBe(strict.checkTransition("failed", "approved"));
  });

  test("unknown: what was meant is told by a lifecycle without other words, too", () => {
    expect(badge.checkTransition("creatd", "approved").message).toContain("did you mean created?");
  });

  test.each([
    ["__proto__", "passed"],
    ["constructor", "passed"],
    ["passed", "toString"],
    ["passed", "hasOwnProperty"],
    ["completed", "passed"],
    ["PASSED", "passed"],
    ["", ""],
    ["approved", "approved"],
    ["failed\nstart", "passed"],
  ])("unknown: %j, %j is none of the lifecycle's", (from, to) => {
    expect(check(from, to)).toEqual({
      kind: "unknown",
      from,
      to,
      between: [],
      guards: [],
      message: expect.stringMatching(/^(from|to).* is no status of this lifecycle/),
    });
    expect(iinkedsign.under({ maxAttempts: 3 }).checkTransition(from, to).kind).toBe("unknown");
  });

  test.each([
    ["faild", "passed", "from (faild) is no status of this lifecycle: did you mean failed?"],
    ["passed", "failed_lockd", "to (failed_lockd) is no status of this lifecycle: did you mean failed_locked?"],
    ["failed", "completed", "to (completed) is no status of this lifecycle: did you mean passed?"],
    ["verified", "passed", "from (verified) is no status of this lifecycle."],
    ["Ada Example", "passed", "from is no status of this lifecycle."],
    ["failed ", "passed", "from is no status of this lifecycle: did you mean failed?"],
    [
      "faild",
      "verified",
      "from (faild) is no status of this lifecycle: did you mean failed? to (verified) is no status of this lifecycle.",
    ],
  ])("unknown: %j, %j are told by the argument, and by their word where it is plain", (from, to, message) => {
    expect(check(from, to)).toMatchObject({ kind: "unknown", message });
  });

  test.each([[[]], [["failed"]], [[undefined, "failed"]], [[null, null]], [[7, 7]], [[["failed"], "failed"]]])(
    "unknown: an argument that is not there, or no text: %j",
    (given) => {
      expect(Reflect.apply(check, undefined, given)).toMatchObject({ kind: "unknown" });
    },
  );

  test("holds under a policy bound, too, and takes undefined for what is not known", () => {
    const strict = iinkedsign.under({ maxAttempts: 3, maxResets: 0 });
    for (const from of iinkedsign.statuses) {
      for (const to of ["start", "failed_reset", "failed_locked", "not_started"]) {
        const known = check(from, to, { maxAttempts: 3, maxResets: 0, maxErrors: undefined });
        expect(strict.checkTransition(from, to)).toEqual(known);
      }
    }
    expect(check("failed", "passed", { maxAttempts: undefined })).toEqual(check("failed", "passed"));
  });

  test("may have one policy or another: what no policy allows together is still two answers", () => {
    expect(check("failed", "failed_locked").kind).toBe("indirect");
    expect(check("failed", "failed_reset").kind).toBe("indirect");
    expect(check("failed_locked", "failed_reset").reason).toBe("final");
  });
});

test("the way between two statuses is the shortest, however many reports of it would be missing", () => {
  expect(iinkedsign.under({}).checkTransition("end", "start")).toMatchObject({ kind: "indirect", between: ["failed"] });
});
