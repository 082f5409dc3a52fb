/** A simulated log is judged as its truth says; and the truth is what the simulator did. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { lifecycles } from "../../machines/index.js";
import { kycle, objectsOf } from "./kycle.js";

const folder = mkdtempSync(join(tmpdir(), "kycle-simulate-"));
afterAll(() => rmSync(folder, { recursive: true }));

const log = join(folder, "log.ndjson");
const truth = join(folder, "truth.ndjson");

/** Much of everything, so that few subjects show all of it. */
const trouble =
  "--duplicates .2 --shuffle 2 --delays .1 --loss .15 --illegal .2 --superseded .3 --unknown .1 --corrupt .1".split(
    " ",
  );
const calm = "--duplicates 0 --shuffle 0 --delays 0 --loss 0 --illegal 0 --superseded 0 --unknown 0 --corrupt 0".split(
  " ",
);

interface Line {
  readonly line: number;
  readonly verdict: string;
  readonly reason?: string;
  readonly cause: string;
  readonly of?: number;
}

async function simulated(id: string, ...flags: readonly string[]) {
  const written = await kycle(["simulate", id, "--subjects", "60", "--output", log, "--truth", truth, ...flags]);
  expect(written).toEqual({ code: 0, stdout: "", stderr: `kycle: wrote ${log}\nkycle: wrote ${truth}\n` });
  const truths: Line[] = readFileSync(truth, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const lines = readFileSync(log, "utf8").split("\n").slice(0, -1);
  return { lines, truths };
}

async function judged(id: string, ...flags: readonly string[]) {
  const checked = await kycle(["check", log, "--lifecycle", id, "--format", "ndjson", "--fail-on", "none", ...flags]);
  expect(checked.code).toBe(0);
  return objectsOf(checked);
}

const policies: Readonly<Record<string, readonly string[]>> = {
  iinkedsign: ["--policy", "maxAttempts=2,maxErrors=2,maxResets=2"],
  "persona/inquiry": ["--policy", "maxAttempts=2"],
  "assetpay/client": ["--policy", "maxProcesses=3"],
};

describe.each(lifecycles.map(({ id }) => id))("%s", (id) => {
  const policy = policies[id] ?? [];

  test("what check says of every line is what the truth says", async () => {
    const { lines, truths } = await simulated(id, ...trouble, ...policy);
    const outcomes = await judged(id, ...policy);
    expect(outcomes.map(({ line }) => line)).toEqual(lines.map((_, index) => index + 1));
    const said = outcomes
      .filter(({ verdict, reason }) => verdict !== "advance" && reason !== "repeat")
      .map(({ line, verdict, reason }) => ({ line, verdict, reason }));
    const wrong = truths
      .filter(({ verdict, reason }) => verdict !== "advance" && reason !== "repeat")
      .map(({ line, verdict, reason }) => ({ line, verdict, reason }));
    expect(said).toEqual(wrong);
  });

  test("the truth is what was done to the log", async () => {
    const { lines, truths } = await simulated(id, ...trouble, ...policy, "--seed", "2");
    const byLine = new Map(truths.map((told) => [told.line, told]));
    for (const { line, verdict, reason, cause, of } of truths) {
      if (cause === "unknown") expect([verdict, reason]).toEqual(["unknown", "status"]);
      if (cause === "illegal" || cause === "superseded") expect(verdict).toBe(cause);
      if (cause === "corrupt") expect(verdict).toBe("malformed");
      if (cause === "duplicated") {
        expect(lines[line - 1]).toBe(lines[(of ?? 0) - 1]);
        // A repetition is new only where the first was refused, as of a session that nobody had seen.
        if (verdict !== "duplicate") expect(["stale", "unknown", "late", "advance"]).toContain(verdict);
        if (verdict === "late" || verdict === "advance") expect(byLine.get(of ?? 0)?.verdict).toBe("unknown");
      }
      if (["lost", "overtaking", "unseen"].includes(cause)) expect(["gap", "late", "unknown"]).toContain(verdict);
      if (cause === "overtaken") expect(["late", "duplicate", "stale", "unknown", "superseded"]).toContain(verdict);
      if (cause === "overtaken") expect(of).toBeLessThan(line);
    }
    const { announced } = lifecycles.find((lifecycle) => lifecycle.id === id)?.definition ?? {};
    const causes = new Set(truths.map(({ cause }) => cause));
    for (const cause of ["duplicated", "overtaken", "illegal", "unknown", "corrupt"]) expect(causes).toContain(cause);
    if (announced?.by === "event") expect(causes).toContain("lost");
  });

  test("in a log to which nothing was done nothing is wrong", async () => {
    const { lines, truths } = await simulated(id, ...calm, ...policy);
    const unseen = truths.filter(({ verdict }) => verdict === "unknown");
    expect(truths).toEqual(unseen);
    const outcomes = await judged(id, ...policy);
    const odd = outcomes.filter(({ verdict, reason }) => verdict !== "advance" && reason !== "repeat");
    expect(odd.map(({ line }) => line)).toEqual(unseen.map(({ line }) => line));
    expect(lines.length).toBeGreaterThan(60);
    // Only where a subject may be gone before anybody looked.
    if (id !== "fortid") expect(truths).toEqual([]);
  });
});

test("a policy that is not known makes the simulator claim no more than check does", async () => {
  const { truths } = await simulated("persona/inquiry", ...trouble);
  const outcomes = await judged("persona/inquiry");
  const illegal = outcomes.filter(({ verdict }) => verdict === "illegal").map(({ line }) => line);
  expect(truths.filter(({ verdict }) => verdict === "illegal").map(({ line }) => line)).toEqual(illegal);
});

describe("kycle simulate", () => {
  const small = ["simulate", "fortid", "--subjects", "5"];

  test("writes the same log for the same seed, and another for another", async () => {
    const first = await kycle(small);
    expect(await kycle(small)).toEqual(first);
    expect((await kycle([...small, "--seed", "2"])).stdout).not.toBe(first.stdout);
    expect(first.stdout.split("\n").length).toBeGreaterThan(5);
  });

  test("mixes webhooks and polls where asked to", async () => {
    const { lines } = await simulated("persona/verification", "--channel", "both");
    const polls = lines.filter((line) => line.includes('"httpStatus"'));
    expect(polls.length).toBeGreaterThan(5);
    expect(lines.length - polls.length).toBeGreaterThan(5);
  });

  test("of no subjects writes nothing", async () => {
    expect(await kycle(["simulate", "fortid", "--subjects", "0"])).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("writes the same to files as to the output, however long it is", async () => {
    const words = ["simulate", "fortid", "--subjects", "600", "--illegal", "1", "--unknown", "1"];
    const { stdout } = await kycle(words);
    expect(stdout.length).toBeGreaterThan(4 << 16);
    await kycle([...words, "--output", log, "--truth", truth]);
    expect(readFileSync(log, "utf8")).toBe(stdout);
    const told = readFileSync(truth, "utf8");
    expect(told.length).toBeGreaterThan(1 << 16);
    expect((await kycle([...words, "--truth", truth])).stdout).toBe(stdout);
    expect(readFileSync(truth, "utf8")).toBe(told);
  });

  test("writes polls where that is what it is asked for, of whatever provider", async () => {
    for (const id of ["fortid", "iinkedsign"]) {
      const { code, stdout } = await kycle(["simulate", id, "--subjects", "3", "--channel", "poll", "--corrupt", "0"]);
      expect(code).toBe(0);
      for (const line of stdout.trimEnd().split("\n")) expect(JSON.parse(line)).toHaveProperty("httpStatus");
    }
  });

  test("holds no more of it than is worth handing on", async () => {
    const pieces: number[] = [];
    await kycle(["simulate", "fortid", "--subjects", "600"], { hear: (text) => pieces.push(text.length) });
    expect(pieces.length).toBeGreaterThan(2);
    expect(Math.min(...pieces.slice(0, -1))).toBeGreaterThanOrEqual(1 << 16);
    expect(Math.max(...pieces)).toBeLessThan(1 << 17);
  });

  test("ends quietly when the reader of the log has gone", async () => {
    const gone = await kycle(["simulate", "fortid", "--subjects", "100000000"], { stdoutError: "EPIPE" });
    expect(gone).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});
