/** A log checked in bulk comes out as it does line by line, in every format. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isInBulk } from "../../src/cli/check/bulk-check.js";
import { checkByLine } from "../../src/cli/check/check-command.js";
import { exitCode } from "../../src/cli/check/check-report.js";
import { settingsOf } from "../../src/cli/check/check-flags.js";
import { lifecycleNamed, lifecyclesNamed } from "../../src/cli/lifecycle-choice.js";
import { type Source, sourcesOf } from "../../src/cli/reading/sources.js";
import type { Order } from "../../src/trace.js";
import { messages } from "../../machines/index.js";
import { hostileLog, lateLog } from "../bulk/hostile-lines.js";
import { simulatedLog } from "../bulk/simulated-logs.js";
import { check, kycle, objectsOf } from "./kycle.js";
import * as vendors from "./messages.js";

const runs = Number(process.env.KYCLE_RUNS || 25);
const policy = ["--policy", "maxAttempts=3,maxErrors=2"];
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kycle-"));
});
afterAll(async () => rm(folder, { recursive: true }));

const subscription = fc.constantFrom<readonly string[]>([], ["--subscribed", "passed,failed_reset,failed"]);
const orders = fc.constantFrom<Order>("delivered", "happened");
const failOn = fc.constantFrom("illegal,malformed", "none", "gap,late", "advance", "no-information,duplicate");

// A pipe cannot be read twice, so its histories are told line by line; a file is checked in bulk.
test("the histories of a file are those of the same log from a pipe", async () => {
  const file = join(folder, "log.ndjson");
  await fc.assert(
    fc.asyncProperty(hostileLog, failOn, subscription, async (log, kinds, subscribed) => {
      await writeFile(file, log);
      const flags = ["--lifecycle", "iinkedsign", ...policy, "--fail-on", kinds, ...subscribed];
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

/** A log of all lifecycles of a provider, as one address gets it: a line of each in turn. */
const providerLog = (provider: string): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(
      ...messages
        .map((written) => ({ written, lifecycle: lifecycleNamed(written.lifecycle) }))
        .filter(({ lifecycle }) => lifecycle.provider === provider)
        .map(({ written, lifecycle }) => simulatedLog(lifecycle, written)),
    )
    .map((logs) => {
      const parts = logs.map((log) => Buffer.from(log).toString("latin1").split("\n"));
      const turns = Array.from({ length: Math.max(...parts.map(({ length }) => length)) }, (_, nth) =>
        parts.flatMap((lines) => lines[nth] ?? []),
      );
      return Buffer.from(turns.flat().join("\n"), "latin1");
    });

describe.each(["persona", "assetpay"])("of all lifecycles of %s", (provider) => {
  test("the histories of files are those of the same lines told one by one", async () => {
    const files = ["all-one", "all-two"].map((name) => join(folder, `${name}.ndjson`));
    const log = providerLog(provider);
    await fc.assert(
      fc.asyncProperty(fc.tuple(log, log), failOn, orders, async (logs, kinds, order) => {
        await Promise.all(files.map(async (file, nth) => writeFile(file, logs[nth] ?? "")));
        const byLine = await toldByLine(await sourcesOf(files, process), kinds, order, provider);
        const flags = ["--lifecycle", provider, "--fail-on", kinds, "--order", order];
        const inBulk = await kycle(["check", ...files, ...flags]);
        expect(inBulk).toEqual({ code: byLine.code, stdout: byLine.text, stderr: "" });
      }),
      { numRuns: Math.ceil(runs / 3) },
    );
  }, 60_000);

  test("the findings as JSON are those of the same log as ndjson, with the lines that are about none in each", async () => {
    await fc.assert(
      fc.asyncProperty(providerLog(provider), failOn, async (log, kinds) => {
        const flags = ["check", "-", "--lifecycle", provider, "--fail-on", kinds];
        const json = await kycle([...flags, "--format", "json"], { stdin: log });
        const ndjson = objectsOf(await kycle([...flags, "--format", "ndjson"], { stdin: log }));
        const fails = kinds.split(",");
        for (const { lifecycle: id, messages: sum, subjects, findings, verdicts } of JSON.parse(json.stdout)) {
          const own = ndjson.filter(({ lifecycle = id }) => lifecycle === id);
          expect(findings).toEqual(own.filter(({ verdict }) => fails.includes(String(verdict))));
          expect(sum).toBe(own.length);
          const judged = own.filter(({ sequence }) => sequence !== undefined);
          expect(subjects).toBe(new Set(judged.map(({ subject }) => subject)).size);
          for (const [kind, count] of Object.entries(verdicts)) {
            expect(own.filter(({ verdict }) => verdict === kind)).toHaveLength(Number(count));
          }
        }
      }),
      { numRuns: Math.ceil(runs / 3) },
    );
  }, 60_000);
});

