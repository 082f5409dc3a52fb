import { describe, expect, test } from "vitest";
import { assetpayClient, assetpayProcess } from "../../machines/assetpay/lifecycle.js";
import type { Observation } from "../../src/observation.js";
import { about, createdAt, errorExchange, exchange, processOf } from "./exchanges.js";

const lifecycles = [assetpayProcess, assetpayClient] as const;

function observed(lifecycle: (typeof lifecycles)[number], message: unknown): Observation {
  const reading = lifecycle.read(message);
  if (reading.kind !== "observation") throw new Error(`read as ${reading.kind}: ${reading.message}`);
  return reading.observation;
}

describe("one answer, read twice", () => {
  test("the process's reading is about the process and begins with its creation", () => {
    expect(observed(assetpayProcess, about("PROCESSING"))).toEqual({
      subject: "process-1",
      status: "PROCESSING",
      reported: "PROCESSING",
      at: "2026-03-04T15:10:00Z",
      startedAt: createdAt,
      channel: "poll",
      breaches: [],
      warnings: [],
    });
  });

  test("the client's reading is about whom the exchange asked, and the process is its run", () => {
    expect(observed(assetpayClient, about("PROCESSING"))).toEqual({
      subject: "client-1",
      run: "process-1",
      status: "running",
      reported: "PROCESSING",
      at: "2026-03-04T15:10:00Z",
      channel: "poll",
      breaches: [],
      warnings: [],
    });
  });

  test.each([
    ["CREATED", "running"],
    ["CAPTURE_PENDING", "running"],
    ["PROCESSING", "running"],
    ["REJECTED", "ended"],
    ["ERROR", "ended"],
    ["EXPIRED", "ended"],
    ["ACCEPTED", "verified"],
  ])("a client whose latest process is %s is %s", (status, expected) => {
    expect(observed(assetpayProcess, about(status)).status).toBe(status);
    expect(observed(assetpayClient, about(status)).status).toBe(expected);
  });

  test("without a process only the client has something to tell", () => {
    const message = exchange({});
    expect(assetpayProcess.read(message).kind).toBe("no-information");
    expect(observed(assetpayClient, message)).toMatchObject({ status: "no_process", reported: "none" });
    expect(observed(assetpayClient, message)).not.toHaveProperty("run");
  });

  test("level 1 decides, whatever the latest process is at", () => {
    for (const process of [null, processOf("EXPIRED"), processOf("CREATED"), processOf("NEVER_HEARD_OF")]) {
      expect(observed(assetpayClient, exchange({ level: 1, process }))).toMatchObject({
        status: "verified",
        reported: "PictureID-verified",
      });
    }
  });

  test("a word that the page does not list is kept as the vendor's and is no status", () => {
    const message = about("MANUAL_REVIEW", { completedAt: "2026-03-04T14:33:00Z" });
    for (const lifecycle of lifecycles) {
      const observation = observed(lifecycle, message);
      expect(observation).toMatchObject({ reported: "MANUAL_REVIEW", breaches: [] });
      expect(observation).not.toHaveProperty("status");
    }
  });

  test("fields that are not listed are allowed and stay out", () => {
    const message = about("CREATED", { attempt: 2, steps: ["Canary"] });
    expect(JSON.stringify(observed(assetpayProcess, message))).not.toContain("Canary");
  });

  test("completedAt may be absent while a process runs", () => {
    expect(observed(assetpayProcess, about("CREATED", { completedAt: undefined })).breaches).toEqual([]);
  });
});

