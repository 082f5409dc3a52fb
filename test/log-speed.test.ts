// Guards against regressions that know no machine: a log's check against JSON.parse of the same lines, taken in turns, and against
// itself with twice the lines, with room for noise. What is found is held against the generator's own truth.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { iinkedsign } from "../machines/iinkedsign/lifecycle.js";
import { checkLog } from "../src/bulk/check-log.js";

const folder = mkdtempSync(join(tmpdir(), "kycle-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Log {
  readonly bytes: Buffer;
  readonly illegal: readonly number[];
}

function logOf(lines: number, ...flags: readonly string[]): Log {
  const path = join(folder, "log.ndjson");
  const generator = fileURLToPath(new URL("../bench/log/generate.mjs", import.meta.url));
  execFileSync(process.execPath, [generator, path, "--lines", String(lines), ...flags]);
  const { illegal } = JSON.parse(readFileSync(`${path}.truth.json`, "utf8"));
  return { bytes: readFileSync(path), illegal };
}

async function illegalLines({ bytes }: Log): Promise<readonly number[]> {
  const found: number[] = [];
  const policy = { maxAttempts: 3, maxResets: "unlimited", maxErrors: "unlimited", passToSign: true };
  for await (const { line } of checkLog(iinkedsign, [bytes], { policy, tell: ["illegal"] })) found.push(line);
  return found;
}

function parse({ bytes }: Log): number {
  let lines = 0;
  for (let at = 0, end = bytes.indexOf(10); end !== -1; at = end + 1, end = bytes.indexOf(10, at)) {
    if (typeof JSON.parse(bytes.toString("utf8", at, end)) === "object") lines += 1;
  }
  return lines;
}

/** Microseconds of this process's processors: what others do falls out. */
async function processorTime(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

/** The best of several rounds, taken in turns: what the machine does besides only ever adds. */
async function best(rounds: number, works: readonly (() => unknown)[]): Promise<readonly number[]> {
  const times = works.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++) {
    for (const [nth, work] of works.entries()) times[nth] = Math.min(times[nth] ?? 0, await processorTime(work));
  }
  return times;
}

test("a check finds what is illegal in truth, also where reports are overtaken and redelivered", async () => {
  const log = logOf(5000, "--late", "0.1", "--duplicate", "0.05", "--illegal", "0.05", "--trim", "--seed", "7");
  expect(log.illegal.length).toBeGreaterThan(100);
  expect(await illegalLines(log)).toEqual(log.illegal);
});

test("a check costs little more than JSON.parse of its lines, and twice the lines twice as much", async () => {
  const [log, half] = [logOf(30_000), logOf(15_000)];
  const [parsed = 0, checked = 0, halfChecked = 0] = await best(5, [
    () => expect(parse(log)).toBe(30_000),
    async () => expect(await illegalLines(log)).toHaveLength(log.illegal.length),
    async () => expect(await illegalLines(half)).toHaveLength(half.illegal.length),
  ]);
  if (process.env["KYCLE_SHOW_SPEED"] === "1") {
    process.stderr.write(`${JSON.stringify({ parse: checked / parsed, growth: checked / halfChecked })}\n`);
  }
  expect(checked / parsed).toBeLessThan(15);
  expect(checked / halfChecked).toBeLessThan(3.2);
}, 60_000);

test("a long history costs as much a report as a short one", async () => {
  const [long, short] = [
    logOf(8000, "--subjects", "4", "--illegal", "0"),
    logOf(2000, "--subjects", "4", "--illegal", "0"),
  ];
  const [longTime = 0, shortTime = 0] = await best(3, [
    async () => illegalLines(long),
    async () => illegalLines(short),
  ]);
  if (process.env["KYCLE_SHOW_SPEED"] === "1")
    process.stderr.write(`${JSON.stringify({ history: longTime / shortTime })}\n`);
  expect(longTime / shortTime).toBeLessThan(4 * 2.5);
}, 60_000);
