/** A log checked in bulk comes out as it does line by line, in every format. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkByLine } from "../../src/cli/check-command.js";
import { settingsOf } from "../../src/cli/check-flags.js";
import { lifecycleNamed } from "../../src/cli/lifecycle-choice.js";
import { messages } from "../../machines/index.js";
import { hostileLog, lateLog } from "../bulk/hostile-lines.js";
import { simulatedLog } from "../bulk/simulated-logs.js";
import { check, kycle, objectsOf } from "./kycle.js";

const runs = Number(process.env.KYCLE_RUNS || 25);
const policy = ["--policy", "maxAttempts=3,maxErrors=2"];
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kycle-"));
});
afterAll(async () => rm(folder, { recursive: true }));

const failOn = fc.constantFrom("illegal,malformed", "none", "gap,late", "advance", "no-information,duplicate");

// A pipe cannot be read twice, so its histories are told line by line; a file is checked in bulk.
test("the histories of a file are those of the same log from a pipe", async () => {
  const file = join(folder, "log.ndjson");
  await fc.assert(
    fc.asyncProperty(hostileLog, failOn, async (log, kinds) => {
      await writeFile(file, log);
      const flags = ["--lifecycle", "iinkedsign", ...policy, "--fail-on", kinds];
      const inBulk = await kycle(["check", file, ...flags]);
      const piped = await kycle(["check", "-", ...flags], { stdin: log });
      expect(inBulk.stdout.replace(file, "standard input")).toBe(piped.stdout);
      expect(inBulk.code).toBe(piped.code);
    }),
    { numRuns: runs },
  );
}, 60_000);

test.each(messages.filter(({ lifecycle }) => lifecycle !== "iinkedsign"))(
  "so are those of $lifecycle",
  async (written) => {
    const lifecycle = lifecycleNamed(written.lifecycle);
    const file = join(folder, "other.ndjson");
    await fc.assert(
      fc.asyncProperty(simulatedLog(lifecycle, written), failOn, async (log, kinds) => {
        await writeFile(file, log);
        const flags = ["--lifecycle", lifecycle.id, "--fail-on", kinds];
        const inBulk = await kycle(["check", file, ...flags]);
        const piped = await kycle(["check", "-", ...flags], { stdin: log });
        expect(inBulk.stdout.replace(file, "standard input")).toBe(piped.stdout);
        expect(inBulk.code).toBe(piped.code);
      }),
      { numRuns: Math.ceil(runs / 12) },
    );
  },
  60_000,
);

/** The histories of a log judged as it happened are those of its lines told one by one. */
async function agreeAsHappened(log: Uint8Array, kinds: string): Promise<string> {
  const flags = { lifecycle: "iinkedsign", policy: ["maxAttempts=3,maxErrors=2"], order: "happened", failOn: kinds };
  const parts: string[] = [];
  const code = await checkByLine(
    [{ name: "-", size: undefined, chunks: () => Readable.from([log]) }],
    settingsOf({ ...flags, format: "text" }),
    {
      output: {
        write: (text) => parts.push(text),
        writeBytes: () => {},
        flush: async () => {},
        isFull: () => false,
        isClosed: () => false,
      },
      progress: { read: () => {}, judged: () => {}, stop: () => {} },
      isColoured: false,
    },
  );
  const inBulk = await check(log, ...policy, "--fail-on", kinds, "--order", "happened");
  expect(inBulk.stdout).toBe(parts.join(""));
  expect(inBulk.code).toBe(code);
  return inBulk.stdout;
}

test("the histories of a log judged as it happened are those of its lines told one by one", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(hostileLog, lateLog), failOn, async (log, kinds) => {
      await agreeAsHappened(log, kinds);
    }),
    { numRuns: runs },
  );
}, 60_000);

const signers = ["0c9e8d7b-6a5f-4e3d-ac2b-1a0f9e8d7c32", "1d9e8d7b-6a5f-4e3d-ac2b-1a0f9e8d7c32"];

/** A webhook about one of two signers; `second` may have a fraction. */
function webhook(signer: number, state: string, second: string, event: number): string {
  return `${JSON.stringify({
    verificationId: "5e1f0c2a-7b3d-4c9e-8a61-0d2f4b6c8e10",
    packageId: "b7a4d1c8-2e5f-4a03-9c7b-1f3e5d7c9b21",
    signerId: signers[signer],
    continue: false,
    state,
    action: "verification_status",
    eventId: `f1e2d3c4-b5a6-4978-8a9b-0c1d2e3f4a${String(event).padStart(2, "0")}`,
    eventTime: `2031-08-09T07:06:${second}Z`,
  })}\n`;
}

test("subjects are shown in the order of their first lines, whichever of them words can hold", async () => {
  // Of a time with more than nine digits words cannot hold all.
  const lines = [
    webhook(0, "failed", "01", 1),
    webhook(1, "renamed", "02.12345678901", 2),
    webhook(0, "renamed", "03", 3),
  ];
  const shown = await agreeAsHappened(Buffer.from(lines.join("")), "unknown");
  expect(shown.indexOf(signers[0] ?? "")).toBeLessThan(shown.indexOf(signers[1] ?? ""));
});

test.each(["delivered", "happened"])(
  "the findings as JSON are those of the same log as ndjson, judged as %s",
  async (order) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(hostileLog, lateLog), failOn, async (log, kinds) => {
        const flags = [...policy, "--fail-on", kinds, "--order", order];
        const json = await check(log, ...flags, "--format", "json");
        const ndjson = await check(log, ...flags, "--format", "ndjson");
        const lines = objectsOf(ndjson);
        const told = JSON.parse(json.stdout);
        const fails = new Set(kinds.split(","));
        expect(told.findings).toEqual(lines.filter(({ verdict }) => fails.has(String(verdict))));
        expect(told.messages).toBe(lines.length);
        expect(Object.values<number>(told.verdicts).reduce((sum, count) => sum + count, 0)).toBe(lines.length);
        for (const [kind, count] of Object.entries(told.verdicts)) {
          expect(lines.filter(({ verdict }) => verdict === kind)).toHaveLength(Number(count));
        }
        const judged = lines.filter(({ sequence }) => sequence !== undefined);
        expect(told.subjects).toBe(new Set(judged.map(({ subject }) => subject)).size);
        expect(json.code).toBe(ndjson.code);
      }),
      { numRuns: runs },
    );
  },
  60_000,
);