describe("what cannot be read is named by its path", () => {
  test.each([
    ["a level of 2", exchange({ level: 2 }), "body.data.verificationLevel"],
    [
      "a level as text",
      { ...exchange({}), body: { success: true, data: { verificationLevel: "1" } } },
      "body.data.verificationLevel",
    ],
    ["no success", { ...exchange({}), body: { data: {} } }, "body.success"],
    ["no data", { ...exchange({}), body: { success: true } }, "body.data"],
    ["a body of text", { ...exchange({}), body: "canary@example.invalid" }, "body"],
    ["a status that is a sentence", about("Canary was here"), "body.data.latestProcess.status"],
    [
      "a creation without a zone",
      about("CREATED", { createdAt: "2026-03-04T14:30:00" }),
      "body.data.latestProcess.createdAt",
    ],
    ["a completion that is no time", about("ERROR", { completedAt: "soon" }), "body.data.latestProcess.completedAt"],
    [
      "a processId with an address in it",
      about("CREATED", { processId: "canary@example.invalid" }),
      "body.data.latestProcess.processId",
    ],
    ["an identity that is a list", exchange({ level: 1, identity: [] as never }), "body.data.linkedIdentity"],
  ])("%s", (_, message, path) => {
    for (const lifecycle of lifecycles) {
      const reading = lifecycle.read(message);
      expect(reading).toMatchObject({ kind: "malformed", path });
      expect(JSON.stringify(reading).toLowerCase()).not.toContain("canary");
    }
  });

  test("a client needs the exchange's subject; its process does not", () => {
    const message = about("CREATED", {}, { subject: "" });
    expect(assetpayClient.read(message)).toMatchObject({ kind: "malformed", path: "subject" });
    expect(observed(assetpayProcess, message).subject).toBe("process-1");
  });
});

describe("errors say nothing about the verification", () => {
  test("an invalid client token is an everyday answer", () => {
    const message = errorExchange(401, { code: 1102, key: "INVALID_TOKEN", message: "Token is invalid" });
    for (const lifecycle of lifecycles) {
      expect(lifecycle.read(message)).toEqual({
        kind: "no-information",
        message: "error 1102 (INVALID_TOKEN) says nothing about the verification",
        warnings: [],
      });
    }
  });

  test.each([
    ["another code", errorExchange(429, { code: 1005, key: "RATE_LIMITED" }), ["the vendor answered error 1005"]],
    ["an error that came with 200", errorExchange(200, { code: 1102 }), []],
    ["a code that is no number", errorExchange(401, { code: "Canary" }), ["the vendor answered an error"]],
    ["no error in the envelope", { ...exchange({}), body: { success: false } }, ["the vendor answered an error"]],
    ["a page of some gateway", { ...exchange({}), httpStatus: 502, body: "<html>" }, []],
    ["another status with a good body", { ...about("CREATED"), httpStatus: 203 }, ["the vendor answered 203"]],
  ])("%s", (_, message, warnings) => {
    for (const lifecycle of lifecycles)
      expect(lifecycle.read(message)).toMatchObject({ kind: "no-information", warnings });
  });

  test("a webhook body is no exchange", () => {
    expect(assetpayClient.read({ event: "verification.done" }).kind).toBe("malformed");
  });
});

describe("rules between fields, each broken alone", () => {
  test.each([
    ["ACCEPTED asks for verificationLevel 1", exchange({ level: 0, process: processOf("ACCEPTED") })],
    ["verificationLevel 1 asks for a linkedIdentity", about("ACCEPTED", {}, { level: 1, identity: null })],
    ["a linkedIdentity asks for verificationLevel 1", about("CREATED", {}, { identity: { id: "identity-1" } })],
    ["an ended process asks for completedAt", about("REJECTED", { completedAt: null })],
    ["an ended process asks for completedAt", about("ERROR", { completedAt: undefined })],
    ["a process that has not ended has no completedAt", about("PROCESSING", { completedAt: "2026-03-04T14:31:00Z" })],
    ["completedAt is not before createdAt", about("REJECTED", { completedAt: "2026-03-04T14:29:59.9999999Z" })],
  ])("%s", (name, message) => {
    for (const lifecycle of lifecycles) {
      const observation = observed(lifecycle, message);
      expect(observation.breaches).toEqual([name]);
      const { verdict, record } = lifecycle.observe(lifecycle.open({ subject: observation.subject }), observation);
      expect(verdict).toMatchObject({ rule: "illegal.contradiction", breaches: [name] });
      expect(record.sequence).toBe(0);
    }
  });

  test.each([
    ["a result at once", about("REJECTED", { completedAt: createdAt })],
    ["the same instant in another zone", about("REJECTED", { completedAt: "2026-03-04T15:30:00+01:00" })],
    ["an expiry with no completion", about("EXPIRED", { completedAt: null })],
    ["an expiry with one", about("EXPIRED", { completedAt: "2026-03-04T15:00:00Z" })],
    ["level 1 beside a process that expired: linked", about("EXPIRED", {}, { level: 1 })],
    ["level 1 with no process at all: linked", exchange({ level: 1 })],
  ])("%s breaks none", (_, message) => {
    const observation = observed(assetpayClient, message);
    expect(observation).toMatchObject({ breaches: [], warnings: [] });
  });

  test("a body that breaks several names them all", () => {
    const message = about("ACCEPTED", { completedAt: null }, { level: 0, identity: { id: "identity-1" } });
    expect(observed(assetpayClient, message).breaches).toEqual([
      "ACCEPTED asks for verificationLevel 1",
      "a linkedIdentity asks for verificationLevel 1",
      "an ended process asks for completedAt",
    ]);
  });
});

