import { expect, test } from "vitest";
import { personaInquiry } from "../../machines/persona/lifecycle.js";
import { event, poll } from "./event.js";
import { fixture } from "./fixture.js";

const read: typeof personaInquiry.read = (message, options) => personaInquiry.read(message, options);

test("a created inquiry is read with its start and its delivery", () => {
  expect(read(fixture("inquiry/created"))).toEqual({
    kind: "observation",
    observation: {
      subject: "inq_Orchard7",
      status: "created",
      reported: "inquiry.created",
      event: "inquiry.created",
      at: "2031-05-04T08:00:00.100Z",
      startedAt: "2031-05-04T08:00:00.000Z",
      delivery: "evt_Cedar1",
      channel: "webhook",
      breaches: [],
      warnings: [],
    },
  });
});

test.each([
  ["inquiry.created", "created"],
  ["inquiry.started", "pending"],
  ["inquiry.completed", "completed"],
  ["inquiry.failed", "failed"],
  ["inquiry.expired", "expired"],
  ["inquiry.marked-for-review", "needs_review"],
  ["inquiry.approved", "approved"],
  ["inquiry.declined", "declined"],
])("%s tells of %s, whether or not the status is hidden", (name, status) => {
  const hidden = read(event({ name, type: "inquiry" }));
  expect(hidden).toMatchObject({ kind: "observation", observation: { status, warnings: [] } });
  expect(read(event({ name, type: "inquiry", status, style: "camel" }))).toEqual(hidden);
  expect(read(event({ name, type: "inquiry", status, style: "snake" }))).toEqual(hidden);
});

test("keys in snake case are read", () => {
  expect(read(fixture("inquiry/completed.with-snake-case-keys"))).toMatchObject({
    observation: { status: "completed", at: "2031-05-04T09:30:00.000Z", startedAt: "2031-05-04T08:00:00.000Z" },
  });
});

test("a payload ahead of its event goes nowhere but into a warning", () => {
  expect(read(event({ name: "inquiry.completed", type: "inquiry", status: "approved" }))).toMatchObject({
    observation: { status: "completed", warnings: ["the payload is already ahead: approved"] },
  });
});

test("a payload's status that nobody knows is not called ahead, and the event's name decides", () => {
  expect(read(event({ name: "inquiry.created", type: "inquiry", status: "brand_new" }))).toMatchObject({
    observation: {
      status: "created",
      warnings: ["the payload's status brand_new is none that this lifecycle knows"],
    },
  });
});

test("a failed verification is read for its inquiry as an event without a status", () => {
  expect(read(fixture("verification/failed"))).toEqual({
    kind: "observation",
    observation: {
      subject: "inq_Orchard7",
      reported: "verification.failed",
      event: "verification.failed",
      at: "2031-05-04T09:02:01.000Z",
      delivery: "evt_Alder8",
      channel: "webhook",
      breaches: [],
      warnings: [],
    },
  });
});

test.each([
  ["{data: null}", { inquiry: { data: null } }],
  ["{}", { inquiry: {} }],
  ["{data: {}}", { inquiry: { data: {} } }],
  ["nothing", {}],
  ["null", { inquiry: null }],
])("a verification whose inquiry comes as %s belongs to none", (_, relationships) => {
  const body = event({ name: "verification.created", type: "verification/selfie", relationships });
  expect(read(body)).toMatchObject({ kind: "irrelevant", name: "verification.created" });
});

test("a verification without relationships belongs to no inquiry", () => {
  expect(read(event({ name: "verification.failed", type: "verification/selfie" }))).toMatchObject({
    kind: "irrelevant",
  });
  expect(read(fixture("verification/failed.with-no-inquiry"))).toMatchObject({ kind: "irrelevant" });
});

test("an inquiry's id that is none makes the event malformed, and is not repeated", () => {
  const relationships = { inquiry: { data: { type: "inquiry", id: "Ada Quill" } } };
  const reading = read(event({ name: "verification.failed", type: "verification/selfie", relationships }));
  expect(reading).toEqual({
    kind: "malformed",
    path: "data.attributes.payload.data.relationships.inquiry.data.id",
    message: "expected an id of letters, digits, _ or -",
  });
});

test.each([
  ["inquiry.redacted", "inquiry"],
  ["inquiry.transitioned", "inquiry"],
  ["inquiry.updated-tags", "inquiry"],
  ["inquiry.reusable-persona-created", "inquiry"],
  ["inquiry.reusable-persona-used", "inquiry"],
  ["inquiry.reusable-persona-invented", "inquiry"],
])("%s moves nothing", (name, type) => {
  expect(read(event({ name, type, id: "inq_1", status: "approved" }))).toEqual({
    kind: "no-information",
    subject: "inq_1",
    message: `${name} leaves the inquiry's status as it is`,
    warnings: [],
  });
});

test("an event of a session moves nothing, and names its inquiry", () => {
  expect(read(fixture("inquiry-session/started"))).toMatchObject({
    kind: "no-information",
    subject: "inq_Orchard7",
  });
});

test.each([
  ["verification.passed", "verification/selfie"],
  ["verification.escalated", "verification/selfie"],
  ["inquiry.invented", "inquiry"],
  ["case.created", "case"],
])("%s is not about an inquiry", (name, type) => {
  expect(read(event({ name, type }))).toMatchObject({ kind: "irrelevant", name });
});

test("a poll shows the status and the provider's own word", () => {
  expect(read(poll("inquiry", { status: "needs_review", created_at: "2031-05-04T08:00:00Z" }))).toMatchObject({
    kind: "observation",
    observation: { subject: "res_1", status: "needs_review", startedAt: "2031-05-04T08:00:00Z", channel: "poll" },
  });
  expect(read(poll("inquiry", { status: "paused" }))).toMatchObject({ observation: { reported: "paused" } });
  expect(read(poll("inquiry", { status: null }))).toMatchObject({ kind: "no-information" });
  expect(read(poll("verification/selfie", { status: "passed" }))).toMatchObject({
    kind: "irrelevant",
    name: "verification",
  });
});
