import { expect, test } from "vitest";
import { personaVerification } from "../../machines/persona/lifecycle.js";
import { type createdAtKeys, event, poll } from "./event.js";
import { fixture } from "./fixture.js";

const read: typeof personaVerification.read = (message, options) => personaVerification.read(message, options);
const styles = ["kebab", "camel", "snake"] as const satisfies readonly (keyof typeof createdAtKeys)[];

test("a created verification is read with its type, its start and its delivery", () => {
  expect(read(fixture("verification/created"))).toEqual({
    kind: "observation",
    observation: {
      subject: "ver_Birch1",
      status: "initiated",
      reported: "verification.created",
      event: "verification.created",
      at: "2031-05-04T09:00:01.250Z",
      startedAt: "2031-05-04T09:00:00.000Z",
      delivery: "evt_Alder1",
      channel: "webhook",
      policy: { type: "government-id" },
      breaches: [],
      warnings: [],
    },
  });
});

test.each([
  ["verification.created", "initiated"],
  ["verification.submitted", "submitted"],
  ["verification.tentatively-passed", "tentatively_passed"],
  ["verification.tentatively-failed", "tentatively_failed"],
  ["verification.passed", "passed"],
  ["verification.failed", "failed"],
  ["verification.requires-retry", "requires_retry"],
  ["verification.canceled", "canceled"],
  ["verification.skipped", "skipped"],
])("%s tells of %s, whatever style the keys have and whether or not the status is hidden", (name, status) => {
  const readings = styles.flatMap((style) => [
    read(event({ name, type: "verification/selfie", style })),
    read(event({ name, type: "verification/selfie", style, status })),
  ]);
  expect(readings[0]).toMatchObject({
    kind: "observation",
    observation: { status, at: "2031-05-04T09:00:01.250Z", startedAt: "2031-05-04T09:00:00Z", warnings: [] },
  });
  for (const reading of readings) expect(reading).toEqual(readings[0]);
});

test("keys in camel and snake case are read, and values are never re-cased", () => {
  expect(read(fixture("verification/requires-retry.with-camel-case-keys"))).toMatchObject({
    observation: { status: "requires_retry", startedAt: "2031-05-04T09:00:00.000Z", policy: { type: "document" } },
  });
  expect(read(fixture("verification/tentatively-failed.with-snake-case-keys"))).toMatchObject({
    observation: {
      status: "tentatively_failed",
      startedAt: "2031-05-04T09:00:00.000Z",
      policy: { type: "database-business-footprint" },
    },
  });
  expect(read(event({ name: "verification.passed", type: "verification/Odd_Type.2" }))).toMatchObject({
    observation: { policy: { type: "Odd_Type.2" } },
  });
});

test("where the status is hidden, the event's name decides", () => {
  expect(read(fixture("verification/submitted.with-status-hidden"))).toMatchObject({
    observation: { status: "submitted", warnings: [] },
  });
});

test("a payload ahead of its event goes nowhere but into a warning", () => {
  expect(read(fixture("verification/submitted.with-payload-ahead"))).toMatchObject({
    observation: {
      status: "submitted",
      reported: "verification.submitted",
      warnings: ["the payload is already ahead: failed"],
    },
  });
});

test("a payload's status of another resource is none that a verification's lifecycle knows", () => {
  expect(
    read(event({ name: "verification.passed", type: "verification/selfie", status: "needs_review" })),
  ).toMatchObject({
    observation: {
      status: "passed",
      warnings: ["the payload's status needs_review is none that this lifecycle knows"],
    },
  });
});

test.each([[null], [7], [{ status: "passed" }], ["not a plain word"], ["x".repeat(65)]])(
  "a payload's status that is no plain word (%j) is as good as hidden",
  (status) => {
    expect(read(event({ name: "verification.passed", type: "verification/selfie", status }))).toMatchObject({
      observation: { status: "passed", warnings: [] },
    });
  },
);

test("a verification passes with a failed check that was not required", () => {
  expect(read(fixture("verification/passed.with-failed-check"))).toMatchObject({
    observation: { status: "passed", breaches: [], warnings: [] },
  });
});