/** What is said of logs where each line is judged and told for itself. */
async function toldByLine(sources: readonly Source[], kinds: string, order: Order, lifecycle = "iinkedsign") {
  const parts: string[] = [];
  const flags = {
    policy: lifecycle === "iinkedsign" ? ["maxAttempts=3,maxErrors=2"] : [],
    order,
    failOn: kinds,
    format: "text",
  };
  const settings = settingsOf(flags, lifecyclesNamed(lifecycle));
  const occurred = await checkByLine(sources, settings, {
    output: {
      write: (text) => parts.push(text),
      writeBytes: () => {},
      flush: async () => {},
      isFull: () => false,
      isClosed: () => false,
    },
    progress: { read: () => {}, judged: () => {}, stop: () => {} },
    isColoured: false,
  });
  return { text: parts.join(""), code: exitCode(settings, occurred) };
}

test("the histories of several files are those of the same files told one by one", async () => {
  const files = ["one", "two", "three"].map((name) => join(folder, `${name}.ndjson`));
  // Longer than is read at a time.
  const blanks = Buffer.from(`${" ".repeat(1 << 19)}\n`);
  const part = fc.oneof(
    hostileLog,
    hostileLog.map((log) => Buffer.concat([blanks, log])),
  );
  await fc.assert(
    fc.asyncProperty(fc.tuple(part, part, part), failOn, orders, async (logs, kinds, order) => {
      await Promise.all(files.map(async (file, nth) => writeFile(file, logs[nth] ?? "")));
      const byLine = await toldByLine(await sourcesOf(files, process), kinds, order);
      const flags = ["--lifecycle", "iinkedsign", ...policy, "--fail-on", kinds, "--order", order];
      const inBulk = await kycle(["check", ...files, ...flags]);
      expect(inBulk.stdout).toBe(byLine.text);
      expect(inBulk.code).toBe(byLine.code);
    }),
    { numRuns: Math.ceil(runs / 2) },
  );
}, 60_000);

