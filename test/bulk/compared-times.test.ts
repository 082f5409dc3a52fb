/** Bodies whose times lie near the limits of the rules between them come out as the slow path has it. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { assetpayClient, assetpayProcess } from "../../machines/assetpay/lifecycle.js";
import { addMilliseconds } from "../../src/instant.js";
import { agree } from "./agreement.js";
import { checkSlowly } from "./slow-path.js";

const runs = Number(process.env.KYCLE_RUNS || 6);

const began = "2031-08-09T07:06:00.5Z";
/** The same instant, as a sender may write it whose times are in no slot. */
const beganOtherwise = ["2031-08-09T09:06:00.5+02:00", "2031-08-09t07:06:00.5z", "2031-08-09T07:06:00\\u002e5Z"];
/** When it was asked and when it was completed, in milliseconds after the process was created. Most have one fractional digit. */
const near = fc
  .oneof(
    {
      weight: 8,
      arbitrary: fc.constantFrom(0, 29 * 60, 30 * 60).chain((second) => fc.constantFrom(second - 1, second)),
    },
    { weight: 4, arbitrary: fc.integer({ min: -60, max: 40 * 60 }) },
    { weight: 1, arbitrary: fc.constantFrom(29 * 60 - 0.001, 30 * 60 - 0.001, 30 * 60 + 0.001) },
  )
  .map((seconds) => Math.round(seconds * 1000));

const body = fc.record({
  client: fc.integer({ min: 1, max: 3 }),
  process: fc.integer({ min: 1, max: 2 }),
  asked: near,
  completed: fc.option(near),
  isCompletedWhenAsked: fc.boolean(),
  status: fc.constantFrom(
    "CAPTURE_PENDING",
    "PROCESSING",
    "ACCEPTED",
    "REJECTED",
    "EXPIRED",
    "EXPIRED",
    "ERROR",
    "RENAMED",
  ),
});

const id = (family: string, number: number): string =>
  `${family}0000000-0a1b-4c2d-8e3f-${String(number).padStart(12, "0")}`;

const started = fc.oneof(
  { weight: 3, arbitrary: fc.constant(began) },
  { weight: 1, arbitrary: fc.constantFrom(...beganOtherwise) },
);

const log = fc.tuple(fc.array(body, { minLength: 10, maxLength: 60 }), started).map(([bodies, createdAt]) => {
  const lines = bodies.map(({ client, process, asked, completed, isCompletedWhenAsked, status }, nth) => {
    const at = addMilliseconds(began, asked);
    const completedAt = completed === null ? null : isCompletedWhenAsked ? at : addMilliseconds(began, completed);
    const isAccepted = status === "ACCEPTED";
    const line = JSON.stringify({
      at,
      subject: id("c", client),
      httpStatus: 200,
      body: {
        requestId: id("d", nth),
        success: true,
        data: {
          verificationLevel: isAccepted ? 1 : 0,
          latestProcess: { processId: id("e", process), status, createdAt: "", completedAt },
          linkedIdentity: isAccepted ? { id: id("f", client) } : null,
        },
      },
    });
    return line.replace('"createdAt":""', `"createdAt":"${createdAt}"`);
  });
  return Buffer.from(lines.join("\n"));
});

test.each([assetpayProcess, assetpayClient])(
  "of $id",
  async (lifecycle) => {
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        log,
        fc.constantFrom(2, 16),
        fc.constantFrom<readonly [] | undefined>([], undefined),
        async (lines, capacity, tell) => {
          await agree(lifecycle, lines, [], { capacity, tell });
          for (const { kind } of checkSlowly(lifecycle, lines).reports) kinds.add(kind);
        },
      ),
      { numRuns: runs },
    );
    expect(kinds).toContain("illegal");
    expect(kinds).toContain("advance");
  },
  60_000,
);
