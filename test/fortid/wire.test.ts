import { describe, expect, test } from "vitest";
import { fortid } from "../../machines/fortid/lifecycle.js";
import type { Observation } from "../../src/observation.js";
import { answered, session, shows, start, told } from "./exchanges.js";

function observed(message: unknown): Observation {
  const reading = fortid.read(message);
  if (reading.kind !== "observation") throw new Error(`read as ${reading.kind}: ${reading.message}`);
  return reading.observation;
}

const seen = { subject: session, at: start, channel: "poll", breaches: [], warnings: [] };

describe("the state, by word or by code", () => {
  test.each(["IN_PROGRESS", "VERIFICATION_FAILED", "VERIFICATION_SUCCEEDED"])("200 with %s", (status) => {
    expect(observed(told(status))).toEqual({ ...seen, status, reported: status });
  });

  test("410 is EXPIRED", () => {
    expect(observed(answered(410))).toEqual({ ...seen, status: "EXPIRED", reported: "410" });
  });

  test("404 is REMOVED, and means that only of a session that is known", () => {
    expect(observed(answered(404))).toEqual({ ...seen, status: "REMOVED", reported: "404", deniesExistence: true });
  });

  test("the code decides; a body without a message is odd", () => {
    for (const [code, status] of [
      [410, "EXPIRED"],
      [404, "REMOVED"],
    ] as const) {
      for (const body of [undefined, null, "<html>", {}, { message: 404 }]) {
        expect(observed({ ...answered(code), body })).toMatchObject({
          status,
          warnings: ["its body has no message: something before the service may have answered"],
        });
      }
    }
  });

  test("EXPIRED and REMOVED are words of ours: in a 200 they are unknown", () => {
    for (const word of ["EXPIRED", "REMOVED", "in_progress"]) {
      expect(observed(told(word))).toMatchObject({ reported: word });
      expect(observed(told(word))).not.toHaveProperty("status");
    }
  });

  test("the session's id is the same in either case", () => {
    expect(observed({ ...told("IN_PROGRESS"), subject: session.toUpperCase() }).subject).toBe(session);
  });
});

describe("codes that say nothing about the session", () => {
  test.each([
    [400, []],
    [500, []],
    [200 + 1, ["the service answered 201"]],
    [401, ["the service answered 401"]],
    [403, ["the service answered 403"]],
    [429, ["the service answered 429"]],
    [503, ["the service answered 503"]],
  ])("%i", (code, warnings) => {
    expect(fortid.read(answered(code))).toEqual({
      kind: "no-information",
      subject: session,
      message: `HTTP status ${code} says nothing about the session`,
      warnings,
    });
  });

  test("a 400 is about an id that is none, which is then not named", () => {
    const reading = fortid.read({ ...answered(400), subject: "not-a-uuid" });
    expect(reading).toMatchObject({ kind: "no-information" });
    expect(JSON.stringify(reading)).not.toContain("not-a-uuid");
  });
});

describe("what cannot be read is named by its path", () => {
  test.each([
    ["no subject", { ...told("IN_PROGRESS"), subject: undefined }, "subject"],
    ["a subject that is no UUID", { ...answered(410), subject: "canary" }, "subject"],
    ["a 404 about no UUID", { ...answered(404), subject: "canary" }, "subject"],
    ["no body", answered(200, start, null), "body"],
    ["no status", answered(200, start, { status: "canary" }), "body.verificationSessionStatus"],
    ["a sentence for a status", told("Canary was here"), "body.verificationSessionStatus"],
    [
      "claims that are text",
      answered(200, start, { verificationSessionStatus: "VERIFICATION_SUCCEEDED", presentedClaims: "canary" }),
      "body.presentedClaims",
    ],
    [
      "a description that is no text",
      answered(200, start, { verificationSessionStatus: "VERIFICATION_FAILED", description: ["canary"] }),
      "body.description",
    ],
    ["a time without a zone", told("IN_PROGRESS", "2026-03-04T14:30:00"), "at"],
  ])("%s", (_, message, path) => {
    const reading = fortid.read(message);
    expect(reading).toMatchObject({ kind: "malformed", path });
    expect(JSON.stringify(reading).toLowerCase()).not.toContain("canary");
  });

  test("a webhook body is no exchange", () => {
    expect(fortid.read({ verificationSessionStatus: "IN_PROGRESS" })).toMatchObject({ kind: "malformed" });
  });
});

describe("what the page promises beside a status", () => {
  test.each([
    ["VERIFICATION_FAILED", {}, ["description is missing"]],
    ["VERIFICATION_SUCCEEDED", {}, ["presentedClaims is missing"]],
    ["VERIFICATION_SUCCEEDED", { presentedClaims: null }, ["presentedClaims is missing"]],
    ["VERIFICATION_SUCCEEDED", { presentedClaims: {} }, []],
    ["VERIFICATION_FAILED", { description: "" }, []],
    ["IN_PROGRESS", { description: "canary" }, ["description is there beside another status"]],
    [
      "VERIFICATION_FAILED",
      { description: "canary", presentedClaims: { name: "canary" } },
      ["presentedClaims is there beside another status"],
    ],
  ])("%s with %j", (status, fields, warnings) => {
    const observation = observed(answered(200, start, { verificationSessionStatus: status, ...fields }));
    expect(observation).toMatchObject({ status, breaches: [], warnings });
  });
});

test("no claim and no description survives", () => {
  let record = fortid.open({ subject: session });
  const kept = ["IN_PROGRESS", "VERIFICATION_SUCCEEDED", "VERIFICATION_FAILED", "REMOVED"].map((status) => {
    const observation = observed(shows(status));
    const step = fortid.observe(record, observation);
    record = step.record;
    return [observation, step.verdict, record, fortid.view(record)];
  });
  expect(JSON.stringify(kept)).not.toMatch(/canary|street|27/i);
});