describe("a result after 30 minutes is odd, since the level decides access", () => {
  const late = (status: string) => [
    `${status} came 30 minutes after createdAt or later; the verificationLevel decides access`,
  ];

  test.each([
    ["ACCEPTED", "2026-03-04T14:59:59.9999999Z", []],
    ["ACCEPTED", "2026-03-04T15:00:00Z", late("ACCEPTED")],
    ["REJECTED", "2026-03-04T15:00:00.0000001Z", late("REJECTED")],
    ["ERROR", "2026-03-04T15:20:00Z", late("ERROR")],
    ["EXPIRED", "2026-03-04T15:00:00Z", []],
    ["EXPIRED", "2026-03-04T14:59:59.9999999Z", ["EXPIRED although completed within 30 minutes"]],
  ])("%s at %s", (status, completedAt, warnings) => {
    for (const lifecycle of lifecycles) {
      expect(observed(lifecycle, about(status, { completedAt }))).toMatchObject({ breaches: [], warnings });
    }
  });
});

describe("an expiry before its 30 minutes are over has ended no process of a client's", () => {
  test.each([
    ["2026-03-04T14:58:59.9999999Z", ["EXPIRED is not before 30 minutes after createdAt"]],
    ["2026-03-04T15:58:59.9999999+01:00", ["EXPIRED is not before 30 minutes after createdAt"]],
    ["2026-03-04T14:59:00Z", []],
  ])("%s", (at, breaches) => {
    expect(observed(assetpayClient, about("EXPIRED", {}, { at }))).toMatchObject({ status: "ended", breaches });
    // Of the process it is a rule between times, with a tolerance that a policy may set.
    expect(observed(assetpayProcess, about("EXPIRED", {}, { at })).breaches).toEqual([]);
  });

  test("at level 1 too, since the body is one statement", () => {
    const message = about("EXPIRED", {}, { at: "2026-03-04T14:40:00Z", level: 1 });
    expect(observed(assetpayClient, message).breaches).toHaveLength(1);
  });
});

describe("nothing of the person survives", () => {
  const canaries = /canary|NOR|identity-1|dossier|14:35:00|request-1/i;

  test.each([
    ["running", about("PROCESSING")],
    ["verified", about("ACCEPTED", { completedAt: "2026-03-04T14:34:00Z" })],
    ["contradictory", about("ACCEPTED", { completedAt: null }, { level: 0 })],
    ["unknown", about("MANUAL_REVIEW")],
  ])("%s", (_, message) => {
    for (const lifecycle of lifecycles) {
      const observation = observed(lifecycle, message);
      const { verdict, record } = lifecycle.observe(lifecycle.open({ subject: observation.subject }), observation);
      const kept = JSON.stringify([observation, verdict, record, lifecycle.view(record)]);
      expect(kept).not.toMatch(canaries);
    }
  });
});