test.each(["verification.escalated", "verification.updated-tags"])("%s moves nothing", (name) => {
  expect(read(event({ name, type: "verification/selfie", status: "passed", id: "ver_1" }))).toEqual({
    kind: "no-information",
    subject: "ver_1",
    message: `${name} leaves the verification as it is`,
    warnings: [],
  });
});

test.each([
  ["inquiry.completed", "inquiry"],
  ["inquiry-session.started", "inquiry-session"],
  ["verification.invented", "verification/selfie"],
  ["account.created", "account"],
])("%s is not about a verification", (name, type) => {
  expect(read(event({ name, type }))).toMatchObject({ kind: "irrelevant", name });
});

test("an event's name is repeated only when it is a plain word", () => {
  expect(read(event({ name: "Ada Quill", type: "inquiry" }))).toEqual({
    kind: "irrelevant",
    name: undefined,
    message: "not about this lifecycle",
  });
});

test("an event without a time is read, and says none", () => {
  const { data } = event({ name: "verification.passed", type: "verification/selfie" });
  const { "created-at": _, ...attributes } = data.attributes;
  const reading = read({ data: { ...data, attributes } });
  expect(reading).toMatchObject({ observation: { status: "passed", warnings: ["the event has no created-at"] } });
  expect(reading.kind === "observation" && "at" in reading.observation).toBe(false);
});

test.each([
  ["nothing", null, ""],
  ["no event", { data: { type: "verification/selfie", id: "ver_1", attributes: {} } }, "data.type"],
  ["no name", { data: { type: "event", id: "evt_1", attributes: {} } }, "data.attributes.name"],
  [
    "another resource's payload",
    event({ name: "verification.passed", type: "inquiry" }),
    "data.attributes.payload.data.type",
  ],
  [
    "a type that is none",
    event({ name: "verification.passed", type: "verification/a type" }),
    "data.attributes.payload.data.type",
  ],
  [
    "an id that is none",
    event({ name: "verification.passed", type: "verification/selfie", id: "Ada Quill" }),
    "data.attributes.payload.data.id",
  ],
  [
    "no payload",
    { data: { type: "event", id: "evt_1", attributes: { name: "verification.passed" } } },
    "data.attributes.payload",
  ],
])("with %s it is malformed, and the message repeats none of it", (_, body, path) => {
  const reading = read(body, { channel: "webhook" });
  expect(reading).toMatchObject({ kind: "malformed", path });
  expect(JSON.stringify(reading)).not.toMatch(/Ada|a type"/);
});

test("a poll shows the status, the provider's own word and the type", () => {
  expect(read(poll("verification/phone-number", { status: "confirmed", createdAt: "2031-05-04T09:00:00Z" }))).toEqual({
    kind: "observation",
    observation: {
      subject: "res_1",
      status: "confirmed",
      reported: "confirmed",
      at: "2031-05-04T09:10:00Z",
      startedAt: "2031-05-04T09:00:00Z",
      channel: "poll",
      policy: { type: "phone-number" },
      breaches: [],
      warnings: [],
    },
  });
});

test("a poll's word that nobody knows is no status", () => {
  const reading = read(poll("verification/selfie", { status: "paused" }));
  expect(reading).toMatchObject({ kind: "observation", observation: { reported: "paused" } });
  expect(reading.kind === "observation" && "status" in reading.observation).toBe(false);
});

test("a poll without a status to judge says so", () => {
  expect(read(poll("verification/selfie", {}))).toMatchObject({ kind: "no-information", warnings: [] });
  expect(read(poll("verification/selfie", { status: "passed" }, 404))).toMatchObject({
    kind: "no-information",
    warnings: ["the vendor answered 404"],
  });
  expect(read(poll("verification/selfie", { status: "passed" }, 503))).toMatchObject({
    kind: "no-information",
    warnings: [],
  });
  expect(read(poll("inquiry", { status: "pending" }))).toMatchObject({ kind: "irrelevant", name: "inquiry" });
  for (const status of ["Ada Quill", "", "a".repeat(65)]) {
    expect(read(poll("verification/selfie", { status }))).toEqual({
      kind: "malformed",
      path: "body.data.attributes.status",
      message: "expected 1 to 64 letters, digits, _ . or -",
    });
  }
});
