import { expect, test } from "vitest";
import { personaInquiry, personaVerification } from "../../machines/persona/lifecycle.js";
import { event } from "./event.js";
import { fixture, fixtureNames } from "./fixture.js";

const lifecycles = [personaVerification, personaInquiry] as const;

/** Every value in the fixtures that is about a person begins like one of these. */
const canary = /canary|1971|5550199|203\.0\.113/i;

test.each(fixtureNames)("%s leaves nothing about the person in a reading, a verdict, a record or a view", (name) => {
  for (const lifecycle of lifecycles) {
    const reading = lifecycle.read(fixture(name));
    expect(reading.kind).not.toBe("malformed");
    expect(JSON.stringify(reading)).not.toMatch(canary);
    if (reading.kind !== "observation") continue;
    const opened = lifecycle.open({ subject: reading.observation.subject });
    const { verdict, record } = lifecycle.observe(opened, reading.observation);
    expect(JSON.stringify([verdict, record, lifecycle.view(record)])).not.toMatch(canary);
  }
});

test("nesting of any depth and keys that touch prototypes are harmless", () => {
  const read = (text: string) => personaVerification.read(text);
  const depth = 100_000;
  const deep = `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
  const body = JSON.stringify(event({ name: "verification.passed", type: "verification/selfie" }));
  const before = read(body);
  const nested = body.replace('"attributes":{"created-at"', `"attributes":{"fields":${deep},"created-at"`);
  const poisoned = body.replace(
    '"payload":{',
    '"__proto__":{"name":"x","status":"failed"},"payload":{"__proto__":{"data":1},',
  );
  expect(nested.length).toBeGreaterThan(depth);
  expect(poisoned.length).toBeGreaterThan(body.length);
  expect(read(nested)).toEqual(before);
  expect(read(poisoned)).toEqual(before);
  expect("status" in {}).toBe(false);
});
