import { describe, expect, test } from "vitest";
import samples from "../../samples/samples.json" with { type: "json" };
import { lifecycles } from "../../machines/index.js";
import { lineKinds } from "../../src/line-kind.js";
import { kycle, objectsOf } from "./kycle.js";

describe("kycle list", () => {
  test("names every lifecycle with its counts and its final statuses", async () => {
    const { code, stdout } = await kycle(["list"]);
    expect(code).toBe(0);
    for (const { id } of lifecycles) expect(stdout).toMatch(new RegExp(`^ ${id} `, "m"));
    expect(stdout).toMatch(/iinkedsign .* 21 +\d+ +STATED +\d+ +passed/);
    expect(stdout.split("\n").filter((line) => line.length > 110)).toEqual([]);
  });
});

test("kycle draw writes a diagram with every status", async () => {
  const { code, stdout } = await kycle(["draw", "iinkedsign"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^---\ntitle: .*\n---\nstateDiagram-v2\n/);
  for (const status of lifecycles[0].statuses) expect(stdout).toMatch(new RegExp(`^ +${status}$`, "m"));
});

describe("the sample logs", () => {
  const argvOf = ({ log, lifecycle, policy }: (typeof samples)[number]): string[] => [
    "check",
    `samples/${log}`,
    "--lifecycle",
    lifecycle,
    "--policy",
    policy,
    "--fail-on",
    "none",
  ];

  test("hold every kind of outcome, and every reason for which a report is refused", async () => {
    const told = await Promise.all(
      samples.map(async (sample) => objectsOf(await kycle([...argvOf(sample), "--format", "ndjson"]))),
    );
    expect(new Set(told.flat().map(({ verdict }) => verdict))).toEqual(new Set(lineKinds));
    const illegal = told.flat().filter(({ verdict }) => verdict === "illegal");
    const reasons = ["run", "guard", "final", "unreachable", "contradiction", "mistimed"];
    expect(new Set(illegal.map(({ reason }) => reason))).toEqual(new Set(reasons));
  });

  test.each(samples)("$log is judged by npm start, and describes nobody", async (sample) => {
    const { code, stdout } = await kycle(argvOf(sample));
    expect(code).toBe(0);
    expect(stdout).toMatch(/\d+ subjects, \d+ reports: \d+ findings\n$/);
    const identity = /"(first|last)Name"|name-(first|last)|birth|phone/i;
    expect(stdout).not.toMatch(identity);
  });
});
