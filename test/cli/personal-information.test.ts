import { describe, expect, test } from "vitest";
import { check } from "./kycle.js";
import { log, poll, webhook } from "./messages.js";

/** Personal information in every place where a provider, or a mistake, might put it. */
const canary = "Anna-Canary";
const person = { firstName: canary, document: { number: canary, [canary]: canary }, ssn: [canary] };
const places = [
  webhook("failed", { minute: 1, extra: person }),
  webhook("failed", { minute: 1, extra: person }),
  webhook("failed", { minute: 1, run: 1, extra: { ...person, eventId: "90de30c7-e248-4331-b814-5a4fa75e0c6f" } }),
  webhook("passed", { minute: 2, extra: person }),
  webhook("failed", { minute: 3, extra: person }),
  webhook("failed", { minute: 4, extra: { state: `${canary} Smith` } }),
  webhook("failed", { minute: 4, extra: { state: { [canary]: canary } } }),
  webhook("failed", { minute: 4, extra: { eventTime: canary } }),
  webhook("failed", { minute: 4, extra: { signerId: canary } }),
  webhook("failed", { minute: 4, extra: { continue: canary } }),
  webhook("failed", { minute: 4, extra: { action: `${canary} @ home` } }),
  webhook("failed", { minute: 4, extra: { action: [canary] } }),
  poll("failed", { minute: 5, extra: { attempts: canary } }),
  poll("failed", { minute: 5, extra: person }),
  poll(undefined, { httpStatus: 500 }).replace('"no"', JSON.stringify(canary)),
  `{"${canary}":`,
  `"${canary}"`,
  canary,
  `{"httpStatus":200,"at":"${canary}"}`,
];

describe("nothing about the person is in the output", () => {
  test.each(["text", "json", "ndjson"])("as %s", async (format) => {
    for (const order of ["delivered", "happened"]) {
      const kinds = "illegal,malformed,duplicate,unknown,advance,gap,irrelevant,no-information,late";
      const ran = await check(log(...places), "--format", format, "--order", order, "--fail-on", kinds);
      expect(ran.code).toBe(1);
      expect(ran.stdout.length).toBeGreaterThan(1000);
      expect(ran.stdout + ran.stderr).not.toMatch(/canary/i);
    }
  });
});