/** The histories of a log judged as it happened are those of its lines told one by one. */
async function agreeAsHappened(log: Uint8Array, kinds: string): Promise<string> {
  const piped = { name: "-", size: undefined, chunks: () => Readable.from([log]) };
  const { text, code } = await toldByLine([piped], kinds, "happened");
  const inBulk = await check(log, ...policy, "--fail-on", kinds, "--order", "happened");
  expect(inBulk.stdout).toBe(text);
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

describe("a check is made in bulk", () => {
  const file: Source = { name: "log", size: 10, chunks: async function* () {} };
  const pipe: Source = { ...file, size: undefined };
  const flags = { policy: [], order: "delivered", format: "text", failOn: "illegal" };
  test.each([
    ["as text, of files", {}, [file, file], true],
    ["not as text, of a file and a pipe, which cannot be read twice", {}, [file, pipe], false],
    ["as JSON, of a pipe as well", { format: "json" }, [pipe], true],
    ["not line by line", { format: "ndjson" }, [file], false],
    ["for several lifecycles as well", { lifecycle: "persona" }, [file], true],
    ["as text and as it happened, of a pipe as well", { order: "happened" }, [pipe], true],
    [
      "not where a line without a status is a finding then",
      { order: "happened", failOn: "no-information" },
      [file],
      false,
    ],
    ["but where it is one as delivered", { failOn: "no-information" }, [file], true],
  ] as const)("%s", (_, given, sources, expected) => {
    const lifecycle = "lifecycle" in given ? given.lifecycle : "fortid";
    expect(isInBulk(settingsOf({ ...flags, ...given }, lifecyclesNamed(lifecycle)), sources)).toBe(expected);
  });
});

test("a check ends when nobody reads on, whatever is still to come", async () => {
  const file = join(folder, "long.ndjson");
  await writeFile(file, webhook(0, "failed", "01", 1).repeat(3000));
  for (const flags of [
    ["--format", "json", "--fail-on", "duplicate"],
    ["--format", "json", "--fail-on", "duplicate", "--order", "happened"],
  ]) {
    const gone = await kycle(["check", file, "--lifecycle", "iinkedsign", ...flags], { stdoutError: "EPIPE" });
    expect(gone).toEqual({ code: 1, stdout: "", stderr: "" });
  }
});

test("more short lines than are read at a time are all judged", async () => {
  const file = join(folder, "short.ndjson");
  await writeFile(file, `${'{"action":"package_status"}\n'.repeat(20_000)}${webhook(0, "failed", "01", 1)}`);
  const { stdout } = await kycle(["check", file, "--lifecycle", "iinkedsign", "--format", "json"]);
  expect(JSON.parse(stdout)).toMatchObject({ messages: 20_001, verdicts: { advance: 1, irrelevant: 20_000 } });
});

test("so they are by several lifecycles", async () => {
  const file = join(folder, "short-of-several.ndjson");
  const poll = (type: string): string =>
    `${JSON.stringify({
      at: "2031-08-09T07:06:05Z",
      subject: "x",
      httpStatus: 200,
      body: { data: { type, id: `${type.slice(0, 3)}_${"1".repeat(24)}`, attributes: { status: "created" } } },
    })}\n`;
  await writeFile(file, `${"{}\n".repeat(50_000)}${poll("inquiry")}\n\n{\n${poll("inquiry")}`);
  const { stdout } = await kycle([
    "check",
    file,
    "--lifecycle",
    "persona",
    "--format",
    "json",
    "--fail-on",
    "duplicate",
  ]);
  expect(JSON.parse(stdout)).toMatchObject([
    { lifecycle: "persona/verification", messages: 50_001, subjects: 0, verdicts: { malformed: 50_001 } },
    {
      lifecycle: "persona/inquiry",
      messages: 50_003,
      subjects: 1,
      verdicts: { advance: 1, duplicate: 1, malformed: 50_001 },
      findings: [{ line: 50_005 }],
    },
  ]);
});

test.each([
  ["delivered", "illegal"],
  ["happened", "illegal"],
  ["delivered", "none"],
] as const)(
  "of more subjects than are shown the others are counted, and broken lines are shown all the same, judged as %s where %s fails",
  async (order, kinds) => {
    const subjects = Array.from({ length: 50 }, (_, nth) => `${1000 + nth}d8b-6a5f-4e3d-ac2b-1a0f9e8d7c32`);
    const reports = (state: string, second: string): readonly string[] =>
      subjects.map((id, nth) => webhook(0, state, second, nth).replace(signers[0] ?? "", id.padStart(36, "0")));
    const lines = [
      ...reports("renamed", "01").slice(0, 45),
      ...reports("passed", "02"),
      ...reports("failed", "03").slice(10),
      "{\n",
      ...reports("passed", "04"),
    ].map((line, nth) => line.replace(/"eventId":"[^"]{4}/, `"eventId":"${1000 + nth}`));
    const file = join(folder, "many.ndjson");
    await writeFile(file, lines.join(""));
    const { text, code } = await toldByLine(await sourcesOf([file], process), kinds, order);
    const flags = ["--lifecycle", "iinkedsign", ...policy, "--fail-on", kinds, "--order", order];
    const inBulk = await kycle(["check", file, ...flags]);
    expect(inBulk).toEqual({ code, stdout: text, stderr: "" });
    expect(text).toContain("more subjects with findings");
    expect(text).toContain("malformed  not JSON");
    const json = await kycle(["check", file, ...flags, "--format", "json"]);
    const { findings, verdicts } = JSON.parse(json.stdout);
    expect(findings.length).toBe(kinds === "none" ? 0 : verdicts.illegal);
    expect(verdicts.illegal).toBeGreaterThan(20);
  },
);

