/** Reports that tell when their subject began, alike or not, or do not tell, come out as the slow path has it. */
import * as fc from "fast-check";
import { test } from "vitest";
import {
  personaInquiry,
  personaInquiryMessages,
  personaVerification,
  personaVerificationMessages,
} from "../../machines/persona/lifecycle.js";
import { addMilliseconds } from "../../src/instant.js";
import type { Messages } from "../../src/messages/messages.js";
import type { Channel } from "../../src/observation.js";
import { agree } from "./agreement.js";

const runs = Number(process.env.KYCLE_RUNS || 8);

const began = "2031-08-09T07:06:00Z";

const report = fc.record({
  nth: fc.integer({ min: 0, max: 1 }),
  second: fc.integer({ min: 0, max: 400 }),
  status: fc.nat(),
  startedAt: fc.oneof(
    { weight: 16, arbitrary: fc.constant(began) },
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom("2031-08-09T07:05:59Z", "1970-01-01T00:00:00Z", "2031-08-09T07:06:00.5Z") },
  ),
  channel: fc.oneof(
    { weight: 5, arbitrary: fc.constant("webhook" as const) },
    { weight: 1, arbitrary: fc.constant("poll" as const) },
  ),
});

interface Told {
  readonly subject: string;
  readonly place: number;
  readonly second: number;
  readonly status: string;
  readonly startedAt: string | undefined;
  readonly channel: Channel;
}

function lineOf(written: Messages, { subject, place, second, status, startedAt, channel }: Told): string {
  const told = {
    subject: written.invent("subject", subject),
    status,
    reported: status,
    at: addMilliseconds(began, second * 1000),
    delivery: written.invent("delivery", String(place)),
    channel,
    breaches: [],
    warnings: [],
  };
  return JSON.stringify(written.write(startedAt === undefined ? told : { ...told, startedAt }));
}

test.each([
  { lifecycle: personaVerification, written: personaVerificationMessages },
  { lifecycle: personaInquiry, written: personaInquiryMessages },
])(
  "of $lifecycle.id",
  async ({ lifecycle, written }) => {
    const words = lifecycle.statuses;
    await fc.assert(
      fc.asyncProperty(
        fc.array(report, { minLength: 3, maxLength: 40 }),
        fc.constantFrom(1, 2, 5, 16),
        async (reports, capacity) => {
          const lines = reports.map(({ nth, second, status, startedAt, channel }, place) =>
            lineOf(written, {
              subject: String(nth),
              place,
              second,
              status: words[status % words.length] ?? "",
              startedAt,
              channel,
            }),
          );
          await agree(lifecycle, Buffer.from(lines.join("\n")), [], { capacity, tell: [] });
        },
      ),
      { numRuns: runs },
    );
  },
  60_000,
);

test("one that only a later report tells is known when all reports that told have been let go", async () => {
  const statuses = ["initiated", "submitted", "passed"];
  const lines = statuses.map((status, place) =>
    lineOf(personaVerificationMessages, {
      subject: "one",
      place,
      second: 10 * place,
      status,
      startedAt: place === 1 ? began : undefined,
      channel: "webhook",
    }),
  );
  await agree(personaVerification, Buffer.from(lines.join("\n")), [], { capacity: 1, tell: [] });
});
