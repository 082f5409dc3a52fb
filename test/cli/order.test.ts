import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { check, kycle, objectsOf } from "./kycle.js";
import { log, poll, webhook } from "./messages.js";

const disordered = log(
  webhook("failed_reset", { minute: 30 }),
  "{",
  webhook("failed", { minute: 10 }),
  webhook("passed", { signer: 1, minute: 5 }),
  webhook("failed", { minute: 20 }),
  webhook("failed", { signer: 1, minute: 1 }),
);

const told = async (...flags: readonly string[]): Promise<readonly string[]> =>
  objectsOf(await check(disordered, "--format", "ndjson", "--policy", "maxAttempts=3", ...flags)).map(
    ({ line, verdict, from = "" }) => [line, verdict, from].join(" ").trim(),
  );

describe("--order", () => {
  test("delivered, the default, judges each report by what had arrived", async () => {
    const delivered = ["1 advance", "2 malformed", "3 late", "4 advance", "5 late failed", "6 late"];
    expect(await told()).toEqual(delivered);
    expect(await told("--order", "delivered")).toEqual(delivered);
  });

  test("happened judges each subject's reports by their times, and answers in the order of the lines", async () => {
    expect(await told("--order", "happened")).toEqual([
      "1 advance failed",
      "2 malformed",
      "3 advance",
      "4 advance failed",
      "5 advance failed",
      "6 advance",
    ]);
  });

  test("happened shows a history as it happened, a refusal behind what refused it", async () => {
    const lines = log(
      webhook("failed", { minute: 40 }),
      webhook("passed", { minute: 30 }),
      webhook("failed", { minute: 10 }),
    );
    const { stdout } = await check(lines, "--order", "happened");
    expect(stdout).toMatch(/ 3 .* failed +advance\n +2 .* passed +advance\n +▸ 1 .* failed +illegal \(final\)/);
  });
});

test("--channel says how a message came, whatever its shape", async () => {
  const lines = log(webhook("passed"));
  expect((await check(lines, "--channel", "webhook")).code).toBe(0);
  expect((await check(lines, "--channel", "poll")).code).toBe(1);
  expect((await check(log(poll("passed")), "--channel", "webhook")).code).toBe(1);
});

test("--subscribed makes of other statuses nothing that is missing", async () => {
  const lines = log(webhook("start", { minute: 1 }), webhook("start", { minute: 2 }));
  const verdict = async (...flags: readonly string[]): Promise<unknown> =>
    objectsOf(await check(lines, "--format", "ndjson", "--policy", "maxErrors=1", ...flags))[1]?.["verdict"];
  expect(await verdict()).toBe("gap");
  expect(await verdict("--subscribed", "passed,failed")).toBe("gap");
  expect(await verdict("--subscribed", "passed,failed_locked")).toBe("advance");
});

test("each lifecycle of a provider judges its own reports as they happened, whatever its subjects are called", async () => {
  const lines = readFileSync("samples/persona-webhooks.ndjson", "utf8");
  const toldBy = async (lifecycle: string) => {
    const argv = ["check", "-", "--format", "ndjson", "--order", "happened", "--lifecycle", lifecycle];
    return objectsOf(await kycle(argv, { stdin: lines })).filter(({ sequence }) => sequence !== undefined);
  };
  const [both = [], verifications = [], inquiries = []] = await Promise.all(
    ["persona", "persona/verification", "persona/inquiry"].map(async (lifecycle) => toldBy(lifecycle)),
  );
  expect([verifications.length, inquiries.length]).not.toContain(0);
  for (const one of [...verifications, ...inquiries]) expect(both).toContainEqual(one);
});
