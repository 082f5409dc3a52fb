import { describe, expect, test } from "vitest";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { exportLifecycle } from "../../src/export/index.js";
import { kycle } from "./kycle.js";

describe("kycle export", () => {
  test("writes what exportLifecycle gives, under the policy", async () => {
    const flags = ["--policy", "maxAttempts=1,steps=kba"];
    const policy = { maxAttempts: 1, steps: ["kba"] };
    for (const format of ["aut", "fst", "fst-symbols", "scxml", "tour"] as const) {
      const ran = await kycle(["export", "iinkedsign", "--format", format, ...flags]);
      expect(ran).toEqual({ code: 0, stdout: exportLifecycle(iinkedsign, { format, policy }), stderr: "" });
    }
  });

  test("asks for a format, and names those that there are", async () => {
    const ran = await kycle(["export", "iinkedsign"]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(/--format: which one\? It is one of aut, fst/);
  });

  test("names a format that it does not know, and a setting that cannot be", async () => {
    expect(await kycle(["export", "iinkedsign", "--format", "scxm"])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching("did you mean scxml?"),
    });
    expect(await kycle(["export", "iinkedsign", "--format", "aut", "--policy", "maxAttempts=0"])).toMatchObject({
      code: 2,
      stdout: "",
    });
  });

  test("writes SQL for a dialect and a channel, the webhook's for PostgreSQL when neither is given", async () => {
    const policy = { maxAttempts: 3, maxErrors: 1, maxResets: 0 };
    const words = ["export", "iinkedsign", "--format", "sql", "--policy", "maxAttempts=3,maxErrors=1,maxResets=0"];
    expect(await kycle(words)).toEqual({
      code: 0,
      stdout: exportLifecycle(iinkedsign, { format: "sql", policy, dialect: "postgres", channel: "webhook" }),
      stderr: "",
    });
    expect(await kycle([...words, "--dialect", "duckdb", "--channel", "webhook"])).toMatchObject({
      stdout: exportLifecycle(iinkedsign, { format: "sql", policy, dialect: "duckdb" }),
    });
  });

  test("asks for more of the policy where the table would not end", async () => {
    const ran = await kycle(["export", "iinkedsign", "--format", "sql", "--policy", "maxAttempts=3"]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(/say more of the policy \(steps, maxResets, maxErrors/);
  });

  test("has no use for a dialect where nothing has one", async () => {
    const ran = await kycle(["export", "iinkedsign", "--format", "aut", "--dialect", "sqlite"]);
    expect(ran).toEqual({ code: 2, stdout: "", stderr: "kycle: --dialect and --channel belong to sql\n" });
  });
});
