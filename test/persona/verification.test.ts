import { expect, test } from "vitest";
import { personaVerification } from "../../machines/persona/lifecycle.js";
import { kindsOf } from "../../machines/persona/verification/vocabulary.js";
import { report } from "../report.js";

const checkTransition: typeof personaVerification.checkTransition = (from, to, policy) =>
  personaVerification.checkTransition(from, to, policy);

test.each([
  ["email-address", "code"],
  ["phone-number", "code"],
  ["aamva", "skippable"],
  ["database", "skippable"],
  ["database-phone-carrier", "skippable"],
  ["database-business", "skippable,tentativelyFailing"],
  ["database-business-footprint", "skippable,tentativelyFailing"],
  ["document", "tentativelyPassing"],
  ["qes-infocert", "tentativelyPassing"],
  ["government-id", ""],
  ["selfie", ""],
  ["invented", ""],
  ["government-id-with-database", ""],
])("%s is of the kinds %j", (type, kinds) => {
  expect(kindsOf(type)).toBe(kinds);
});

test("every combination of kinds that a type can have has one type in the family", () => {
  const { type } = personaVerification.definition.policy.family;
  expect(type.map(kindsOf).toSorted()).toEqual([
    "",
    "code",
    "skippable",
    "skippable,tentativelyFailing",
    "tentativelyPassing",
  ]);
});

test.each([
  ["initiated", "confirmed", "phone-number", "selfie", "typeHasCode"],
  ["initiated", "skipped", "aamva", "selfie", "typeSkippable"],
  ["submitted", "skipped", "database", "document", "typeSkippable"],
  ["submitted", "tentatively_passed", "qes-infocert", "database-business", "typePassesTentatively"],
  ["submitted", "tentatively_failed", "database-business", "document", "typeFailsTentatively"],
])("%s to %s is for a type such as %s, not for %s", (from, to, type, other, guard) => {
  expect(checkTransition(from, to, { type })).toMatchObject({ kind: "direct" });
  expect(checkTransition(from, to)).toMatchObject({ kind: "direct" });
  expect(checkTransition(from, to, { type: other })).toMatchObject({
    kind: "illegal",
    reason: "guard",
    guards: [{ guard }],
  });
});

test("a type that nobody knows is allowed, and fails the guards of special kinds", () => {
  expect(checkTransition("submitted", "passed", { type: "brand-new" })).toMatchObject({ kind: "direct" });
  expect(checkTransition("submitted", "skipped", { type: "brand-new" })).toMatchObject({ kind: "illegal" });
});

test("claims can be saved before the submission only", () => {
  const saved = (...statuses: readonly string[]) =>
    personaVerification.may(observed(...statuses), "claims.saved").answer;
  expect(saved("initiated")).toBe("yes");
  expect(saved("initiated", "confirmed")).toBe("no");
  expect(saved("initiated", "submitted")).toBe("no");
});

test("requires_retry is the end of the object, unless the switch lets it be resubmitted", () => {
  expect(checkTransition("requires_retry", "submitted")).toMatchObject({
    kind: "illegal",
    guards: [{ guard: "resubmissionAllowed", evidence: { level: "ASSUMED" } }],
  });
  expect(checkTransition("requires_retry", "submitted", { resubmitSameObject: true })).toMatchObject({
    kind: "direct",
  });
  expect(personaVerification.view(observed("initiated", "submitted", "requires_retry"))).toMatchObject({
    phase: "no_result",
    settled: true,
    final: true,
    retry: "a new verification begins, with better input",
  });
});

test("a canceled verification is never the person's failure", () => {
  expect(personaVerification.view(observed("initiated", "submitted", "canceled"))).toMatchObject({
    phase: "no_result",
    outcome: "no_result",
  });
});

test("a webhook's type narrows what may follow", () => {
  const type = { policy: { type: "selfie" } };
  let record = personaVerification.open({ subject: "subject" });
  record = personaVerification.reducer(record, report(0, { status: "initiated", ...type }));
  const { verdict } = personaVerification.observe(record, report(1, { status: "skipped", ...type }));
  expect(verdict).toMatchObject({ rule: "illegal.guard", guards: [{ guard: "typeSkippable" }] });
});

function observed(...statuses: readonly string[]) {
  return statuses.reduce(
    (record, status, index) => personaVerification.reducer(record, report(index, { status })),
    personaVerification.open({ subject: "subject" }),
  );
}
