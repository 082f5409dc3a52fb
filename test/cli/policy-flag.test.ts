import { describe, expect, test } from "vitest";
import { check, kycle } from "./kycle.js";
import { log, webhook } from "./messages.js";

const clean = log(webhook("passed"));

async function policyOf(...texts: readonly string[]): Promise<unknown> {
  const { stdout } = await check(clean, "--format", "json", ...texts.flatMap((text) => ["--policy", text]));
  return JSON.parse(stdout).policy;
}

describe("--policy", () => {
  test("reads numbers, words and switches", async () => {
    expect(await policyOf("maxAttempts=3,maxResets=unlimited,passToSign=false")).toEqual({
      maxAttempts: 3,
      maxResets: "unlimited",
      passToSign: false,
    });
  });

  test("reads lists joined by +, of one, of several and of none", async () => {
    expect(await policyOf("steps=identity+document")).toEqual({ steps: ["identity", "document"] });
    expect(await policyOf("steps=identity")).toEqual({ steps: ["identity"] });
    expect(await policyOf("steps=")).toEqual({ steps: [] });
  });

  test("tells how a list is joined that was joined by commas, and of nothing else", async () => {
    const told = async (text: string) => (await check(clean, "--policy", text)).stderr;
    const isNone = 'kycle: --policy: "kba" is not of the form field=value';
    expect(await told("maxAttempts=3,steps=identity,kba")).toBe(
      `${isNone}; a list is joined by +: steps=identity+kba\n`,
    );
    expect(await told("maxAttempts=3,kba")).toBe(`${isNone}\n`);
    expect(await told("constructor=3,kba")).toBe(`${isNone}\n`);
    expect(await told("kba")).toBe(`${isNone}\n`);
    expect(await told("steps=identity,")).toBe('kycle: --policy: "" is not of the form field=value\n');
  });

  test("tells the form of a text that has another, and one that would do", async () => {
    const argv = ["draw", "persona/verification", "--format", "json", "--policy"];
    expect((await kycle([...argv, "type=verification/database"])).stderr).toBe(
      'kycle: --policy type: "verification/database" cannot be; expected 1 to 64 letters, digits, _ . or -, such as government-id\n',
    );
    expect((await kycle([...argv, "type=database"])).code).toBe(0);
  });

  test("may have blanks around words", async () => {
    expect(await policyOf(" maxAttempts = 3 , maxErrors= 2")).toEqual({ maxAttempts: 3, maxErrors: 2 });
  });

  test("may repeat", async () => {
    expect(await policyOf("maxAttempts=3,maxErrors=2", "maxAttempts=3")).toEqual({ maxAttempts: 3, maxErrors: 2 });
  });

  test("leaves what is not given unknown", async () => {
    expect(await policyOf()).toEqual({});
    const heading = async (lifecycle: string, ...settings: readonly string[]) => {
      const flags = settings.flatMap((setting) => ["--policy", setting]);
      return (await kycle(["check", "-", "--lifecycle", lifecycle, ...flags], { stdin: "{}" })).stdout.split("\n")[1];
    };
    expect(await heading("persona/inquiry")).toBe("policy not given (--policy); unknown: maxAttempts");
    expect(await heading("fortid")).toBe("policy not given (--policy)");
    expect(await heading("fortid", "gracePeriodSeconds=1")).toBe("policy gracePeriodSeconds 1");
  });

  test("decides verdicts", async () => {
    const failures = log(...[1, 2].map((minute) => webhook("failed", { minute })));
    expect((await check(failures, "--policy", "maxAttempts=3")).code).toBe(0);
    expect((await check(failures, "--policy", "maxAttempts=1,maxResets=0")).code).toBe(1);
  });

  test("is the same for explain", async () => {
    const argv = ["explain", "iinkedsign", "end", "failed", "--policy"];
    expect((await kycle([...argv, "maxAttempts=2"])).code).toBe(0);
    expect((await kycle([...argv, "maxAttempts=1"])).code).toBe(1);
    expect((await kycle([...argv, "maxAttempts=0"])).code).toBe(2);
  });
});
