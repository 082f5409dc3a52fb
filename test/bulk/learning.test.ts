/** Shapes: most lines are recognised by them, and none is learnt of a line whose reading rests on what a slot holds. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { checkLog } from "../../src/bulk/check-log.js";
import { learnShape } from "../../src/bulk/learning.js";
import { createPhrases } from "../../src/bulk/phrase.js";
import type { Reading } from "../../src/observation.js";
import { plainLine } from "./hostile-lines.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const line = bytes(
  JSON.stringify({
    verificationId: "5e1f0c2a-7b3d-4c9e-8a61-0d2f4b6c8e10",
    packageId: "b7a4d1c8-2e5f-4a03-9c7b-1f3e5d7c9b21",
    signerId: "0c9e8d7b-6a5f-4e3d-ac2b-1a0f9e8d7c32",
    continue: false,
    state: "failed",
    action: "verification_status",
    eventId: "f1e2d3c4-b5a6-4978-8a9b-0c1d2e3f4a43",
    eventTime: "2031-08-09T07:06:05.0430201Z",
  }),
);

function isLearnt(read: (message: Uint8Array) => Reading): boolean {
  const reading = read(line);
  if (reading.kind !== "observation") throw new Error("a line to learn from is an observation");
  const reader = { read, opaque: ["uuid", "instant"] as const, phrases: createPhrases() };
  return learnShape(line, reading.observation, reader) !== undefined;
}

test("lines of known shapes are not read in full", async () => {
  const lines = fc.sample(plainLine, { numRuns: 3000, seed: 5 });
  let read = 0;
  const counted = { ...iinkedsign, read: (message: unknown) => ((read += 1), iinkedsign.read(message)) };
  const log = checkLog(counted, [bytes(lines.join("\n"))], { policy: { maxAttempts: 3, maxErrors: 2 }, tell: [] });
  for await (const told of log) throw new Error(`told ${told.line}`);
  expect(Object.values(log.counts()).reduce((sum, count) => sum + count, 0)).toBe(lines.length);
  expect(read).toBeLessThan(lines.length / 3);
});

test("a shape is learnt of a webhook", () => {
  expect(isLearnt((message) => iinkedsign.read(message))).toBe(true);
});

test.each<[string, (reading: Extract<Reading, { kind: "observation" }>) => Reading]>([
  [
    "rests on what a slot holds",
    (reading) => ({
      ...reading,
      observation: {
        ...reading.observation,
        warnings: reading.observation.subject.startsWith("b7a4") ? ["a package that is known"] : [],
      },
    }),
  ],
  [
    "repeats a part of it",
    (reading) => ({
      ...reading,
      observation: { ...reading.observation, warnings: [`about ${reading.observation.subject.slice(0, 8)}`] },
    }),
  ],
  [
    "tells when the subject began",
    (reading) => ({ ...reading, observation: { ...reading.observation, startedAt: "2031-08-09T07:06:05Z" } }),
  ],
  [
    "changes an id",
    (reading) => ({
      ...reading,
      observation: { ...reading.observation, delivery: reading.observation.delivery?.replace(/.$/, "0") },
    }),
  ],
])("no shape is learnt of a line whose reading %s", (_, change) => {
  expect(
    isLearnt((message) => {
      const reading = iinkedsign.read(message);
      return reading.kind === "observation" ? change(reading) : reading;
    }),
  ).toBe(false);
});

/** What a lifecycle promises by `opaque`: another id in a message is that id in the observation, and nothing else. */
test("iinkedSign passes on ids and times, whatever they are", () => {
  const id = fc.uuid().filter((text) => text === text.toLowerCase());
  fc.assert(
    fc.property(
      plainLine,
      id,
      fc.constantFrom("packageId", "signerId", "verificationId", "eventId"),
      (text, other, field) => {
        const message: Readonly<Record<string, string>> = JSON.parse(text);
        const [one, changed] = [iinkedsign.read(message), iinkedsign.read({ ...message, [field]: other })];
        const known = message[field] ?? "";
        // No run has the id of zeros.
        fc.pre(!known.startsWith("00000000-0000-0000-0000") && text.split(known).length === 2);
        expect(JSON.stringify(changed)).toBe(JSON.stringify(one).replaceAll(known, other));
      },
    ),
  );
});