/** Lines of every kind about two subjects: reports, polls without a status, broken ones, others, and none. */
const mixedLines = fc.array(
  fc.constantFrom(
    ...[0, 1].flatMap((signer) => [
      vendors.webhook("failed", { signer: signer === 0 ? 0 : 1, minute: 1 }),
      vendors.webhook("passed", { signer: signer === 0 ? 0 : 1, minute: 2 }),
      vendors.webhook("failed", { signer: signer === 0 ? 0 : 1, minute: 3 }),
      vendors.poll(undefined, { signer: signer === 0 ? 0 : 1, minute: 4, httpStatus: 404 }),
    ]),
    "",
    "{",
    '{"action":"package_status"}',
  ),
  { maxLength: 9 },
);

test("lines of which there is nothing to judge stand where they stood, in every order and format", async () => {
  const kinds = fc.constantFrom("illegal,malformed", "none", "malformed", "irrelevant,gap", "duplicate");
  await fc.assert(
    fc.asyncProperty(mixedLines, kinds, orders, async (lines, chosen, order) => {
      const file = join(folder, "mixed.ndjson");
      await writeFile(file, lines.join("\n"));
      const flags = ["--lifecycle", "iinkedsign", ...policy, "--fail-on", chosen, "--order", order];
      const { text, code } = await toldByLine(await sourcesOf([file], process), chosen, order);
      expect(await kycle(["check", file, ...flags])).toMatchObject({ code, stdout: text });
      const json = await kycle(["check", file, ...flags, "--format", "json"]);
      const ndjson = objectsOf(await kycle(["check", file, ...flags, "--format", "ndjson"]));
      const fails = chosen.split(",");
      expect(JSON.parse(json.stdout).findings).toEqual(ndjson.filter(({ verdict }) => fails.includes(String(verdict))));
    }),
    { numRuns: 4 * runs },
  );
}, 60_000);

test("long answers leave piece by piece, in every order and format", async () => {
  const file = join(folder, "answers.ndjson");
  await writeFile(file, webhook(0, "failed", "01", 1).repeat(2000));
  for (const order of ["delivered", "happened"]) {
    for (const format of ["json", "ndjson"]) {
      const pieces: number[] = [];
      const flags = ["--lifecycle", "iinkedsign", "--fail-on", "duplicate", "--order", order, "--format", format];
      await kycle(["check", file, ...flags], { hear: (text) => pieces.push(text.length) });
      expect([order, format, pieces.length > 2 && pieces.length < 50]).toEqual([order, format, true]);
    }
  }
});

test("what stands before a finding is judged as it was: with what the webhooks were subscribed to", async () => {
  const file = join(folder, "subscribed.ndjson");
  const states = ["start", "start", "error", "passed", "start"];
  const lines = states.map((state, nth) => vendors.webhook(state, { minute: nth }));
  await writeFile(file, vendors.log(...lines));
  const flags = [
    "--lifecycle",
    "iinkedsign",
    "--policy",
    "maxAttempts=2,maxErrors=2,maxResets=0",
    "--subscribed",
    "start,error,passed",
  ];
  const { stdout } = await kycle(["check", file, ...flags]);
  expect(stdout).toBe(
    (await kycle(["check", "-", ...flags], { stdin: lines.join("\n") })).stdout.replace("standard input", file),
  );
  expect(stdout).not.toContain("gap");
  expect((await kycle(["check", file, ...flags.slice(0, 4)])).stdout).toContain("gap");
});
