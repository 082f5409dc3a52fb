/** The bulk path gives the answer of the slow path about every lifecycle's messages; of iinkedSign's, see `check-log.test.ts`. */
import * as fc from "fast-check";
import { test } from "vitest";
import { messages } from "../../machines/index.js";
import type { LogOptions } from "../../src/bulk/check-log.js";
import type { LineKind } from "../../src/line-kind.js";
import { event } from "../persona/event.js";
import { agree } from "./agreement.js";
import { lifecycleNamed } from "../../src/cli/lifecycle-choice.js";
import { plainLines, simulatedLog } from "./simulated-logs.js";

const runs = Number(process.env.KYCLE_RUNS || 4);

/** Nothing is mistimed where no timeout is known. */
const policies: Readonly<Record<string, readonly LogOptions["policy"][]>> = {
  fortid: [{}, { sessionTimeoutSeconds: 300, gracePeriodSeconds: 60 }],
  "persona/inquiry": [{ maxAttempts: 2 }],
};

const others = messages.filter(({ lifecycle }) => lifecycle !== "iinkedsign");

test.each(others)(
  "a log of $lifecycle comes out as the slow path has it",
  async (written) => {
    const lifecycle = lifecycleNamed(written.lifecycle);
    await fc.assert(
      fc.asyncProperty(
        simulatedLog(lifecycle, written),
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.constantFrom(...(policies[lifecycle.id] ?? [{}])),
        fc.constantFrom(1, 3, 16),
        fc.constantFrom<readonly LineKind[] | undefined>(undefined, [], ["illegal", "late"]),
        (log, cuts, policy, capacity, tell) => agree(lifecycle, log, cuts, { policy, capacity, tell }),
      ),
      { numRuns: runs },
    );
  },
  120_000,
);

test.each(others)(
  "a line of $lifecycle that differs from a known shape in any one byte is answered as if there were no shapes",
  async (written) => {
    const lifecycle = lifecycleNamed(written.lifecycle);
    const line = (plainLines(lifecycle, written)[0] ?? "").replaceAll(/[\da-f]{6}(?=")/g, "000000");
    const bytes = ['"', "0", "\u00ff"];
    // Each about a subject of its own, or they would all be reports of one time.
    const changed = Array.from({ length: line.length * bytes.length }, (_, nth) => {
      const own = line.replaceAll(/\d{6}(?=")/g, String(nth).padStart(6, "0"));
      const at = nth % line.length;
      return `${own.slice(0, at)}${bytes[Math.floor(nth / line.length)]}${own.slice(at + 1)}`;
    });
    const log = Buffer.from([line, line, ...changed].join("\n"), "latin1");
    await agree(lifecycle, log, [], { tell: ["malformed"] });
  },
  60_000,
);

test("a payload's status that is ahead, unknown, or as opaque text is written, is told of as the slow path tells it", async () => {
  const uuid = "5e1f0c2a-7b3d-4c9e-8a61-0d2f4b6c8e10";
  const name = "evt_3XbKpQzRw8TnYc5LdV2mHs9G";
  const words = ["created", "brand_new", "approved", uuid, name, "x".repeat(64), "x".repeat(65), "two words"];
  const lines = words.flatMap((status, nth) =>
    [0, 1, 2].map((again) => {
      const id = `inq_3XbKpQzRw8TnYc5LdV2m${nth}${again}00`;
      return JSON.stringify(event({ name: "inquiry.created", type: "inquiry", id, status }));
    }),
  );
  const log = Buffer.from(lines.join("\n"));
  await agree(lifecycleNamed("persona/inquiry"), log, [], {});
});

test("a list of any length may stand where nothing is read", async () => {
  const poll = (nth: number, length: number): string =>
    JSON.stringify({
      at: `2031-08-09T07:06:${10 + nth}Z`,
      subject: `5e1f0c2a-7b3d-4c9e-8a61-0d2f4b6c8e${10 + nth}`,
      httpStatus: 200,
      body: {
        verificationSessionStatus: "VERIFICATION_SUCCEEDED",
        presentedClaims: { portrait: Array.from({ length }, () => 0) },
      },
    });
  const lengths = [3, 3, 3, 90, 90, 90, 200, 200, 200, 30_000, 30_000, 30_000, 30_000];
  const log = Buffer.from(lengths.map((length, nth) => poll(nth, length)).join("\n"));
  await agree(lifecycleNamed("fortid"), log, [], {});
});
